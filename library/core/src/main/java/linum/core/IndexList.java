package linum.core;

import java.util.ArrayList;
import java.util.List;
import linum.core.Index.Ellipsis;
import linum.core.Index.Flag;
import linum.core.Index.Indices;
import linum.core.Index.NewAxis;
import linum.core.Index.Position;
import linum.core.Index.Range;
import linum.ir.DType;
import linum.ir.Dims;
import org.jspecify.annotations.Nullable;

/// Indices completed for one array: masks are places, ellipses are whole axes, and every axis has
/// its entry.
///
/// @param entries one for each axis of the array, and one for each new axis
/// @param together whether the arrays and integers among them stood side by side, so that the axes
///   of the indices take their place; else those axes come first, as in NumPy
record IndexList(List<Index> entries, boolean together) {

  static IndexList of(Array x, List<Index> index) {
    List<Index> expanded = expandMasks(x, index);
    boolean together = together(expanded);
    return new IndexList(complete(x, expanded), together);
  }

  /// Whether any entry is an array with axes; then integers count as arrays, too.
  boolean isAdvanced() {
    return entries.stream().anyMatch(e -> e instanceof Indices i && i.array().ndim() > 0);
  }

  private static boolean together(List<Index> index) {
    int first = -1;
    int last = -1;
    int count = 0;
    for (int i = 0; i < index.size(); i++) {
      if (index.get(i) instanceof Indices || index.get(i) instanceof Position) {
        first = first < 0 ? i : first;
        last = i;
        count++;
      }
    }
    return count == 0 || last - first + 1 == count;
  }

  private static int consumed(List<Index> index) {
    return index.stream().mapToInt(IndexFlags::consumed).sum();
  }

  private static List<Index> expandMasks(Array x, List<Index> index) {
    if (index.stream().filter(e -> e instanceof Ellipsis).count() > 1) {
      throw new IllegalArgumentException(
          "at: an index can have one ellipsis (...), this one has several");
    }
    int missing = x.ndim() - consumed(index);
    if (missing < 0) {
      throw new IllegalArgumentException(
          "at: %s has %d axes, but %d indices were given"
              .formatted(x.aval(), x.ndim(), consumed(index)));
    }
    List<Index> out = new ArrayList<>();
    int axis = 0;
    for (Index e : index) {
      switch (e) {
        case Indices i when i.array().dtype() == DType.BOOL -> {
          places(x, axis, i.array()).forEach(a -> out.add(new Indices(a)));
          axis += i.array().ndim();
        }
        case Position _, Range _, Indices _ -> {
          out.add(e);
          axis++;
        }
        case Ellipsis _ -> {
          out.add(e);
          axis += missing;
        }
        case NewAxis _, Flag _ -> out.add(e);
      }
    }
    return out;
  }

  /// Where the mask is true: an index array for each of its axes.
  private static List<Array> places(Array x, int axis, Array mask) {
    Dims expected = x.shape().slice(axis, axis + mask.ndim());
    if (!mask.shape().equals(expected)) {
      throw new IllegalArgumentException(
          "at: the mask %s does not fit axes %d to %d of %s, whose sizes are %s"
              .formatted(mask.aval(), axis, axis + mask.ndim() - 1, x.aval(), expected));
    }
    return HostRead.nonzero(mask);
  }

  private static List<Index> complete(Array x, List<Index> index) {
    int missing = x.ndim() - consumed(index);
    List<Index> out = new ArrayList<>();
    boolean open = true;
    for (Index e : index) {
      if (e instanceof Ellipsis) {
        out.addAll(whole(missing));
        open = false;
      } else {
        out.add(e);
      }
    }
    if (open) {
      out.addAll(whole(missing));
    }
    return out;
  }

  private static List<Index> whole(int n) {
    return new ArrayList<>(java.util.Collections.nCopies(n, Index.ALL));
  }

  /// A range over an axis of the given size: the first place, the step, and how many places.
  record Bounds(int start, int step, int count) {
    static Bounds of(Range r, int size) {
      int step = r.step() == null ? 1 : r.step();
      int start = bound(r.start(), step > 0 ? 0 : size - 1, step, size);
      int stop = bound(r.stop(), step > 0 ? size : -1, step, size);
      int count = step > 0 ? Math.ceilDiv(stop - start, step) : Math.ceilDiv(start - stop, -step);
      return new Bounds(count <= 0 ? 0 : start, step, Math.max(0, count));
    }

    private static int bound(@Nullable Integer b, int otherwise, int step, int size) {
      if (b == null) {
        return otherwise;
      }
      int i = b < 0 ? b + size : b;
      return step > 0 ? Math.clamp(i, 0, size) : Math.clamp(i, -1, size - 1);
    }

    boolean isWhole(int size) {
      return start == 0 && step == 1 && count == size;
    }
  }
}

package linum.llvm.nest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import linum.ir.Dims;
import org.jspecify.annotations.Nullable;

/// The places over which a nest goes: loops, the outermost first, in the order of the memory of an
/// array that has them all.
///
/// @param reduced which loops are summed up; none in a nest without reductions
record Domain(List<Symbol.Loop> loops, List<Boolean> reduced) {
  Domain {
    loops = List.copyOf(loops);
    reduced = List.copyOf(reduced);
  }

  /// Axes of an array that are summed up.
  record Summed(Dims shape, Dims axes) {}

  /// A loop for each axis that is longer than 1, cut further so that arrays of all the given
  /// shapes, which have equally many elements, have their axes at the ends of loops.
  ///
  /// @param sums what is summed up; all have as many elements, too
  /// @return null if there is no such cut, or the sums do not go over the same loops
  static @Nullable Domain of(Collection<Dims> shapes, Collection<Summed> sums) {
    TreeSet<Long> ends = new TreeSet<>();
    shapes.forEach(s -> addEnds(s, ends));
    sums.forEach(s -> addEnds(s.shape(), ends));
    List<Symbol.Loop> loops = new ArrayList<>();
    List<Boolean> reduced = new ArrayList<>();
    long below = 1;
    for (long end : ends) {
      if (end == 1) {
        continue;
      }
      if (end % below != 0) {
        return null;
      }
      long step = below;
      List<Boolean> flags =
          sums.stream().map(s -> s.axes().contains(axisAt(s.shape(), step))).distinct().toList();
      if (flags.size() > 1) {
        return null;
      }
      loops.addFirst(new Symbol.Loop(end / below));
      reduced.addFirst(flags.contains(true));
      below = end;
    }
    return new Domain(loops, reduced);
  }

  private static void addEnds(Dims shape, Collection<Long> ends) {
    long size = 1;
    for (int d = shape.rank() - 1; d >= 0; d--) {
      size *= shape.get(d);
      ends.add(size);
    }
  }

  /// The axis whose places are `step` elements apart.
  private static int axisAt(Dims shape, long step) {
    long size = 1;
    for (int d = shape.rank() - 1; d >= 0; d--) {
      size *= shape.get(d);
      if (size > step) {
        return d;
      }
    }
    return -1;
  }

  /// The same places with two neighbouring loops made one.
  Domain merged(int outer) {
    List<Symbol.Loop> fewer = new ArrayList<>(loops);
    List<Boolean> flags = new ArrayList<>(reduced);
    Symbol.Loop inner = fewer.remove(outer + 1);
    flags.remove(outer + 1);
    fewer.set(outer, new Symbol.Loop(inner.extent() * loops.get(outer).extent()));
    return new Domain(fewer, flags);
  }

  /// The same places with a loop cut into two, the inner of a length that divides the loop's.
  Domain cut(int which, long inner) {
    List<Symbol.Loop> more = new ArrayList<>(loops);
    List<Boolean> flags = new ArrayList<>(reduced);
    more.set(which, new Symbol.Loop(loops.get(which).extent() / inner));
    more.add(which + 1, new Symbol.Loop(inner));
    flags.add(which, reduced.get(which));
    return new Domain(more, flags);
  }

  boolean hasReduced() {
    return reduced.contains(true);
  }

  /// The place in an array that has all loops as its axes.
  Affine full() {
    return linear(loops);
  }

  /// The place in an array that has the loops that are kept.
  Affine row() {
    return linear(kept());
  }

  /// The place in a row, which has the loops that are summed up.
  Affine inRow() {
    return linear(summed());
  }

  List<Symbol.Loop> kept() {
    return chosen(false);
  }

  List<Symbol.Loop> summed() {
    return chosen(true);
  }

  private List<Symbol.Loop> chosen(boolean which) {
    List<Symbol.Loop> some = new ArrayList<>();
    for (int i = 0; i < loops.size(); i++) {
      if (reduced.get(i) == which) {
        some.add(loops.get(i));
      }
    }
    return some;
  }

  private static Affine linear(List<Symbol.Loop> loops) {
    Affine sum = Affine.ZERO;
    long stride = 1;
    for (int i = loops.size() - 1; i >= 0; i--) {
      sum = sum.plus(Affine.of(loops.get(i)).times(stride));
      stride *= loops.get(i).extent();
    }
    return sum;
  }

  static long size(List<Symbol.Loop> loops) {
    return loops.stream().mapToLong(Symbol.Loop::extent).reduce(1, (a, b) -> a * b);
  }
}

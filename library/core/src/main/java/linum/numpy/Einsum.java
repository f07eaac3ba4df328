package linum.numpy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import linum.core.Arithmetic;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.Contraction.DotGeneral;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import org.jspecify.annotations.Nullable;

/// Sums of products over labelled axes: pairs of operands are contracted along a cheap path, each
/// by one `dot_general`.
final class Einsum {
  /// An array whose axes have labels.
  private record Labelled(Array array, List<Integer> labels) {
    int axis(int label) {
      return labels.indexOf(label);
    }

    Dims axes(List<Integer> which) {
      return Dims.of(which.stream().mapToInt(labels::indexOf));
    }
  }

  /// How sums are taken; null for the usual.
  record Sums(@Nullable Precision precision, @Nullable DType type) {
    static final Sums USUAL = new Sums(null, null);

    DType of(Array x) {
      return type == null ? x.dtype() : type;
    }
  }

  private Einsum() {}

  static Array einsum(String subscripts, List<Array> operands) {
    return einsum(subscripts, operands, Sums.USUAL);
  }

  static Array einsum(String subscripts, List<Array> operands, Sums sums) {
    EinsumSpec spec = EinsumSpec.parse(subscripts, operands);
    Map<Integer, Integer> sizes = spec.sizes(operands);
    List<Array> typed =
        Arithmetic.converted(Arithmetic.Promote.ANY, operands.toArray(Array[]::new));
    List<Labelled> work = new ArrayList<>();
    for (int i = 0; i < typed.size(); i++) {
      work.add(withoutStretch(diagonals(new Labelled(typed.get(i), spec.inputs().get(i))), sizes));
    }
    for (int[] pair : path(spec, operands, sizes)) {
      Labelled y = work.remove(Math.max(pair[0], pair[1]));
      Labelled x = work.remove(Math.min(pair[0], pair[1]));
      Set<Integer> needed = new LinkedHashSet<>(spec.output());
      work.forEach(w -> needed.addAll(w.labels()));
      Labelled left = summed(x, with(needed, y));
      Labelled right = summed(y, with(needed, x));
      work.add(contract(left, right, needed, spec.output(), sums));
    }
    Labelled last = summed(work.getFirst(), new LinkedHashSet<>(spec.output()));
    Array out = arranged(last, spec.output(), sizes);
    return Ops.convert(out, sums.of(out));
  }

  /// Which pairs are contracted one after the other.
  static List<int[]> path(String subscripts, List<Array> operands) {
    EinsumSpec spec = EinsumSpec.parse(subscripts, operands);
    return path(spec, operands, spec.sizes(operands));
  }

  private static List<int[]> path(
      EinsumSpec spec, List<Array> operands, Map<Integer, Integer> sizes) {
    List<Set<Integer>> sets = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      List<Integer> labels = spec.inputs().get(i);
      Set<Integer> kept = new LinkedHashSet<>(labels);
      for (int axis : stretched(operands.get(i), labels, sizes)) {
        kept.remove(labels.get(axis));
      }
      sets.add(kept);
    }
    return EinsumPath.of(sets, new LinkedHashSet<>(spec.output()), sizes);
  }

  private static Set<Integer> with(Set<Integer> labels, Labelled other) {
    Set<Integer> all = new LinkedHashSet<>(labels);
    all.addAll(other.labels());
    return all;
  }

  /// Axes with one label become one axis.
  private static Labelled diagonals(Labelled x) {
    Labelled out = x;
    for (int label : new LinkedHashSet<>(x.labels())) {
      while (out.labels().indexOf(label) != out.labels().lastIndexOf(label)) {
        int a = out.labels().indexOf(label);
        int b = out.labels().lastIndexOf(label);
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < out.labels().size(); i++) {
          if (i != a && i != b) {
            labels.add(out.labels().get(i));
          }
        }
        labels.add(label);
        out = new Labelled(out.array().diagonal(0, a, b), labels);
      }
    }
    return out;
  }

  /// Axes of size 1 that stretch to the size of their label disappear.
  private static Labelled withoutStretch(Labelled x, Map<Integer, Integer> sizes) {
    int[] axes = stretched(x.array(), x.labels(), sizes);
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < x.labels().size(); i++) {
      int axis = i;
      if (Arrays.stream(axes).noneMatch(a -> a == axis)) {
        kept.add(x.labels().get(i));
      }
    }
    return new Labelled(Ops.squeeze(x.array(), Dims.of(axes)), kept);
  }

  private static int[] stretched(Array x, List<Integer> labels, Map<Integer, Integer> sizes) {
    return IntStream.range(0, labels.size())
        .filter(i -> x.shape(i) == 1 && Objects.requireNonNull(sizes.get(labels.get(i))) != 1)
        .toArray();
  }

  /// Without the axes whose labels nobody needs.
  private static Labelled summed(Labelled x, Set<Integer> needed) {
    List<Integer> kept = x.labels().stream().filter(needed::contains).toList();
    Dims axes =
        Dims.of(
            IntStream.range(0, x.labels().size()).filter(i -> !needed.contains(x.labels().get(i))));
    return axes.isEmpty() ? x : new Labelled(Ops.reduceSum(x.array(), axes), kept);
  }

  private static Labelled contract(
      Labelled x, Labelled y, Set<Integer> needed, List<Integer> output, Sums sums) {
    List<Integer> shared = x.labels().stream().filter(y.labels()::contains).toList();
    List<Integer> batch = shared.stream().filter(needed::contains).toList();
    List<Integer> contracted = shared.stream().filter(l -> !needed.contains(l)).toList();
    List<Integer> xFree = x.labels().stream().filter(l -> !shared.contains(l)).toList();
    List<Integer> yFree = y.labels().stream().filter(l -> !shared.contains(l)).toList();
    boolean swapped = join(batch, yFree, xFree).equals(output) && !xFree.isEmpty();
    if (contracted.isEmpty()) {
      return multiply(x, y, swapped ? join(batch, yFree, xFree) : join(batch, xFree, yFree));
    }
    Labelled left = swapped ? y : x;
    Labelled right = swapped ? x : y;
    Array out =
        Ops.dot(
            new DotGeneral(
                left.axes(contracted),
                right.axes(contracted),
                left.axes(batch),
                right.axes(batch),
                sums.precision(),
                sums.of(left.array())),
            left.array(),
            right.array());
    return new Labelled(out, swapped ? join(batch, yFree, xFree) : join(batch, xFree, yFree));
  }

  private static Labelled multiply(Labelled x, Labelled y, List<Integer> labels) {
    Map<Integer, Integer> sizes = new HashMap<>();
    for (Labelled l : List.of(x, y)) {
      l.labels().forEach(label -> sizes.put(label, l.array().shape(l.axis(label))));
    }
    return new Labelled(Ops.mul(arranged(x, labels, sizes), arranged(y, labels, sizes)), labels);
  }

  /// With axes in the order of the labels, new ones where there is none.
  private static Array arranged(Labelled x, List<Integer> labels, Map<Integer, Integer> sizes) {
    List<Integer> own = labels.stream().filter(x.labels()::contains).toList();
    Array ordered = Ops.transpose(x.array(), x.axes(own));
    Dims shape = Dims.of(labels.stream().mapToInt(sizes::get));
    return Ops.broadcastInDim(ordered, shape, Dims.of(own.stream().mapToInt(labels::indexOf)));
  }

  private static List<Integer> join(List<Integer> a, List<Integer> b, List<Integer> c) {
    List<Integer> all = new ArrayList<>(a);
    all.addAll(b);
    all.addAll(c);
    return all;
  }
}

package linum.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.Dims;
import linum.tree.Flat;
import linum.tree.KeyPath;
import linum.tree.Tree;

/// Running combinations by an associative function, in a number of parallel steps that grows with
/// the logarithm of the length.
///
/// Neighbours are combined in pairs, the pairs are scanned the same way, and that gives every
/// second result; one more step gives those between (R. Ladner, M. Fischer, "Parallel prefix
/// computation", 1980).
public final class AssociativeScan {
  private AssociativeScan() {}

  /// Each element combined with all before it, or with all after it if `reverse`.
  ///
  /// `fn` works on whole arrays of elements, and runs about `2 log n` times.
  ///
  /// @param axis the axis that is scanned; negative ones count from the end
  /// @throws IllegalArgumentException if the sizes of the axis differ
  public static <T> T associativeScan(BinaryOperator<T> fn, T elems, boolean reverse, int axis) {
    Flat flat = Tree.flatten(elems);
    Sizes sizes = new Sizes();
    List<Integer> axes = new ArrayList<>();
    List<Array> leaves = new ArrayList<>();
    List<KeyPath> paths = flat.structure().paths();
    for (int i = 0; i < paths.size(); i++) {
      Array a = flat.leaves().get(i);
      int at = axis < 0 ? axis + a.ndim() : axis;
      if (at < 0 || at >= a.ndim()) {
        throw new IllegalArgumentException(
            "associativeScan: elems%s of type %s has no axis %d"
                .formatted(paths.get(i), a.aval(), axis));
      }
      sizes.add(a.shape(at), "axis %d of elems%s of type %s".formatted(at, paths.get(i), a.aval()));
      axes.add(at);
      leaves.add(reverse ? Ops.rev(a, Dims.of(at)) : a);
    }
    if (sizes.isEmpty()) {
      return elems;
    }
    int n =
        sizes.one("associativeScan: the axes have different sizes", "Give arrays of one length.");
    List<Array> scanned =
        scan(
            (x, y) -> Tree.leaves(fn.apply(flat.<T>unflatten(x), flat.<T>unflatten(y))),
            leaves,
            axes,
            n);
    List<Array> out = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      out.add(reverse ? Ops.rev(scanned.get(i), Dims.of(axes.get(i))) : scanned.get(i));
    }
    return flat.unflatten(out);
  }

  private static List<Array> scan(
      BinaryOperator<List<Array>> fn, List<Array> xs, List<Integer> axes, int n) {
    if (n < 2) {
      return xs;
    }
    int pairs = n / 2;
    List<Array> combined = fn.apply(every(xs, axes, 0, 2 * pairs), every(xs, axes, 1, 2 * pairs));
    List<Array> odd = scan(fn, combined, axes, pairs);
    int between = (n - 1) / 2;
    List<Array> first = part(xs, axes, 0, 1);
    List<Array> even =
        between == 0
            ? first
            : join(first, fn.apply(part(odd, axes, 0, between), every(xs, axes, 2, n)), axes);
    return interleave(even, odd, axes, n);
  }

  private static List<Array> every(List<Array> xs, List<Integer> axes, int from, int to) {
    List<Array> out = new ArrayList<>();
    for (int i = 0; i < xs.size(); i++) {
      Array a = xs.get(i);
      Dims start = Dims.repeat(0, a.ndim()).with(axes.get(i), from);
      Dims limit = a.shape().with(axes.get(i), to);
      out.add(Ops.slice(a, start, limit, Dims.repeat(1, a.ndim()).with(axes.get(i), 2)));
    }
    return out;
  }

  private static List<Array> part(List<Array> xs, List<Integer> axes, int from, int to) {
    List<Array> out = new ArrayList<>();
    for (int i = 0; i < xs.size(); i++) {
      out.add(Ops.sliceInDim(xs.get(i), axes.get(i), from, to));
    }
    return out;
  }

  private static List<Array> join(List<Array> xs, List<Array> ys, List<Integer> axes) {
    List<Array> out = new ArrayList<>();
    for (int i = 0; i < xs.size(); i++) {
      out.add(Ops.concatenate(List.of(xs.get(i), ys.get(i)), axes.get(i)));
    }
    return out;
  }

  // even[0], odd[0], even[1], … and, if there is one more, the last of even.
  private static List<Array> interleave(
      List<Array> even, List<Array> odd, List<Integer> axes, int n) {
    int pairs = n / 2;
    List<Array> out = new ArrayList<>();
    for (int i = 0; i < even.size(); i++) {
      int axis = axes.get(i);
      Array left = Ops.expandDims(Ops.sliceInDim(even.get(i), axis, 0, pairs), axis + 1);
      Array right = Ops.expandDims(odd.get(i), axis + 1);
      Array both = Ops.concatenate(List.of(left, right), axis + 1);
      Array flat = Ops.reshape(both, odd.get(i).shape().with(axis, 2 * pairs));
      out.add(
          n % 2 == 0
              ? flat
              : Ops.concatenate(
                  List.of(flat, Ops.sliceInDim(even.get(i), axis, pairs, pairs + 1)), axis));
    }
    return out;
  }
}

package linum.ir;

import static linum.ir.DType.Kind.BOOL;
import static linum.ir.DType.Kind.FLOATING;
import static linum.ir.DType.Kind.SIGNED;
import static linum.ir.DType.Kind.UNSIGNED;

import java.util.List;

/// Operations that order elements along an axis. NaN is above everything; -0 equals 0.
///
/// `Ordering = Sort | TopK`
public sealed interface Ordering extends Primitive {

  /// Sorts all operands by the first `numKeys` of them, lexicographically, ascending.
  record Sort(int dimension, boolean isStable, int numKeys) implements Ordering {
    @Override
    public String label() {
      return "sort";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      if (in.isEmpty() || numKeys < 1 || numKeys > in.size()) {
        throw new IllegalArgumentException(
            "sort: %d keys of %d operands".formatted(numKeys, in.size()));
      }
      in.subList(0, numKeys)
          .forEach(a -> Typing.require(this, a, BOOL, SIGNED, UNSIGNED, FLOATING));
      Aval first = in.getFirst();
      Typing.axis(this, dimension, first);
      if (!in.stream().allMatch(a -> a.shape().equals(first.shape()))) {
        throw new IllegalArgumentException(
            "sort: operands must have equal shapes, got " + Typing.list(in));
      }
      return in;
    }

    @Override
    public List<Param> params() {
      return Param.of("dimension", dimension, "is_stable", isStable, "num_keys", numKeys);
    }
  }

  /// The `k` largest elements along an axis, largest first, and their positions as `int32`.
  record TopK(int k, int axis) implements Ordering {
    @Override
    public String label() {
      return "top_k";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval x =
          Typing.require(this, Typing.operands(this, in, 1).getFirst(), SIGNED, UNSIGNED, FLOATING);
      Typing.axis(this, axis, x);
      if (k < 0 || k > x.shape().get(axis)) {
        throw new IllegalArgumentException(
            "top_k: k is %d, but axis %d of %s has size %d"
                .formatted(k, axis, x, x.shape().get(axis)));
      }
      Dims shape = x.shape().with(axis, k);
      return List.of(new Aval(x.dtype(), shape, x.weak()), new Aval(DType.INT32, shape));
    }

    @Override
    public List<Param> params() {
      return Param.of("axis", axis, "k", k);
    }
  }
}

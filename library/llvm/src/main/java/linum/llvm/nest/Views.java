package linum.llvm.nest;

import java.util.stream.IntStream;
import linum.ir.Dims;
import linum.ir.Eqn;
import linum.ir.Movement;
import linum.ir.Reduction;

/// Results whose elements lie in the memory of the operand already, in the right order.
final class Views {
  private Views() {}

  static boolean isView(Eqn e, int output) {
    Dims from = e.inputs().isEmpty() ? Dims.NONE : e.inputs().getFirst().aval().shape();
    return switch (e.primitive()) {
      case Movement.Reshape _, Movement.Squeeze _ -> true;
      case Movement.BroadcastInDim b -> b.shape().size() == from.size();
      case Movement.Transpose t -> keepsOrder(t.permutation(), from);
      case Movement.Slice s ->
          s.strides().stream().allMatch(v -> v == 1)
              && isRun(from, e.outputs().getFirst().aval().shape());
      case Movement.Unstack u -> isRun(from, from.with(u.axis(), 1));
      case Movement.Split _ -> isRun(from, e.outputs().get(output).aval().shape());
      case Reduction.Reduce r -> Fusable.isSqueeze(r, e);
      default -> false;
    };
  }

  /// How many bytes into the operand the result begins.
  static long byteOffset(Eqn e, int output) {
    Dims from = e.inputs().getFirst().aval().shape();
    long elements =
        switch (e.primitive()) {
          case Movement.Slice s -> offset(from, s.startIndices());
          case Movement.Split s ->
              (long) s.sizes().slice(0, output).stream().sum() * from.strides()[s.axis()];
          case Movement.Unstack u -> output * from.strides()[u.axis()];
          default -> 0;
        };
    return elements * e.inputs().getFirst().aval().dtype().byteSize();
  }

  private static long offset(Dims shape, Dims start) {
    long[] strides = shape.strides();
    return IntStream.range(0, strides.length).mapToLong(d -> start.get(d) * strides[d]).sum();
  }

  private static boolean keepsOrder(Dims permutation, Dims shape) {
    int last = -1;
    for (int d = 0; d < permutation.rank(); d++) {
      int axis = permutation.get(d);
      if (shape.get(axis) != 1) {
        if (axis < last) {
          return false;
        }
        last = axis;
      }
    }
    return true;
  }

  /// Whether a box of the given size is a run of elements, wherever in the array it lies.
  private static boolean isRun(Dims whole, Dims box) {
    int d = 0;
    while (d < whole.rank() && box.get(d) == 1) {
      d++;
    }
    // The first axis that is longer than 1 may be cut, those after it must be whole.
    return IntStream.range(d + 1, Math.max(d + 1, whole.rank()))
        .allMatch(i -> box.get(i) == whole.get(i));
  }
}

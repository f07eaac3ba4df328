package linum.xla;

import java.util.List;
import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Elementwise;
import linum.ir.Special;
import linum.ir.Unary;

/// Functions of elements in the same place. Scalars are spread to the shape of the others first.
final class Elements {
  private Elements() {}

  static Tensor lower(Elementwise elementwise, List<Tensor> in, TensorType out, Block b) {
    return switch (elementwise) {
      case Unary p -> UnaryFunctions.lower(p, in.getFirst(), b);
      case Binary p ->
          BinaryFunctions.lower(
              p, Ops.spread(b, in.get(0), out.shape()), Ops.spread(b, in.get(1), out.shape()), b);
      case Special p -> throw Primitives.unsupported(p, "it is computed in loops");
      case Elementwise.IntegerPow p -> Ops.power(b, in.getFirst(), p.y());
      case Elementwise.Clamp _ ->
          b.same(
              "clamp",
              Ops.spread(b, in.get(0), out.shape()),
              in.get(1),
              Ops.spread(b, in.get(2), out.shape()));
      case Elementwise.SelectN _ -> select(in, out, b);
      case Elementwise.ConvertElementType p ->
          convert(in.getFirst(), TensorType.stored(p.newDtype()), b);
      case Elementwise.BitcastConvertType _ -> Ops.bitcast(b, in.getFirst(), out);
      case Elementwise.ReducePrecision p ->
          b.op(
              "reduce_precision",
              ", format = e%dm%d".formatted(p.exponentBits(), p.mantissaBits()),
              out,
              in.getFirst());
    };
  }

  /// Anything but 0 is a true boolean.
  private static Tensor convert(Tensor x, DType to, Block b) {
    return to == DType.BOOL && x.dtype() != DType.BOOL
        ? Ops.compare(b, "NE", x, Ops.like(b, x, 0L))
        : Ops.convert(b, x, to);
  }

  /// An index outside the cases takes the nearest one.
  private static Tensor select(List<Tensor> in, TensorType out, Block b) {
    Tensor which = Ops.spread(b, in.getFirst(), out.shape());
    if (which.dtype() == DType.BOOL) {
      return in.size() == 2 ? in.get(1) : Ops.select(b, which, in.get(2), in.get(1));
    }
    Tensor result = in.getLast();
    for (int i = in.size() - 3; i >= 0; i--) {
      Tensor reached = Ops.compare(b, "LE", which, Ops.like(b, which, (long) i));
      result = Ops.select(b, reached, in.get(i + 1), result);
    }
    return result;
  }
}

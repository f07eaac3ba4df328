package linum.transform;

import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.Binary;
import linum.ir.Elementwise;
import linum.ir.Special;
import linum.ir.Unary;
import org.jspecify.annotations.Nullable;

/// Derivatives of elementwise functions.
final class ElementwiseJvp {
  private ElementwiseJvp() {}

  static Duals rule(Elementwise p, List<Array> x, List<@Nullable Array> dx) {
    Array y = Trace.bindAll(p, x).getFirst();
    if (!y.dtype().isInexact()) {
      return Duals.of(y, null);
    }
    Array tangent =
        switch (p) {
          case Unary u -> UnaryJvp.tangent(u, present(dx.getFirst()), x.getFirst(), y);
          case Special s -> SpecialJvp.tangent(s, x, dx);
          case Binary b -> BinaryJvp.tangent(b, dx.get(0), dx.get(1), x.get(0), x.get(1), y);
          // d(x^n) = n x^(n-1) dx
          case Elementwise.IntegerPow(int n) ->
              n == 0
                  ? null
                  : Ops.mul(
                      present(dx.getFirst()),
                      Ops.mul(n, n == 2 ? x.getFirst() : Ops.integerPow(x.getFirst(), n - 1)));
          case Elementwise.Clamp _ -> clamp(x, dx, y);
          case Elementwise.SelectN _ -> selectN(x, dx);
          case Elementwise.ConvertElementType(var dtype, _) ->
              Ops.convert(present(dx.getFirst()), dtype);
          case Elementwise.ReducePrecision r -> Trace.bind(r, present(dx.getFirst()));
          // Bits have no derivative.
          case Elementwise.BitcastConvertType _ -> null;
        };
    return Duals.of(y, tangent);
  }

  private static Array present(@Nullable Array tangent) {
    if (tangent == null) {
      throw new IllegalStateException("a derivative rule was asked without a tangent");
    }
    return tangent;
  }

  // The tangent of whichever operand the result is; zero where the operand meets a bound.
  private static @Nullable Array clamp(List<Array> in, List<@Nullable Array> d, Array y) {
    Array low = in.get(0);
    Array x = in.get(1);
    Array high = in.get(2);
    Array sum = null;
    for (int i = 0; i < 3; i++) {
      Array di = d.get(i);
      if (di == null) {
        continue;
      }
      Array counts =
          switch (i) {
            case 0 -> Ops.and(Ops.gt(low, x), Ops.lt(low, high));
            case 1 -> Ops.and(Ops.gt(x, low), Ops.lt(x, high));
            default -> Ops.lt(high, x);
          };
      Array term =
          Ops.select(
              Ops.broadcast(counts, y.shape()),
              Duals.spread(di, y.shape()),
              Ops.zeros(y.aval().strong()));
      sum = Duals.sum(sum, term);
    }
    return sum;
  }

  private static Array selectN(List<Array> in, List<@Nullable Array> d) {
    List<Array> cases = in.subList(1, in.size());
    List<Array> tangents = Duals.full(d.subList(1, in.size()), cases);
    Array[] operands = new Array[in.size()];
    operands[0] = in.getFirst();
    for (int i = 1; i < operands.length; i++) {
      operands[i] = tangents.get(i - 1);
    }
    return Trace.bind(new Elementwise.SelectN(), operands);
  }
}

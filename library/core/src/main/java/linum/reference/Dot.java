package linum.reference;

import linum.ir.Aval;
import linum.ir.Contraction;
import linum.ir.Dims;

/// Tensor contraction as products of matrices. Floating products are summed in `double` and rounded
/// once.
final class Dot {
  private Dot() {}

  static Value general(Contraction.DotGeneral p, Value x, Value y, Aval out) {
    Dims lhsFree = p.lhsFree(x.shape().rank());
    Dims rhsFree = p.rhsFree(y.shape().rank());
    int b = (int) x.shape().at(p.lhsBatch()).size();
    int m = (int) x.shape().at(lhsFree).size();
    int k = (int) x.shape().at(p.lhsContracting()).size();
    int n = (int) y.shape().at(rhsFree).size();
    // The left operand may lie either way in memory: the kernel reads it number by number.
    Dims rowsLast = p.lhsBatch().concat(p.lhsContracting()).concat(lhsFree);
    boolean flipped = rowsLast.equals(Dims.range(rowsLast.rank()));
    Value left =
        flipped
            ? x
            : MovementRules.transpose(x, p.lhsBatch().concat(lhsFree).concat(p.lhsContracting()));
    Value right =
        MovementRules.transpose(y, p.rhsBatch().concat(p.rhsContracting()).concat(rhsFree));
    MatMul product = flipped ? new MatMul(m, k, n, 1, m) : new MatMul(m, k, n, k, 1);
    return switch (left) {
      case Value.Reals l -> {
        double[] sums = new double[Value.size(out.dtype(), out.shape())];
        for (int i = 0; i < b; i++) {
          Plan.checkInterrupt();
          product.add(l.data(), i * m * k, Value.reals(right), i * k * n, sums, i * m * n);
        }
        yield result(sums, x, out);
      }
      case Value.Wholes l -> {
        long[] sums = new long[Value.size(out.dtype(), out.shape())];
        for (int i = 0; i < b; i++) {
          Plan.checkInterrupt();
          product.add(l.data(), i * m * k, Value.wholes(right), i * k * n, sums, i * m * n);
        }
        yield result(sums, x, out);
      }
    };
  }

  private static Value result(double[] sums, Value x, Aval out) {
    return out.dtype().isFloating()
        ? Value.Reals.rounded(out.dtype(), out.shape(), sums)
        : Conversion.convert(Value.Reals.rounded(x.dtype(), out.shape(), sums), out.dtype());
  }

  private static Value result(long[] sums, Value x, Aval out) {
    return out.dtype().isFloating()
        ? Conversion.convert(Value.Wholes.wrapped(x.dtype(), out.shape(), sums), out.dtype())
        : Value.Wholes.wrapped(out.dtype(), out.shape(), sums);
  }

  /// Rows `[start, start + size)` of the left operand, group by group, with the matrix of the
  /// group.
  static Value ragged(Value x, Value y, Value groupSizes, Aval out) {
    int m = x.shape().get(0);
    int k = x.shape().get(1);
    int n = y.shape().get(2);
    double[] left = Conversion.toReals(x);
    double[] right = Conversion.toReals(y);
    double[] sums = new double[m * n];
    int start = 0;
    for (int g = 0; g < groupSizes.size(); g++) {
      int size = Math.clamp(Value.wholes(groupSizes)[g], 0, m - start);
      new MatMul(size, k, n, k, 1).add(left, start * k, right, g * k * n, sums, start * n);
      start += size;
    }
    return result(sums, x, out);
  }
}

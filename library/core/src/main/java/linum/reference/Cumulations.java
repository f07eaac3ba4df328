package linum.reference;

import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import linum.ir.Binary;
import linum.ir.Reduction;

/// Running combinations along an axis.
final class Cumulations {
  private Cumulations() {}

  static Value apply(Reduction.Cumulative p, Value x) {
    Lines lines = Lines.of(x.shape(), p.axis());
    return switch (x) {
      case Value.Reals r -> {
        DoubleBinaryOperator f = reals(p.kind());
        double[] out = r.data().clone();
        for (int line = 0; line < lines.count(); line++) {
          for (int i = 1; i < lines.length(); i++) {
            int to = place(lines, line, i, p.reverse());
            int previous = place(lines, line, i - 1, p.reverse());
            out[to] = f.applyAsDouble(out[previous], out[to]);
          }
        }
        yield Value.Reals.rounded(x.dtype(), x.shape(), out);
      }
      case Value.Wholes w -> {
        LongBinaryOperator f = IntegerRules.operator(binary(p.kind()), x.dtype());
        long[] out = w.data().clone();
        for (int line = 0; line < lines.count(); line++) {
          for (int i = 1; i < lines.length(); i++) {
            int to = place(lines, line, i, p.reverse());
            int previous = place(lines, line, i - 1, p.reverse());
            out[to] = f.applyAsLong(out[previous], out[to]);
          }
        }
        yield Value.Wholes.wrapped(x.dtype(), x.shape(), out);
      }
    };
  }

  private static int place(Lines lines, int line, int i, boolean reverse) {
    return lines.start(line) + (reverse ? lines.length() - 1 - i : i) * lines.step();
  }

  private static DoubleBinaryOperator reals(Reduction.Running kind) {
    return kind == Reduction.Running.LOGSUMEXP
        ? Cumulations::logAddExp
        : Combination.reals(binary(kind));
  }

  private static Binary binary(Reduction.Running kind) {
    return switch (kind) {
      case SUM -> Binary.ADD;
      case PROD -> Binary.MUL;
      case MAX -> Binary.MAX;
      case MIN -> Binary.MIN;
      case LOGSUMEXP -> throw new IllegalArgumentException("cumlogsumexp takes floating numbers");
    };
  }

  /// `ln(e^a + e^b)` without overflow.
  private static double logAddExp(double a, double b) {
    double larger = Math.max(a, b);
    return Double.isInfinite(larger) || Double.isNaN(larger)
        ? larger
        : larger + Math.log1p(Math.exp(-Math.abs(a - b)));
  }
}

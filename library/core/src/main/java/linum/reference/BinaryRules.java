package linum.reference;

import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import linum.ir.Binary;
import linum.ir.DType;

/// Functions of two elements. The cheap ones have loops of their own, which the compiler
/// vectorizes.
final class BinaryRules {
  private BinaryRules() {}

  static Value apply(Binary p, Value x, Value y) {
    return switch (x) {
      case Value.Reals r when p.isComparison() -> compare(p, r, Value.reals(y));
      case Value.Reals r ->
          Value.Reals.rounded(r.dtype(), r.shape(), reals(p, r, Conversion.toReals(y)));
      case Value.Wholes w when p.isComparison() -> compare(p, w, Value.wholes(y));
      case Value.Wholes w ->
          Value.Wholes.wrapped(w.dtype(), w.shape(), IntegerRules.apply(p, w, Value.wholes(y)));
    };
  }

  private static double[] reals(Binary p, Value.Reals left, double[] y) {
    double[] x = left.data();
    int n = x.length;
    double[] out = new double[n];
    switch (p) {
      case ADD, ADD_ANY -> {
        for (int i = 0; i < n; i++) {
          out[i] = x[i] + y[i];
        }
      }
      case SUB -> {
        for (int i = 0; i < n; i++) {
          out[i] = x[i] - y[i];
        }
      }
      case MUL -> {
        for (int i = 0; i < n; i++) {
          out[i] = x[i] * y[i];
        }
      }
      case DIV -> {
        for (int i = 0; i < n; i++) {
          out[i] = x[i] / y[i];
        }
      }
      case MAX -> {
        for (int i = 0; i < n; i++) {
          out[i] = Math.max(x[i], y[i]);
        }
      }
      case MIN -> {
        for (int i = 0; i < n; i++) {
          out[i] = Math.min(x[i], y[i]);
        }
      }
      case REM -> map(x, y, out, (a, b) -> a % b);
      case POW -> map(x, y, out, Functions::pow);
      case ATAN2 -> map(x, y, out, Math::atan2);
      case NEXTAFTER -> map(x, y, out, (a, b) -> NextAfter.of(a, b, left.dtype()));
      case AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL, MULHI ->
          throw notFor(p, left);
      case EQ, NE, LT, LE, GT, GE, EQ_TO, LT_TO, LE_TO -> throw new AssertionError(p);
    }
    return out;
  }

  private static void map(double[] x, double[] y, double[] out, DoubleBinaryOperator f) {
    for (int i = 0; i < out.length; i++) {
      out[i] = f.applyAsDouble(x[i], y[i]);
    }
  }

  private static Value compare(Binary p, Value.Reals left, double[] y) {
    double[] x = left.data();
    int n = x.length;
    long[] out = new long[n];
    switch (p) {
      case EQ -> {
        for (int i = 0; i < n; i++) {
          out[i] = x[i] == y[i] ? 1 : 0;
        }
      }
      case NE -> {
        for (int i = 0; i < n; i++) {
          out[i] = x[i] != y[i] ? 1 : 0;
        }
      }
      case LT -> {
        for (int i = 0; i < n; i++) {
          out[i] = x[i] < y[i] ? 1 : 0;
        }
      }
      case LE -> {
        for (int i = 0; i < n; i++) {
          out[i] = x[i] <= y[i] ? 1 : 0;
        }
      }
      case GT -> {
        for (int i = 0; i < n; i++) {
          out[i] = x[i] > y[i] ? 1 : 0;
        }
      }
      case GE -> {
        for (int i = 0; i < n; i++) {
          out[i] = x[i] >= y[i] ? 1 : 0;
        }
      }
      case EQ_TO -> {
        for (int i = 0; i < n; i++) {
          out[i] = Double.compare(x[i], y[i]) == 0 ? 1 : 0;
        }
      }
      case LT_TO -> {
        for (int i = 0; i < n; i++) {
          out[i] = Double.compare(x[i], y[i]) < 0 ? 1 : 0;
        }
      }
      case LE_TO -> {
        for (int i = 0; i < n; i++) {
          out[i] = Double.compare(x[i], y[i]) <= 0 ? 1 : 0;
        }
      }
      case ADD,
          SUB,
          MUL,
          DIV,
          REM,
          POW,
          MAX,
          MIN,
          ATAN2,
          NEXTAFTER,
          AND,
          OR,
          XOR,
          SHIFT_LEFT,
          SHIFT_RIGHT_ARITHMETIC,
          SHIFT_RIGHT_LOGICAL,
          MULHI,
          ADD_ANY ->
          throw new AssertionError(p);
    }
    return new Value.Wholes(DType.BOOL, left.shape(), out);
  }

  private static Value compare(Binary p, Value.Wholes left, long[] y) {
    boolean unsigned = left.dtype() == DType.UINT64;
    LongBinaryOperator order = unsigned ? Long::compareUnsigned : Long::compare;
    long[] x = left.data();
    long[] out = new long[x.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = holds(p, (int) order.applyAsLong(x[i], y[i])) ? 1 : 0;
    }
    return new Value.Wholes(DType.BOOL, left.shape(), out);
  }

  private static boolean holds(Binary p, int order) {
    return switch (p) {
      case EQ, EQ_TO -> order == 0;
      case NE -> order != 0;
      case LT, LT_TO -> order < 0;
      case LE, LE_TO -> order <= 0;
      case GT -> order > 0;
      case GE -> order >= 0;
      case ADD,
          SUB,
          MUL,
          DIV,
          REM,
          POW,
          MAX,
          MIN,
          ATAN2,
          NEXTAFTER,
          AND,
          OR,
          XOR,
          SHIFT_LEFT,
          SHIFT_RIGHT_ARITHMETIC,
          SHIFT_RIGHT_LOGICAL,
          MULHI,
          ADD_ANY ->
          throw new AssertionError(p);
    };
  }

  static IllegalArgumentException notFor(Binary p, Value x) {
    return new IllegalArgumentException("%s is not defined for %s".formatted(p.label(), x.aval()));
  }
}

package linum.reference;

import java.util.function.LongBinaryOperator;
import linum.ir.Binary;
import linum.ir.DType;

/// Functions of two integers or booleans. Results are wrapped to the type by whoever asks.
final class IntegerRules {
  private IntegerRules() {}

  static long[] apply(Binary p, Value.Wholes left, long[] y) {
    LongBinaryOperator f = operator(p, left.dtype());
    long[] x = left.data();
    long[] out = new long[x.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = f.applyAsLong(x[i], y[i]);
    }
    return out;
  }

  /// The function, but for the last step of wrapping its result to the type.
  static LongBinaryOperator operator(Binary p, DType dtype) {
    boolean wide = dtype == DType.UINT64;
    return switch (p) {
      case ADD, ADD_ANY -> (a, b) -> a + b;
      case SUB -> (a, b) -> a - b;
      case MUL -> (a, b) -> a * b;
      case DIV -> wide ? IntegerRules::divideUnsigned : IntegerRules::divide;
      case REM -> wide ? IntegerRules::remUnsigned : IntegerRules::rem;
      case MAX -> wide ? (a, b) -> Long.compareUnsigned(a, b) > 0 ? a : b : Math::max;
      case MIN -> wide ? (a, b) -> Long.compareUnsigned(a, b) < 0 ? a : b : Math::min;
      case AND -> (a, b) -> a & b;
      case OR -> (a, b) -> a | b;
      case XOR -> (a, b) -> a ^ b;
      case SHIFT_LEFT -> (a, b) -> inWidth(b, dtype) ? a << b : 0;
      case SHIFT_RIGHT_ARITHMETIC ->
          (a, b) -> signed(a, dtype) >> (inWidth(b, dtype) ? b : dtype.bits() - 1);
      case SHIFT_RIGHT_LOGICAL -> (a, b) -> inWidth(b, dtype) ? unsigned(a, dtype) >>> b : 0;
      case MULHI -> mulhi(dtype);
      case POW, ATAN2, NEXTAFTER, EQ, NE, LT, LE, GT, GE, EQ_TO, LT_TO, LE_TO ->
          throw new IllegalArgumentException("%s of %s".formatted(p.label(), dtype));
    };
  }

  /// By zero, all bits are set; the smallest number by -1 wraps to itself.
  private static long divide(long a, long b) {
    return b == 0 ? -1 : a / b;
  }

  private static long divideUnsigned(long a, long b) {
    return b == 0 ? -1 : Long.divideUnsigned(a, b);
  }

  /// By zero, it is the dividend.
  private static long rem(long a, long b) {
    return b == 0 ? a : a % b;
  }

  private static long remUnsigned(long a, long b) {
    return b == 0 ? a : Long.remainderUnsigned(a, b);
  }

  /// Whether a shift leaves any bit; a negative distance is a huge unsigned one.
  private static boolean inWidth(long distance, DType dtype) {
    return distance >= 0 && distance < dtype.bits();
  }

  /// The same bits read as a signed number of the type's width.
  private static long signed(long a, DType dtype) {
    int unused = 64 - dtype.bits();
    return a << unused >> unused;
  }

  private static long unsigned(long a, DType dtype) {
    int unused = 64 - dtype.bits();
    return a << unused >>> unused;
  }

  private static LongBinaryOperator mulhi(DType dtype) {
    int bits = dtype.bits();
    return bits < 64
        ? (a, b) -> (a * b) >> bits
        : dtype.isSigned() ? Math::multiplyHigh : Math::unsignedMultiplyHigh;
  }
}

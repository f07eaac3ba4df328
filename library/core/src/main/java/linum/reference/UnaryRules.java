package linum.reference;

import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import linum.ir.DType;
import linum.ir.Unary;

/// Functions of one element.
final class UnaryRules {
  private UnaryRules() {}

  static Value apply(Unary p, Value x) {
    return switch (x) {
      case Value.Reals r -> reals(p, r);
      case Value.Wholes w -> wholes(p, w);
    };
  }

  private static Value reals(Unary p, Value.Reals x) {
    return switch (p) {
      case NEG -> negate(x);
      case SQUARE -> square(x);
      case SIGN -> map(x, Math::signum);
      case ABS -> map(x, Math::abs);
      case FLOOR -> map(x, Math::floor);
      case CEIL -> map(x, Math::ceil);
      case ROUND_AWAY_FROM_ZERO -> map(x, Functions::roundAwayFromZero);
      case ROUND_TO_NEAREST_EVEN -> map(x, Math::rint);
      case IS_FINITE -> test(x, Double::isFinite);
      case EXP -> map(x, Math::exp);
      case EXP2 -> map(x, v -> Math.pow(2, v));
      case LOG -> map(x, Math::log);
      case EXPM1 -> map(x, Math::expm1);
      case LOG1P -> map(x, Math::log1p);
      case LOGISTIC -> map(x, v -> 1 / (1 + Math.exp(-v)));
      case SIN -> map(x, Math::sin);
      case COS -> map(x, Math::cos);
      case TAN -> map(x, Math::tan);
      case ASIN -> map(x, Math::asin);
      case ACOS -> map(x, Math::acos);
      case ATAN -> map(x, Math::atan);
      case SINH -> map(x, Math::sinh);
      case COSH -> map(x, Math::cosh);
      case TANH -> map(x, Math::tanh);
      case ASINH -> map(x, Functions::asinh);
      case ACOSH -> map(x, Functions::acosh);
      case ATANH -> map(x, Functions::atanh);
      case SQRT -> map(x, Math::sqrt);
      case RSQRT -> map(x, v -> 1 / Math.sqrt(v));
      case CBRT -> map(x, Math::cbrt);
      case ERF -> map(x, ErrorFunction::erf);
      case ERFC -> map(x, ErrorFunction::erfc);
      case ERF_INV ->
          map(
              x,
              x.dtype() == DType.FLOAT64
                  ? InverseErrorFunction::ofDouble
                  : v -> InverseErrorFunction.ofFloat((float) v));
      case LGAMMA -> map(x, Gamma::lgamma);
      case DIGAMMA -> map(x, Gamma::digamma);
      case BESSEL_I0E -> map(x, Bessel::i0e);
      case BESSEL_I1E -> map(x, Bessel::i1e);
      case COPY, STOP_GRADIENT -> x;
      case NOT, POPULATION_COUNT, CLZ -> throw notFor(p, x);
    };
  }

  private static Value map(Value.Reals x, DoubleUnaryOperator f) {
    double[] in = x.data();
    double[] out = new double[in.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = f.applyAsDouble(in[i]);
    }
    return Value.Reals.rounded(x.dtype(), x.shape(), out);
  }

  private static Value negate(Value.Reals x) {
    double[] in = x.data();
    double[] out = new double[in.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = -in[i];
    }
    return new Value.Reals(x.dtype(), x.shape(), out);
  }

  private static Value square(Value.Reals x) {
    double[] in = x.data();
    double[] out = new double[in.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = in[i] * in[i];
    }
    return Value.Reals.rounded(x.dtype(), x.shape(), out);
  }

  private static Value test(Value.Reals x, DoublePredicate f) {
    double[] in = x.data();
    long[] out = new long[in.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = f.test(in[i]) ? 1 : 0;
    }
    return new Value.Wholes(DType.BOOL, x.shape(), out);
  }

  private static Value wholes(Unary p, Value.Wholes x) {
    int bits = x.dtype().bits();
    long mask = bits == 64 ? -1L : (1L << bits) - 1;
    return switch (p) {
      case NEG -> map(x, v -> -v);
      case SIGN -> map(x, x.dtype().isUnsigned() ? v -> v == 0 ? 0 : 1 : v -> Long.signum(v));
      case ABS -> x.dtype().isUnsigned() ? x : map(x, Math::abs);
      case SQUARE -> map(x, v -> v * v);
      case NOT -> map(x, x.dtype() == DType.BOOL ? v -> 1 - v : v -> ~v);
      case POPULATION_COUNT -> map(x, v -> Long.bitCount(v & mask));
      case CLZ -> map(x, v -> Long.numberOfLeadingZeros(v & mask) - (64 - bits));
      case COPY, STOP_GRADIENT -> x;
      case FLOOR,
          CEIL,
          ROUND_AWAY_FROM_ZERO,
          ROUND_TO_NEAREST_EVEN,
          IS_FINITE,
          EXP,
          EXP2,
          LOG,
          EXPM1,
          LOG1P,
          LOGISTIC,
          SIN,
          COS,
          TAN,
          ASIN,
          ACOS,
          ATAN,
          SINH,
          COSH,
          TANH,
          ASINH,
          ACOSH,
          ATANH,
          SQRT,
          RSQRT,
          CBRT,
          ERF,
          ERFC,
          ERF_INV,
          LGAMMA,
          DIGAMMA,
          BESSEL_I0E,
          BESSEL_I1E ->
          throw notFor(p, x);
    };
  }

  private static Value map(Value.Wholes x, LongUnaryOperator f) {
    long[] in = x.data();
    long[] out = new long[in.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = f.applyAsLong(in[i]);
    }
    return Value.Wholes.wrapped(x.dtype(), x.shape(), out);
  }

  private static IllegalArgumentException notFor(Unary p, Value x) {
    return new IllegalArgumentException("%s is not defined for %s".formatted(p.label(), x.aval()));
  }
}

package linum.xla;

import linum.ir.DType;
import linum.ir.Unary;

/// Functions of one element.
final class UnaryFunctions {
  private UnaryFunctions() {}

  static Tensor lower(Unary p, Tensor x, Block b) {
    return switch (p) {
      case NEG -> b.same("negate", x);
      case SIGN -> sign(x, b);
      case ABS -> x.dtype().isUnsigned() ? x : b.same("abs", x);
      case FLOOR -> b.same("floor", x);
      case CEIL -> b.same("ceil", x);
      case ROUND_AWAY_FROM_ZERO -> b.same("round_nearest_afz", x);
      case ROUND_TO_NEAREST_EVEN -> b.same("round_nearest_even", x);
      case IS_FINITE -> b.op("is_finite", x.type().withDtype(DType.BOOL), x);
      case EXP -> b.same("exponential", x);
      case EXP2 -> b.same("exponential", Ops.mul(b, x, Math.log(2)));
      case LOG -> b.same("log", x);
      case EXPM1 -> b.same("exponential_minus_one", x);
      case LOG1P -> b.same("log_plus_one", x);
      case LOGISTIC -> b.same("logistic", x);
      case SIN -> b.same("sine", x);
      case COS -> b.same("cosine", x);
      case TAN -> b.same("tan", x);
      case ASIN -> InverseSines.asin(x, b);
      case ACOS -> InverseSines.acos(x, b);
      case ATAN -> b.same("atan2", x, Ops.like(b, x, 1L));
      case SINH -> Narrow.inSingle(x, b, Hyperbolic::sinh);
      case COSH -> Narrow.inSingle(x, b, Hyperbolic::cosh);
      case TANH -> b.same("tanh", x);
      case ASINH -> Narrow.inSingle(x, b, Hyperbolic::asinh);
      case ACOSH -> Narrow.inSingle(x, b, Hyperbolic::acosh);
      case ATANH -> Narrow.inSingle(x, b, Hyperbolic::atanh);
      case SQRT -> b.same("sqrt", x);
      case RSQRT -> b.same("rsqrt", x);
      case CBRT -> b.same("cbrt", x);
      case SQUARE -> Ops.mul(b, x, x);
      case ERF -> Narrow.inSingle(x, b, ErrorFunction::erf);
      case ERFC -> Narrow.inSingle(x, b, ErrorFunction::erfc);
      case ERF_INV -> Narrow.inSingle(x, b, InverseErrorFunction::of);
      case LGAMMA -> Narrow.inSingle(x, b, Gamma::lgamma);
      case DIGAMMA -> Narrow.inSingle(x, b, Gamma::digamma);
      case BESSEL_I0E, BESSEL_I1E -> throw Primitives.unsupported(p, "it has no formula there");
      case NOT -> b.same("not", x);
      case POPULATION_COUNT -> b.same("popcnt", x);
      case CLZ -> b.same("count_leading_zeros", x);
      case COPY, STOP_GRADIENT -> x;
    };
  }

  private static Tensor sign(Tensor x, Block b) {
    return x.dtype().isUnsigned() ? b.same("minimum", x, Ops.like(b, x, 1L)) : b.same("sign", x);
  }
}

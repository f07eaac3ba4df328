package linum.transform;

import static linum.core.Ops.add;
import static linum.core.Ops.broadcast;
import static linum.core.Ops.div;
import static linum.core.Ops.full;
import static linum.core.Ops.ge;
import static linum.core.Ops.integerPow;
import static linum.core.Ops.le;
import static linum.core.Ops.mul;
import static linum.core.Ops.neg;
import static linum.core.Ops.scalar;
import static linum.core.Ops.select;
import static linum.core.Ops.sub;
import static linum.core.Trace.bind;
import static linum.ir.Unary.ABS;
import static linum.ir.Unary.BESSEL_I0E;
import static linum.ir.Unary.BESSEL_I1E;
import static linum.ir.Unary.COS;
import static linum.ir.Unary.COSH;
import static linum.ir.Unary.DIGAMMA;
import static linum.ir.Unary.EXP;
import static linum.ir.Unary.RSQRT;
import static linum.ir.Unary.SIGN;
import static linum.ir.Unary.SIN;
import static linum.ir.Unary.SINH;
import static linum.ir.Unary.SQUARE;

import linum.core.Array;
import linum.ir.Special;
import linum.ir.Unary;
import org.jspecify.annotations.Nullable;

/// Derivatives of elementwise functions of one operand, in the form in which JAX writes them, so
/// that printed programs agree.
final class UnaryJvp {
  private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

  private UnaryJvp() {}

  /// The tangent of `y = u(x)`; null where it is zero everywhere.
  static @Nullable Array tangent(Unary u, Array dx, Array x, Array y) {
    return switch (u) {
      case NEG -> neg(dx);
      // d|x| = dx from zero on, -dx below
      case ABS -> select(ge(x, scalar(0.0, x)), dx, neg(dx));
      // d(e^x) = e^x dx
      case EXP -> mul(dx, y);
      // d(2^x) = ln 2 · 2^x dx
      case EXP2 -> mul(Math.log(2), mul(dx, y));
      // d(ln x) = dx / x
      case LOG -> div(dx, x);
      // d(e^x - 1) = e^x dx
      case EXPM1 -> mul(dx, add(y, one(y)));
      // d(ln(1 + x)) = dx / (1 + x)
      case LOG1P -> div(dx, add(x, one(x)));
      // dσ(x) = σ (1 - σ) dx
      case LOGISTIC -> mul(dx, mul(y, sub(one(y), y)));
      case SIN -> mul(dx, bind(COS, x));
      case COS -> neg(mul(dx, bind(SIN, x)));
      // d(tan x) = (1 + tan² x) dx
      case TAN -> mul(dx, add(one(x), bind(SQUARE, y)));
      // d(asin x) = dx / √(1 - x²)
      case ASIN -> mul(dx, bind(RSQRT, sub(one(x), bind(SQUARE, x))));
      case ACOS -> mul(dx, neg(bind(RSQRT, sub(one(x), bind(SQUARE, x)))));
      // d(atan x) = dx / (1 + x²)
      case ATAN -> div(dx, add(one(x), bind(SQUARE, x)));
      case SINH -> mul(dx, bind(COSH, x));
      case COSH -> mul(dx, bind(SINH, x));
      // d(tanh x) = (1 - tanh² x) dx, as (dx + dx y)(1 - y), which rounds better near 1
      case TANH -> mul(add(dx, mul(dx, y)), sub(one(x), y));
      // d(asinh x) = dx / √(x² + 1)
      case ASINH -> mul(dx, bind(RSQRT, add(bind(SQUARE, x), one(x))));
      // d(acosh x) = dx / √(x² - 1)
      case ACOSH -> mul(dx, bind(RSQRT, sub(bind(SQUARE, x), one(x))));
      // d(atanh x) = dx / ((1 + x)(1 - x))
      case ATANH -> mul(integerPow(add(one(x), x), -1), div(dx, sub(one(x), x)));
      // d√x = dx / (2 √x)
      case SQRT -> mul(dx, div(scalar(0.5, x), y));
      // d(1/√x) = -dx / (2 x √x)
      case RSQRT -> mul(dx, mul(-0.5, div(y, x)));
      // d∛x = dx / (3 ∛x²)
      case CBRT -> mul(dx, mul(1.0 / 3, integerPow(y, -2)));
      case SQUARE -> mul(dx, mul(2, x));
      // d erf(x) = 2/√π e^(-x²) dx
      case ERF -> mul(TWO_OVER_ROOT_PI, mul(dx, bind(EXP, neg(bind(SQUARE, x)))));
      case ERFC -> mul(-TWO_OVER_ROOT_PI, mul(dx, bind(EXP, neg(bind(SQUARE, x)))));
      // d erf⁻¹(x) = √π/2 e^(y²) dx
      case ERF_INV -> mul(Math.sqrt(Math.PI) / 2, mul(dx, bind(EXP, bind(SQUARE, y))));
      case LGAMMA -> mul(dx, bind(DIGAMMA, x));
      case DIGAMMA -> mul(dx, bind(Special.POLYGAMMA, one(x), x));
      // d(e^-|x| I₀(x)) = e^-|x| (I₁(x) - sign(x) I₀(x)) dx
      case BESSEL_I0E -> mul(dx, sub(bind(BESSEL_I1E, x), mul(bind(SIGN, x), y)));
      case BESSEL_I1E -> mul(dx, bessel1(x, y));
      case COPY -> bind(Unary.COPY, dx);
      // Piecewise constant, not differentiable, or constant by definition.
      case SIGN,
          FLOOR,
          CEIL,
          ROUND_AWAY_FROM_ZERO,
          ROUND_TO_NEAREST_EVEN,
          IS_FINITE,
          NOT,
          POPULATION_COUNT,
          CLZ,
          STOP_GRADIENT ->
          null;
    };
  }

  // d(e^-|x| I₁(x)) = e^-|x| (I₀(x) - (sign(x) + 1/x) I₁(x)) dx, which is dx/2 at 0
  private static Array bessel1(Array x, Array y) {
    Array small = scalar(Math.ulp(1.0f), x);
    Array isSmall = le(bind(ABS, x), small);
    Array safe = select(isSmall, broadcast(small, x.shape()), x);
    Array slope = add(bind(SIGN, safe), div(one(safe), safe));
    Array half = full(x.aval().strong(), 0.5);
    return select(isSmall, half, sub(bind(BESSEL_I0E, safe), mul(y, slope)));
  }

  private static Array one(Array like) {
    return scalar(1.0, like);
  }
}

package linum.transform;

import static linum.core.Ops.add;
import static linum.core.Ops.mul;
import static linum.core.Ops.neg;
import static linum.core.Ops.scalar;
import static linum.core.Ops.sub;
import static linum.core.Trace.bind;

import java.util.List;
import java.util.function.Supplier;
import linum.core.Array;
import linum.ir.Special;
import linum.ir.Unary;
import org.jspecify.annotations.Nullable;

/// Derivatives of special functions in those operands in which JAX has them.
final class SpecialJvp {
  private SpecialJvp() {}

  static @Nullable Array tangent(Special p, List<Array> x, List<@Nullable Array> dx) {
    return switch (p) {
      case POLYGAMMA -> {
        require(p, "its order", dx.get(0) == null);
        Array next = add(x.get(0), scalar(1.0, x.get(0)));
        yield times(dx.get(1), () -> bind(p, next, x.get(1)));
      }
      case IGAMMA -> incomplete(x.get(0), x.get(1), dx.get(0), dx.get(1));
      case IGAMMAC -> {
        Array lower = incomplete(x.get(0), x.get(1), dx.get(0), dx.get(1));
        yield lower == null ? null : neg(lower);
      }
      case REGULARIZED_INCOMPLETE_BETA -> {
        require(p, "a and b", dx.get(0) == null && dx.get(1) == null);
        yield times(dx.get(2), () -> betaDensity(x.get(0), x.get(1), x.get(2)));
      }
      case ZETA, IGAMMA_GRAD_A, RANDOM_GAMMA_GRAD ->
          throw new UnsupportedOperationException(p.label() + " has no derivative.");
    };
  }

  private static void require(Special p, String operands, boolean holds) {
    if (!holds) {
      throw new UnsupportedOperationException(
          "%s has no derivative in %s.\nKeep it out of the derivative: stopGradient(x)."
              .formatted(p.label(), operands));
    }
  }

  private static @Nullable Array times(@Nullable Array tangent, Supplier<Array> slope) {
    return tangent == null ? null : mul(tangent, slope.get());
  }

  // dP(a, x) = ∂P/∂a da + x^(a-1) e^-x / Γ(a) dx
  private static @Nullable Array incomplete(
      Array a, Array x, @Nullable Array da, @Nullable Array dx) {
    return Duals.sum(
        times(da, () -> bind(Special.IGAMMA_GRAD_A, a, x)), times(dx, () -> gammaDensity(a, x)));
  }

  private static Array gammaDensity(Array a, Array x) {
    Array power = mul(sub(a, scalar(1.0, a)), bind(Unary.LOG, x));
    return bind(Unary.EXP, sub(add(neg(x), power), bind(Unary.LGAMMA, a)));
  }

  // x^(a-1) (1 - x)^(b-1) / B(a, b)
  private static Array betaDensity(Array a, Array b, Array x) {
    Array gammas = add(bind(Unary.LGAMMA, a), bind(Unary.LGAMMA, b));
    Array logBeta = sub(gammas, bind(Unary.LGAMMA, add(a, b)));
    Array right = mul(sub(b, scalar(1.0, b)), bind(Unary.LOG1P, neg(x)));
    Array left = mul(sub(a, scalar(1.0, a)), bind(Unary.LOG, x));
    return bind(Unary.EXP, sub(add(right, left), logBeta));
  }
}

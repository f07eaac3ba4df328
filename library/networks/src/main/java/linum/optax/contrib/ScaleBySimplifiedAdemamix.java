package linum.optax.contrib;

import linum.core.Array;
import linum.ir.DType;
import linum.numpy.Jnp;
import linum.optax.ExtraArgs;
import linum.optax.GradientTransformation;
import linum.optax.Need;
import linum.optax.Optax;
import linum.optax.OptaxTree;
import linum.optax.Scalar;
import linum.optax.ScalarOrSchedule;
import linum.optax.Update;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// A sum of gradients and the last one over the root of the mean of squares.
///
/// Source: Morwani and others, "Connections between Schedule-Free Optimizers, AdEMAMix, and
/// Accelerated SGD Variants", 2025.
///
/// @param b1 decay of the sum of the gradients
/// @param b2 decay of the mean of their squares
/// @param alpha weight of the last gradient
/// @param eps added to the denominator, outside of the root
/// @param epsRoot added under the root, which keeps it differentiable at zero
public record ScaleBySimplifiedAdemamix(
    Scalar b1, Scalar b2, ScalarOrSchedule alpha, Scalar eps, Scalar epsRoot)
    implements GradientTransformation {
  ScaleBySimplifiedAdemamix() {
    this(Scalar.of(0.99), Scalar.of(0.95), Scalar.of(0), Scalar.of(1e-8), Scalar.of(0));
  }

  public ScaleBySimplifiedAdemamix b1(double newB1) {
    return new ScaleBySimplifiedAdemamix(Scalar.of(newB1), b2, alpha, eps, epsRoot);
  }

  public ScaleBySimplifiedAdemamix b2(double newB2) {
    return new ScaleBySimplifiedAdemamix(b1, Scalar.of(newB2), alpha, eps, epsRoot);
  }

  public ScaleBySimplifiedAdemamix alpha(double newAlpha) {
    return new ScaleBySimplifiedAdemamix(b1, b2, Scalar.of(newAlpha), eps, epsRoot);
  }

  public ScaleBySimplifiedAdemamix alpha(ScalarOrSchedule newAlpha) {
    return new ScaleBySimplifiedAdemamix(b1, b2, newAlpha, eps, epsRoot);
  }

  public ScaleBySimplifiedAdemamix eps(double newEps) {
    return new ScaleBySimplifiedAdemamix(b1, b2, alpha, Scalar.of(newEps), epsRoot);
  }

  public ScaleBySimplifiedAdemamix epsRoot(double newEpsRoot) {
    return new ScaleBySimplifiedAdemamix(b1, b2, alpha, eps, Scalar.of(newEpsRoot));
  }

  /// Its state.
  ///
  /// @param t the number of steps
  /// @param m the sum of the gradients
  /// @param n the mean of the squares
  public record ScaleBySimplifiedAdEMAMixState(Array t, Object m, Object n) {}

  @Override
  public ScaleBySimplifiedAdEMAMixState init(Object params) {
    return new ScaleBySimplifiedAdEMAMixState(
        Jnp.zeros(DType.INT32), OptaxTree.zerosLike(params), OptaxTree.zerosLike(params));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ScaleBySimplifiedAdEMAMixState s = Need.state(ScaleBySimplifiedAdEMAMixState.class, state);
    Scalar weight = Rates.at(alpha, s.t());
    P m = Tree.map((g, old) -> g.add(b1.mul(old)), updates, s.m());
    Object n = OptaxTree.updateMoment(updates, s.n(), b2, 2);
    Array t = Optax.safeIncrement(s.t());
    P out =
        Tree.map(
            (g, sum, v) -> sum.add(weight.mul(g)).div(eps.add(epsRoot.add(v).sqrt())),
            updates,
            m,
            OptaxTree.biasCorrection(n, b2, t));
    return new Update<>(out, new ScaleBySimplifiedAdEMAMixState(t, m, n));
  }
}

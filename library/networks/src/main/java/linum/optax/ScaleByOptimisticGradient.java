package linum.optax;

import linum.core.Array;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// The gradient and what it changed since the step before.
///
/// Source: Mokhtari, Ozdaglar, Pattathil, "A Unified Analysis of Extra-gradient and Optimistic
/// Gradient Methods", 2019.
///
/// @param alpha weight of the gradient
/// @param beta weight of its change
public record ScaleByOptimisticGradient(Scalar alpha, Scalar beta)
    implements GradientTransformation {
  ScaleByOptimisticGradient() {
    this(Scalar.of(1), Scalar.of(1));
  }

  public ScaleByOptimisticGradient alpha(double newAlpha) {
    return new ScaleByOptimisticGradient(Scalar.of(newAlpha), beta);
  }

  public ScaleByOptimisticGradient beta(double newBeta) {
    return new ScaleByOptimisticGradient(alpha, Scalar.of(newBeta));
  }

  /// Its state.
  ///
  /// @param isInitialStep whether there was no step yet
  /// @param previousGradient the gradient before
  public record ScaleByOptimisticGradientState(Array isInitialStep, Object previousGradient) {}

  @Override
  public ScaleByOptimisticGradientState init(Object params) {
    return new ScaleByOptimisticGradientState(Jnp.array(true), OptaxTree.zerosLike(params));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ScaleByOptimisticGradientState s = Need.state(ScaleByOptimisticGradientState.class, state);
    Scalar both = alpha.plus(beta);
    P out =
        Moments.map(
            (g, old) -> both.mul(g).sub(beta.mul(Jnp.where(s.isInitialStep(), g, old))),
            updates,
            s.previousGradient());
    return new Update<>(
        out,
        new ScaleByOptimisticGradientState(
            Jnp.array(false), OptaxTree.castLike(updates, s.previousGradient())));
  }
}

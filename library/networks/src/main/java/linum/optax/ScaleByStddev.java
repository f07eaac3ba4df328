package linum.optax;

import linum.core.Array;
import linum.lax.Lax;
import linum.numpy.Jnp;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Updates over their standard deviation: [ScaleByRms], centered.
///
/// Source: Hinton, "Overview of mini-batch gradient descent", 2012.
///
/// @param decay decay of the mean of the squares
/// @param eps added to the root, or under it
/// @param initialScale what the mean of the squares starts with
/// @param epsInSqrt whether `eps` is added under the root
/// @param biasCorrection whether to make up for moments that start at zero
public record ScaleByStddev(
    Scalar decay, Scalar eps, Scalar initialScale, boolean epsInSqrt, boolean biasCorrection)
    implements GradientTransformation {
  ScaleByStddev() {
    this(Scalar.of(0.9), Scalar.of(1e-8), Scalar.of(0), true, false);
  }

  public ScaleByStddev decay(double newDecay) {
    return new ScaleByStddev(Scalar.of(newDecay), eps, initialScale, epsInSqrt, biasCorrection);
  }

  public ScaleByStddev eps(double newEps) {
    return new ScaleByStddev(decay, Scalar.of(newEps), initialScale, epsInSqrt, biasCorrection);
  }

  public ScaleByStddev initialScale(double newInitialScale) {
    return new ScaleByStddev(decay, eps, Scalar.of(newInitialScale), epsInSqrt, biasCorrection);
  }

  public ScaleByStddev epsInSqrt(boolean newEpsInSqrt) {
    return new ScaleByStddev(decay, eps, initialScale, newEpsInSqrt, biasCorrection);
  }

  public ScaleByStddev biasCorrection(boolean newBiasCorrection) {
    return new ScaleByStddev(decay, eps, initialScale, epsInSqrt, newBiasCorrection);
  }

  /// Its state.
  ///
  /// @param count the number of steps; null without bias correction
  /// @param mu the mean of the gradients
  /// @param nu the mean of the squares
  public record ScaleByRStdDevState(@Nullable Array count, Object mu, Object nu) {}

  @Override
  public ScaleByRStdDevState init(Object params) {
    return new ScaleByRStdDevState(
        biasCorrection ? Counts.zero() : null,
        OptaxTree.zerosLike(params),
        Tree.map(p -> initialScale.add(Jnp.zerosLike(p)), params));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ScaleByRStdDevState s = Need.state(ScaleByRStdDevState.class, state);
    Object mu = OptaxTree.updateMoment(updates, s.mu(), decay, 1);
    Object nu = OptaxTree.updateMoment(updates, s.nu(), decay, 2);
    Array count = s.count() == null ? null : Counts.next(s.count());
    Object muHat = count == null ? mu : OptaxTree.biasCorrection(mu, decay, count);
    Object nuHat = count == null ? nu : OptaxTree.biasCorrection(nu, decay, count);
    P out = Tree.map((g, m, n) -> g.mul(factor(n.sub(m.square()))), updates, muHat, nuHat);
    return new Update<>(out, new ScaleByRStdDevState(count, mu, nu));
  }

  private Array factor(Array variance) {
    return epsInSqrt ? Lax.rsqrt(eps.add(variance)) : Jnp.divide(1, eps.add(variance.sqrt()));
  }
}

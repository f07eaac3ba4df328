package linum.optax;

import linum.core.Array;
import linum.lax.Lax;
import linum.numpy.Jnp;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Updates over the root of the mean of their squares.
///
/// Source: Hinton, "Overview of mini-batch gradient descent", 2012.
///
/// @param decay decay of the mean of the squares
/// @param eps added to the root, or under it
/// @param initialScale what the mean of the squares starts with
/// @param epsInSqrt whether `eps` is added under the root
/// @param biasCorrection whether to make up for moments that start at zero
public record ScaleByRms(
    Scalar decay, Scalar eps, Scalar initialScale, boolean epsInSqrt, boolean biasCorrection)
    implements GradientTransformation {
  ScaleByRms() {
    this(Scalar.of(0.9), Scalar.of(1e-8), Scalar.of(0), true, false);
  }

  public ScaleByRms decay(double newDecay) {
    return new ScaleByRms(Scalar.of(newDecay), eps, initialScale, epsInSqrt, biasCorrection);
  }

  public ScaleByRms eps(double newEps) {
    return new ScaleByRms(decay, Scalar.of(newEps), initialScale, epsInSqrt, biasCorrection);
  }

  public ScaleByRms initialScale(double newInitialScale) {
    return new ScaleByRms(decay, eps, Scalar.of(newInitialScale), epsInSqrt, biasCorrection);
  }

  public ScaleByRms epsInSqrt(boolean newEpsInSqrt) {
    return new ScaleByRms(decay, eps, initialScale, newEpsInSqrt, biasCorrection);
  }

  public ScaleByRms biasCorrection(boolean newBiasCorrection) {
    return new ScaleByRms(decay, eps, initialScale, epsInSqrt, newBiasCorrection);
  }

  /// Its state without bias correction.
  ///
  /// @param nu the mean of the squares
  public record ScaleByRmsState(Object nu) {}

  /// Its state with bias correction.
  ///
  /// @param count the number of steps
  /// @param nu the mean of the squares
  public record ScaleByRmsWithCountState(Array count, Object nu) {}

  @Override
  public Record init(Object params) {
    Object nu = Tree.map(p -> initialScale.add(Jnp.zerosLike(p)), params);
    return biasCorrection
        ? new ScaleByRmsWithCountState(Counts.zero(), nu)
        : new ScaleByRmsState(nu);
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    if (!biasCorrection) {
      ScaleByRmsState s = Need.state(ScaleByRmsState.class, state);
      Object nu = OptaxTree.updateMoment(updates, s.nu(), decay, 2);
      return new Update<>(scaled(updates, nu), new ScaleByRmsState(nu));
    }
    ScaleByRmsWithCountState s = Need.state(ScaleByRmsWithCountState.class, state);
    Object nu = OptaxTree.updateMoment(updates, s.nu(), decay, 2);
    Array count = Counts.next(s.count());
    return new Update<>(
        scaled(updates, OptaxTree.biasCorrection(nu, decay, count)),
        new ScaleByRmsWithCountState(count, nu));
  }

  private <P> P scaled(P updates, Object nu) {
    return Tree.map((g, n) -> g.mul(factor(n)), updates, nu);
  }

  private Array factor(Array n) {
    return epsInSqrt ? Lax.rsqrt(eps.add(n)) : Jnp.divide(1, eps.add(n.sqrt()));
  }
}

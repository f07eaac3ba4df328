package linum.optax;

import linum.lax.Lax;
import linum.numpy.Jnp;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Updates over the root of the sum of all their squares.
///
/// Source: Duchi, Hazan, Singer, "Adaptive Subgradient Methods", 2011.
///
/// @param initialAccumulatorValue what the sum starts with
/// @param eps added under the root
public record ScaleByRss(Scalar initialAccumulatorValue, Scalar eps)
    implements GradientTransformation {
  ScaleByRss() {
    this(Scalar.of(0.1), Scalar.of(1e-7));
  }

  public ScaleByRss initialAccumulatorValue(double newInitialAccumulatorValue) {
    return new ScaleByRss(Scalar.of(newInitialAccumulatorValue), eps);
  }

  public ScaleByRss eps(double newEps) {
    return new ScaleByRss(initialAccumulatorValue, Scalar.of(newEps));
  }

  /// Its state.
  ///
  /// @param sumOfSquares the sum
  public record ScaleByRssState(Object sumOfSquares) {}

  @Override
  public ScaleByRssState init(Object params) {
    return new ScaleByRssState(
        Tree.map(p -> initialAccumulatorValue.add(Jnp.zerosLike(p)), params));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ScaleByRssState s = Need.state(ScaleByRssState.class, state);
    Moments.checkFit(updates, s.sumOfSquares());
    Object sum = Tree.map((t, g) -> t.add(g.square()), s.sumOfSquares(), updates);
    P out = Tree.map((g, t) -> Jnp.where(t.gt(0), Lax.rsqrt(eps.add(t)), 0).mul(g), updates, sum);
    return new Update<>(out, new ScaleByRssState(sum));
  }
}

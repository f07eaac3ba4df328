package linum.optax.contrib;

import linum.optax.ExtraArgs;
import linum.optax.GradientTransformation;
import linum.optax.Need;
import linum.optax.OptaxTree;
import linum.optax.Update;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Steps by betting on coins: there is no learning rate.
///
/// Source: Orabona and Tommasi, "Training Deep Networks without Learning Rates Through Coin
/// Betting", 2017.
///
/// @param alpha how careful the first steps are
/// @param eps what the scales start with
public record ScaleByCocob(double alpha, double eps) implements GradientTransformation {
  ScaleByCocob() {
    this(100, 1e-8);
  }

  public ScaleByCocob alpha(double newAlpha) {
    return new ScaleByCocob(newAlpha, eps);
  }

  public ScaleByCocob eps(double newEps) {
    return new ScaleByCocob(alpha, newEps);
  }

  /// Its state.
  ///
  /// @param initParticles the parameters at the beginning
  /// @param cumulativeGradients the negative sum of the gradients
  /// @param scale the largest gradients
  /// @param subgradients the sum of their sizes
  /// @param reward what was won
  public record COCOBState(
      Object initParticles,
      Object cumulativeGradients,
      Object scale,
      Object subgradients,
      Object reward) {}

  @Override
  public COCOBState init(Object params) {
    return new COCOBState(
        params,
        OptaxTree.zerosLike(params),
        OptaxTree.fullLike(params, eps, null),
        OptaxTree.zerosLike(params),
        OptaxTree.zerosLike(params));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    COCOBState s = Need.state(COCOBState.class, state);
    P at = Need.params("scaleByCocob", params);
    Object scale = Tree.map((l, g) -> l.maximum(g.abs()), s.scale(), updates);
    Object sizes = Tree.map((t, g) -> t.add(g.abs()), s.subgradients(), updates);
    Object way = OptaxTree.sub(at, s.initParticles());
    Object reward = Tree.map((r, g, w) -> r.sub(g.mul(w)).maximum(0), s.reward(), updates, way);
    Object sum = OptaxTree.sub(s.cumulativeGradients(), updates);
    Object bet =
        Tree.map((c, l, t) -> c.div(l.mul(t.add(l).maximum(l.mul(alpha)))), sum, scale, sizes);
    Object wealth = OptaxTree.add(scale, reward);
    P out =
        Tree.map((w, b, r) -> b.mul(r).sub(w), OptaxTree.sub(at, s.initParticles()), bet, wealth);
    return new Update<>(out, new COCOBState(s.initParticles(), sum, scale, sizes, reward));
  }
}

package linum.optax.contrib;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.numpy.Jnp;
import linum.optax.ExtraArgs;
import linum.optax.GradientTransformation;
import linum.optax.Need;
import linum.optax.OptaxTree;
import linum.optax.Update;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Updates times the squared distance come over the root of a weighted sum of squared norms.
///
/// Source: Khaled, Mishchenko, Jin, "DoWG Unleashed", 2023.
///
/// @param initEstimSqDist the first squared distance; null for `eps`
/// @param eps added to the root
public record ScaleByDowg(@Nullable Double initEstimSqDist, double eps)
    implements GradientTransformation {
  ScaleByDowg() {
    this(null, 1e-4);
  }

  public ScaleByDowg initEstimSqDist(double newInitEstimSqDist) {
    return new ScaleByDowg(newInitEstimSqDist, eps);
  }

  public ScaleByDowg eps(double newEps) {
    return new ScaleByDowg(initEstimSqDist, newEps);
  }

  /// Its state.
  ///
  /// @param initParams the parameters at the beginning
  /// @param weightedSqNormGrads the weighted sum of the squared norms
  /// @param estimSqDist the largest squared distance
  public record DoWGState(Object initParams, Array weightedSqNormGrads, Array estimSqDist) {}

  @Override
  public DoWGState init(Object params) {
    DType dtype = OptaxTree.lowestDtype(params);
    double first = initEstimSqDist == null ? eps : initEstimSqDist;
    return new DoWGState(params, Jnp.zeros(dtype), Jnp.full(Dims.NONE, first, dtype));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    DoWGState s = Need.state(DoWGState.class, state);
    P at = Need.params("scaleByDowg", params);
    DType dtype = s.estimSqDist().dtype();
    Array now = OptaxTree.squaredNorm(OptaxTree.sub(at, s.initParams()));
    Array distance = s.estimSqDist().maximum(now).astype(dtype);
    Array sum =
        s.weightedSqNormGrads().add(distance.mul(OptaxTree.squaredNorm(updates))).astype(dtype);
    Array rate = distance.div(sum.sqrt().add(eps));
    P out = Tree.map(u -> u.mul(rate.astype(u.dtype())), updates);
    return new Update<>(out, new DoWGState(s.initParams(), sum, distance));
  }
}

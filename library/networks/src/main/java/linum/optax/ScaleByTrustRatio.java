package linum.optax;

import linum.core.Array;
import linum.numpy.Jnp;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Every array of the updates times the norm of its parameter over its own norm.
///
/// Source: You and others, "Large Batch Optimization for Deep Learning", 2020.
///
/// @param minNorm norms below count as this
/// @param trustCoefficient multiplies the ratio
/// @param eps added to the norm of the update
public record ScaleByTrustRatio(double minNorm, Scalar trustCoefficient, Scalar eps)
    implements Stateless {
  ScaleByTrustRatio() {
    this(0, Scalar.of(1), Scalar.of(0));
  }

  public ScaleByTrustRatio minNorm(double newMinNorm) {
    return new ScaleByTrustRatio(newMinNorm, trustCoefficient, eps);
  }

  public ScaleByTrustRatio trustCoefficient(double newTrustCoefficient) {
    return new ScaleByTrustRatio(minNorm, Scalar.of(newTrustCoefficient), eps);
  }

  public ScaleByTrustRatio eps(double newEps) {
    return new ScaleByTrustRatio(minNorm, trustCoefficient, Scalar.of(newEps));
  }

  @Override
  public <P> P transform(P updates, @Nullable P params) {
    return Tree.map(this::scaled, updates, Need.params("scaleByTrustRatio", params));
  }

  private Array scaled(Array update, Array param) {
    Array paramNorm = Norms.safeNorm(param, minNorm);
    Array updateNorm = Norms.safeNorm(update, minNorm);
    Array ratio = trustCoefficient.mul(paramNorm).div(eps.add(updateNorm));
    Array noNorm = paramNorm.eq(0).or(updateNorm.eq(0));
    return update.mul(Jnp.where(noNorm, 1, ratio).astype(update.dtype()));
  }
}

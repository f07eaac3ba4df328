package linum.optax;

import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Every array of the updates times the norm of its parameter.
///
/// @param minScale the least factor, for parameters that are zero
public record ScaleByParamBlockNorm(double minScale) implements Stateless {
  ScaleByParamBlockNorm() {
    this(1e-3);
  }

  public ScaleByParamBlockNorm minScale(double newMinScale) {
    return new ScaleByParamBlockNorm(newMinScale);
  }

  @Override
  public <P> P transform(P updates, @Nullable P params) {
    return Tree.map(
        (u, p) -> u.mul(Norms.safeNorm(p, minScale).astype(u.dtype())),
        updates,
        Need.params("scaleByParamBlockNorm", params));
  }
}

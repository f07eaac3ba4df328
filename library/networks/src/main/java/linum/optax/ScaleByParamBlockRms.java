package linum.optax;

import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Every array of the updates times the root of the mean square of its parameter.
///
/// @param minScale the least factor, for parameters that are zero
public record ScaleByParamBlockRms(double minScale) implements Stateless {
  ScaleByParamBlockRms() {
    this(1e-3);
  }

  public ScaleByParamBlockRms minScale(double newMinScale) {
    return new ScaleByParamBlockRms(newMinScale);
  }

  @Override
  public <P> P transform(P updates, @Nullable P params) {
    return Tree.map(
        (u, p) -> u.mul(Norms.safeRootMeanSquares(p, minScale).astype(u.dtype())),
        updates,
        Need.params("scaleByParamBlockRms", params));
  }
}

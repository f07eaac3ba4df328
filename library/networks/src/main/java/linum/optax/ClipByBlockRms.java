package linum.optax;

import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Arrays whose root mean square is no larger than a number, each for itself.
///
/// Source: Shazeer and Stern, "Adafactor", 2018.
///
/// @param threshold the largest root mean square
public record ClipByBlockRms(Scalar threshold) implements Stateless {
  @Override
  public <P> P transform(P updates, @Nullable P params) {
    return Tree.map(
        u -> u.div(threshold.reciprocal().mul(u.square().mean().sqrt()).maximum(1)), updates);
  }
}

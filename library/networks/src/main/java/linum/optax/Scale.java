package linum.optax;

import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Updates times a number.
///
/// @param factor the number
public record Scale(Scalar factor) implements Stateless {
  @Override
  public <P> P transform(P updates, @Nullable P params) {
    return Tree.map(u -> factor.mul(u), updates);
  }
}

package linum.optax;

import linum.core.Array;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Updates no larger than a number, each element for itself.
///
/// @param maxDelta the largest absolute value
public record Clip(Scalar maxDelta) implements Stateless {
  @Override
  public <P> P transform(P updates, @Nullable P params) {
    return Tree.map(
        u -> {
          Array limit = maxDelta.toArray().astype(u.dtype());
          return u.clip(limit.neg(), limit);
        },
        updates);
  }
}

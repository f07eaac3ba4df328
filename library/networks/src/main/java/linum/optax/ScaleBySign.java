package linum.optax;

import linum.core.Array;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// The signs of the updates.
public record ScaleBySign() implements Stateless {
  @Override
  public <P> P transform(P updates, @Nullable P params) {
    return Tree.map(Array::sign, updates);
  }
}

package linum.optax.contrib;

import linum.core.Array;
import linum.optax.OptaxTree;
import linum.optax.Stateless;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Updates divided by the norm of all of them.
public record Normalize() implements Stateless {
  @Override
  public <P> P transform(P updates, @Nullable P params) {
    Array norm = OptaxTree.norm(updates);
    return Tree.map(u -> u.div(norm.astype(u.dtype())), updates);
  }
}

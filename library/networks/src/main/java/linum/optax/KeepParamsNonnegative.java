package linum.optax;

import linum.numpy.Jnp;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Updates cut so that no parameter gets negative.
///
/// It must be the last part of a chain: it looks at what the parameters will be.
public record KeepParamsNonnegative() implements Stateless {
  @Override
  public <P> P transform(P updates, @Nullable P params) {
    return Tree.map(
        (u, p) -> Jnp.where(p.add(u).lt(0), p.neg().astype(u.dtype()), u),
        updates,
        Need.params("keepParamsNonnegative", params));
  }
}

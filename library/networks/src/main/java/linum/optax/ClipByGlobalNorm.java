package linum.optax;

import linum.core.Array;
import linum.numpy.Jnp;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Updates whose norm, of all arrays together, is no larger than a number.
///
/// Source: Pascanu, Mikolov, Bengio, "On the difficulty of training recurrent neural networks",
/// 2012.
///
/// @param maxNorm the largest norm
public record ClipByGlobalNorm(Scalar maxNorm) implements Stateless {
  @Override
  public <P> P transform(P updates, @Nullable P params) {
    Array norm = OptaxTree.norm(updates);
    Array fits = norm.lt(maxNorm.toArray());
    return Tree.map(u -> Jnp.where(fits, u, maxNorm.mul(u.div(norm.astype(u.dtype())))), updates);
  }
}

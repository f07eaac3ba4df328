package linum.optax;

import linum.numpy.Jnp;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Updates with zeros in place of what is no number.
public record ZeroNans() implements GradientTransformation {
  /// Its state.
  ///
  /// @param foundNan for every array whether something was found
  public record ZeroNansState(Object foundNan) {}

  @Override
  public ZeroNansState init(Object params) {
    return new ZeroNansState(Tree.map(_ -> Jnp.array(false), params));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    Object found = Tree.map(u -> Jnp.isnan(u).any(), updates);
    P out = Tree.map(u -> Jnp.where(Jnp.isnan(u), 0, u).astype(u.dtype()), updates);
    return new Update<>(out, new ZeroNansState(found));
  }
}

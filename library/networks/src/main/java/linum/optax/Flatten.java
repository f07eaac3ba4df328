package linum.optax;

import linum.core.Array;
import org.jspecify.annotations.Nullable;

/// A transformation that sees all arrays as one vector.
///
/// One large loop instead of many small ones, where there are thousands of small arrays.
///
/// @param inner what is done with the vector
public record Flatten(GradientTransformation inner) implements GradientTransformation {
  @Override
  public Object init(Object params) {
    return inner.init(Ravel.vector(params));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    Update<Array> u =
        inner.update(
            Ravel.vector(updates), state, params == null ? null : Ravel.vector(params), extraArgs);
    return new Update<>(Ravel.like(updates, u.updates()), u.state());
  }
}

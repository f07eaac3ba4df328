package linum.optax;

import org.jspecify.annotations.Nullable;

/// A transformation that remembers nothing.
public interface Stateless extends GradientTransformation {

  /// The updates, transformed.
  ///
  /// @param params null if `update` was called without them
  <P> P transform(P updates, @Nullable P params);

  @Override
  default Object init(Object params) {
    return EmptyState.EMPTY;
  }

  @Override
  default <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    return new Update<>(transform(updates, params), state);
  }
}

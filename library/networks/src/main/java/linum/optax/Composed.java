package linum.optax;

import org.jspecify.annotations.Nullable;

/// An optimizer that has a name and options, and is made of other transformations.
public interface Composed extends GradientTransformation {

  /// What it consists of.
  GradientTransformation transformation();

  @Override
  default Object init(Object params) {
    return transformation().init(params);
  }

  @Override
  default <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    return transformation().update(updates, state, params, extraArgs);
  }
}

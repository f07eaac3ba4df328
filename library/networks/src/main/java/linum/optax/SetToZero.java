package linum.optax;

import org.jspecify.annotations.Nullable;

/// No updates: what it is given, filled with zeros.
///
/// Together with [Partition] it freezes a part of a model.
public record SetToZero() implements Stateless {
  @Override
  public <P> P transform(P updates, @Nullable P params) {
    return OptaxTree.zerosLike(updates);
  }
}

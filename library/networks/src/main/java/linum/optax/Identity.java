package linum.optax;

import org.jspecify.annotations.Nullable;

/// Updates as they are. In JAX: `optax.identity`.
public record Identity() implements Stateless {
  @Override
  public <P> P transform(P updates, @Nullable P params) {
    return updates;
  }
}

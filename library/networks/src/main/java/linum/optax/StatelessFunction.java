package linum.optax;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// A function of updates and parameters as a transformation.
record StatelessFunction<T>(BiFunction<T, T, T> f) implements Stateless {

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // the function is for these trees; it may get null
  public <P> P transform(P updates, @Nullable P params) {
    return (P) f.apply((T) updates, (T) params);
  }
}

package linum.linen;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Comes between a module and who runs it, see [Linen#interceptMethods].
///
/// In JAX: the function passed to `flax.linen.intercept_methods`.
@FunctionalInterface
public interface Interceptor {
  /// Runs in place of a body.
  ///
  /// @param next runs the body, or the next interceptor
  /// @param args what the body is given; none if it was called by `apply(() -> …)`
  /// @return what the caller gets
  @Nullable Object intercept(
      Function<List<?>, @Nullable Object> next, List<?> args, InterceptorContext context);
}

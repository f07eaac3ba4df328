package linum.linen;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is intercepted.
///
/// In JAX: `flax.linen.module.InterceptorContext`.
///
/// @param module the module that is run
/// @param path where it is in the model
/// @param origMethod runs the body without any interceptor
public record InterceptorContext(
    LinenModule module, List<String> path, Function<List<?>, @Nullable Object> origMethod) {}

package linum.training;

import linum.core.Array;
import org.jspecify.annotations.Nullable;

/// What [DynamicScale] gives for a function.
///
/// @param dynamicScale for the next step
/// @param finite whether the gradient is finite everywhere, `bool[]`; if not, leave it out
/// @param value the loss, not scaled
/// @param aux what the function returned beside the loss; `null` if nothing
/// @param grad the gradient, not scaled, of `float32`
/// @param <X> the type of `aux`
/// @param <G> the type of the argument
public record DynamicScaleResult<X extends @Nullable Object, G>(
    DynamicScale dynamicScale, Array finite, Array value, X aux, G grad) {}

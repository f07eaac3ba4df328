package linum.optax;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is done with the gradients of single examples.
///
/// @param batches how the batch is divided, and how transformed gradients are put together: by
///   their sum if nothing is said
/// @param keepBatchDim whether the function takes batches, here of one example each
/// @param transformFn of the gradient of an example, before these are put together
/// @param metricsFn what is measured of the gradient of an example
/// @param <P> the type of the parameters
/// @param <G> the type of transformed gradients
/// @param <M> the type of what is measured
public record MicroGradOptions<P, G, M extends @Nullable Object>(
    Microbatches batches,
    boolean keepBatchDim,
    Function<? super P, ? extends G> transformFn,
    Function<? super P, ? extends M> metricsFn) {

  /// Gradients as they are. Where options follow, Java has to be told the type of the parameters:
  /// `MicroGradOptions.<Params>of(batches).transformFn(…)`.
  public static <P> MicroGradOptions<P, P, @Nullable Object> of(Microbatches batches) {
    return new MicroGradOptions<>(batches, true, grad -> grad, _ -> null);
  }

  public MicroGradOptions<P, G, M> keepBatchDim(boolean keep) {
    return new MicroGradOptions<>(batches, keep, transformFn, metricsFn);
  }

  /// With `f` of the gradient of each example: clipping, or powers.
  public <G2> MicroGradOptions<P, G2, M> transformFn(Function<? super P, ? extends G2> f) {
    return new MicroGradOptions<>(batches, keepBatchDim, f, metricsFn);
  }

  /// With a measure of the gradient of each example, such as its length.
  public <M2 extends @Nullable Object> MicroGradOptions<P, G, M2> metricsFn(
      Function<? super P, ? extends M2> f) {
    return new MicroGradOptions<>(batches, keepBatchDim, transformFn, f);
  }
}

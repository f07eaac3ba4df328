package linum.training;

import linum.core.Array;
import linum.optax.GradientTransformation;
import linum.optax.Optax;
import linum.optax.Update;

/// What training changes step by step, for records that have more than a [TrainState]: implement
/// [#with], and [#applyGradients] is there.
///
/// ```java
/// record BatchNormState(
///     Array step, Variables params, Object optState, Variables batchStats,
///     GradientTransformation tx) implements Trainable<BatchNormState, Variables> {
///   public BatchNormState with(Array step, Variables params, Object optState) {
///     return new BatchNormState(step, params, optState, batchStats, tx);
///   }
///   BatchNormState batchStats(Variables value) {
///     return new BatchNormState(step, params, optState, value, tx);
///   }
/// }
/// var state = new BatchNormState(array(0), params, tx.init(params), stats, tx);
/// state = state.applyGradients(grads).batchStats(newStats);
/// ```
///
/// In JAX: a subclass of `TrainState`, whose `apply_gradients(grads=…, batch_stats=…)` replaces
/// fields by name.
///
/// @param <S> the record itself
/// @param <P> the type of the parameters, a tree
public interface Trainable<S, P> {
  /// How many gradients were applied, `int32[]`.
  Array step();

  P params();

  /// The state of [#tx].
  Object optState();

  /// What turns gradients into updates.
  GradientTransformation tx();

  /// A copy with what a step changes; all else is as it was.
  S with(Array step, P params, Object optState);

  /// The state after one step with these gradients.
  ///
  /// @param grads a tree like the parameters
  /// @throws IllegalArgumentException naming the first place where it is not
  default S applyGradients(P grads) {
    Update<P> update = tx().update(grads, optState(), params());
    return with(step().add(1), Optax.applyUpdates(params(), update.updates()), update.state());
  }
}

package linum.training;

import java.util.function.BiFunction;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.ir.Aval;
import linum.ir.DType;
import linum.optax.GradientTransformation;

/// Parameters, the state of an optimizer and a count as one tree, with the functions that use them.
///
/// ```java
/// var state = TrainState.create(model::apply, variables, adam(1e-2));
/// var step = jit((TrainState<Variables> s, Array x, Array y) -> {
///   var grads = grad(s.params(), p -> loss(s.apply(p, x), y));
///   return s.applyGradients(grads);
/// });
/// state = step.apply(state, x, y);
/// ```
///
/// The functions belong to its structure: `jit` compiles again for another optimizer, and
/// checkpoints leave them out. For more fields see [Trainable].
///
/// In JAX: `flax.training.train_state.TrainState`.
///
/// @param step how many gradients were applied, `int32[]`
/// @param applyFn the model: output for parameters and inputs
/// @param optState the state of `tx`
/// @param <P> the type of the parameters, a tree
public record TrainState<P>(
    Array step,
    BiFunction<P, Array, Array> applyFn,
    P params,
    GradientTransformation tx,
    Object optState)
    implements Trainable<TrainState<P>, P> {

  /// The state before the first step.
  public static <P> TrainState<P> create(
      BiFunction<P, Array, Array> applyFn, P params, GradientTransformation tx) {
    Array zero = ConcreteArray.of(Aval.of(DType.INT32), 0);
    return new TrainState<>(zero, applyFn, params, tx, tx.init(params));
  }

  @Override
  public TrainState<P> with(Array newStep, P newParams, Object newOptState) {
    return new TrainState<>(newStep, applyFn, newParams, tx, newOptState);
  }

  /// The output of the model for the parameters of this state.
  public Array apply(Array x) {
    return applyFn.apply(params, x);
  }

  /// The output of the model for other parameters, as in a loss.
  public Array apply(P otherParams, Array x) {
    return applyFn.apply(otherParams, x);
  }
}

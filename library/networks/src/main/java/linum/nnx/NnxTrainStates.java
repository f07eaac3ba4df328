package linum.nnx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import linum.core.Array;
import linum.nnx.NnxGraphs.GraphDef;
import linum.nnx.NnxStates.State;
import linum.numpy.Jnp;
import linum.optax.GradientTransformation;
import linum.optax.Optax;
import linum.optax.Update;

/// Where [TrainState] is: users write `Nnx.TrainState`.
public interface NnxTrainStates {

  /// A model and the state of its optimizer as an immutable value, a tree: for steps that are plain
  /// functions. [NnxOptimizers.Optimizer] is the same as an object.
  ///
  /// ```java
  /// var parts = Nnx.split(model, Nnx.Param.class);
  /// var state = Nnx.TrainState.create(parts.graphdef(), parts.state(), adam(1e-3));
  /// state = state.applyGradients(grads);
  /// ```
  ///
  /// @param graphdef the structure of the model
  /// @param params what is trained
  /// @param optState the state of the transformation
  /// @param step how many steps were taken, `int32`
  /// @param tx the transformation
  record TrainState(
      GraphDef graphdef, State params, Object optState, Array step, GradientTransformation tx) {

    /// Before the first step.
    public static TrainState create(GraphDef graphdef, State params, GradientTransformation tx) {
      return new TrainState(graphdef, params, tx.init(params), Jnp.array(0), tx);
    }

    /// What a function of the model gives. The model is made for the call; what changes in its
    /// variables is dropped with it, see [Nnx#call].
    ///
    /// @param states the variables that `params` lacks
    public <M, R> R apply(Function<M, R> f, State... states) {
      List<State> all = new ArrayList<>(List.of(params));
      all.addAll(List.of(states));
      return f.apply(Nnx.<M>merge(graphdef, all));
    }

    /// After one more step.
    public TrainState applyGradients(State grads) {
      Update<State> u = tx.update(grads, optState, params);
      State next = Optax.applyUpdates(params, u.updates());
      return new TrainState(graphdef, next, u.state(), step.add(1), tx);
    }
  }
}

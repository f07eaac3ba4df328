package linum.nnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import linum.core.Array;
import linum.nnx.NnxFilters.Filter;
import linum.nnx.NnxPytrees.Pytree;
import linum.nnx.NnxStates.State;
import linum.nnx.NnxStates.VariableState;
import linum.nnx.NnxVariables.Variable;

/// Where [EMA] is: users write `Nnx.EMA`.
public interface NnxAverages {

  /// An exponential moving average of the variables of a model, which often generalizes better than
  /// the last of them.
  ///
  /// ```java
  /// var ema = new Nnx.EMA(model, 0.999, Nnx.Param.class);
  /// ema.update(model);                        // after each step
  /// Net averaged = ema.applyTo(model);
  /// ```
  final class EMA extends Pytree {
    private final double decay;
    private final Filter only;
    private final Map<Object, Object> params;

    /// Of all variables.
    public EMA(Object model, double decay) {
      this(model, decay, true);
    }

    /// @param decay how much of the average stays at each step
    /// @param only which variables are averaged
    public EMA(Object model, double decay, Object only) {
      this.decay = decay;
      this.only = Filter.of(only);
      Map<List<Object>, Object> variables = new LinkedHashMap<>();
      Nnx.variables(model)
          .forEach((path, v) -> {
            if (this.only.test(path, v)) {
              variables.put(path, v.with(v.current()));
            }
          });
      this.params = Nesting.of(variables);
    }

    /// `ema = decay · ema + (1 - decay) · variable`, for each variable.
    public void update(Object model) {
      State now = Nnx.state(model, only);
      Nnx.variables(params)
          .forEach((path, ema) -> {
            Array fresh = now.get(path.toArray());
            ema.update(x -> x.mul(decay).add(fresh.mul(1 - decay)));
          });
    }

    /// The averages, by path.
    public State params() {
      Map<List<Object>, Object> flat = new LinkedHashMap<>();
      Nnx.variables(params).forEach((path, v) -> flat.put(path, VariableState.of(v)));
      return State.fromFlat(flat);
    }

    /// A copy of a model with the averages in place of its variables. It shares these with this
    /// object: what [#update] does later is seen there.
    public <M> M applyTo(M model) {
      Map<List<Object>, Variable> averages = Nnx.variables(params);
      return Nnx.recursiveMap(
          (path, value) ->
              value instanceof Variable && averages.containsKey(path) ? averages.get(path) : value,
          model);
    }
  }
}

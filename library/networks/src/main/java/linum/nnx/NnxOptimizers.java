package linum.nnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import linum.core.Array;
import linum.ir.DType;
import linum.nnx.NnxFilters.Filter;
import linum.nnx.NnxPytrees.Pytree;
import linum.nnx.NnxStates.State;
import linum.nnx.NnxVariableKinds.OptArray;
import linum.nnx.NnxVariableKinds.OptState;
import linum.nnx.NnxVariableKinds.OptVariable;
import linum.numpy.Jnp;
import linum.optax.ExtraArgs;
import linum.optax.GradientTransformation;
import linum.optax.Optax;
import linum.optax.Update;
import linum.tree.Flat;
import linum.tree.Key;
import linum.tree.KeyPath;
import linum.tree.Structure;
import linum.tree.Tree;

/// Where [Optimizer] is: users write `Nnx.Optimizer`.
public interface NnxOptimizers {

  /// Trains a model: it holds the state of an Optax transformation in variables, and changes those
  /// of the model.
  ///
  /// ```java
  /// var optimizer = new Nnx.Optimizer(model, adam(1e-3), Nnx.Param.class);
  /// var r = Nnx.valueAndGrad(model, m -> loss(m, x, y));
  /// optimizer.update(model, r.grad());
  /// ```
  ///
  /// In JAX: `nnx.Optimizer(model, tx, wrt=nnx.Param)`.
  class Optimizer extends Pytree {
    /// How many steps were taken.
    public final OptState step;

    private final GradientTransformation tx;
    private final Map<Object, Object> optState;
    private final Filter wrt;
    private final Structure structure;

    /// @param wrt which variables of the model it changes, such as `Nnx.Param.class`; gradients
    ///   must be taken in the same ones
    public Optimizer(Object model, GradientTransformation tx, Object wrt) {
      this.step = new OptState(Jnp.zeros(DType.UINT32));
      this.tx = tx;
      this.wrt = Filter.of(wrt);
      Flat flat = Tree.flatten(tx.init(Nnx.state(model, this.wrt)));
      this.structure = flat.structure();
      this.optState = nested(flat);
    }

    private static Map<Object, Object> nested(Flat flat) {
      Map<List<Object>, Object> variables = new LinkedHashMap<>();
      List<KeyPath> paths = flat.structure().paths();
      for (int i = 0; i < paths.size(); i++) {
        Array a = flat.leaves().get(i);
        boolean ofVariable = isOfVariable(paths.get(i));
        variables.put(path(paths.get(i)), ofVariable ? new OptVariable(a) : new OptArray(a));
      }
      return Nesting.of(variables);
    }

    private static boolean isOfVariable(KeyPath path) {
      return !path.keys().isEmpty()
          && path.keys().getLast() instanceof Key.GetAttrKey(String name)
          && name.equals("value");
    }

    private static List<Object> path(KeyPath path) {
      List<Object> keys = new ArrayList<>();
      int n = path.keys().size() - (isOfVariable(path) ? 1 : 0);
      for (Key k : path.keys().subList(0, n)) {
        keys.add(
            switch (k) {
              case Key.SequenceKey(int i) -> i;
              case Key.FlattenedIndexKey(int i) -> i;
              case Key.DictKey(Object key) -> Paths.key(key);
              case Key.GetAttrKey(String name) -> name;
            });
      }
      return keys.isEmpty() ? List.of("state") : keys;
    }

    /// One step: changes the variables of the model and the state of this optimizer.
    ///
    /// @param grads a state like `state(model, wrt)`, from [Nnx#grad]
    /// @return what was added to the variables
    /// @throws IllegalArgumentException if the gradients do not fit the variables
    public State update(Object model, State grads) {
      return update(model, grads, ExtraArgs.NONE);
    }

    /// One step of a transformation that needs more than gradients, such as the value of the loss.
    public State update(Object model, State grads, ExtraArgs extraArgs) {
      State params = Nnx.state(model, wrt);
      State filtered = grads.filter(wrt);
      List<OptState> variables = variables();
      Object state = Tree.unflatten(structure, variables.stream().map(OptState::get).toList());
      Update<State> u = tx.update(filtered, state, params, extraArgs);
      Nnx.update(model, Optax.applyUpdates(params, u.updates()));
      Flat next = Tree.flatten(u.state());
      Tree.checkSame("Optimizer.update", structure, next.structure());
      for (int i = 0; i < variables.size(); i++) {
        variables.get(i).set(next.leaves().get(i));
      }
      step.update(n -> n.add(1));
      return u.updates();
    }

    private List<OptState> variables() {
      List<OptState> all = new ArrayList<>();
      for (KeyPath p : structure.paths()) {
        all.add(Nesting.get(optState, path(p)));
      }
      return all;
    }

    /// The state of the transformation, as the tree that it is.
    @SuppressWarnings("TypeParameterUnusedInFormals") // the caller knows the transformation
    public <T> T optState() {
      return Typed.cast(
          Tree.<Object>unflatten(structure, variables().stream().map(OptState::get).toList()));
    }
  }

  /// An optimizer that keeps its model. In JAX: deprecated in favour of [Optimizer].
  final class ModelAndOptimizer<M> extends Optimizer {
    public final M model;

    public ModelAndOptimizer(M model, GradientTransformation tx, Object wrt) {
      super(model, tx, wrt);
      this.model = model;
    }

    /// One step.
    public State update(State grads) {
      return update(model, grads);
    }
  }
}

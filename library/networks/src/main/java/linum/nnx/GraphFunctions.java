package linum.nnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import linum.core.Array;
import linum.nnx.GraphOps.Parts;
import linum.nnx.NnxFilters.Filter;
import linum.nnx.NnxGraphs.Called;
import linum.nnx.NnxGraphs.GraphDef;
import linum.nnx.NnxGraphs.Located;
import linum.nnx.NnxGraphs.Split;
import linum.nnx.NnxModules.Module;
import linum.nnx.NnxPytrees.Pytree;
import linum.nnx.NnxStates.State;
import linum.nnx.NnxStates.VariableState;
import linum.nnx.NnxVariables.Variable;

/// Objects as structure and state, of the facade [Nnx].
abstract class GraphFunctions extends MetadataFunctions {

  /// The structure of an object and a state for each filter; with no filter, one with all
  /// variables. A variable goes to the first filter that takes it.
  ///
  /// ```java
  /// var parts = Nnx.split(model, Nnx.Param.class, true);
  /// Net again = Nnx.merge(parts.graphdef(), parts.states());
  /// ```
  ///
  /// @throws IllegalArgumentException if no filter takes a variable
  public static Split split(Object node, Object... filters) {
    Parts parts = GraphOps.split(node);
    return new Split(parts.graphdef(), StateSplit.split(parts.state(), filters));
  }

  /// An object of a structure and states, with variables of its own. No constructor runs.
  ///
  /// @throws IllegalArgumentException if the states lack a variable of the structure
  @SuppressWarnings("TypeParameterUnusedInFormals") // the caller knows what was split
  public static <M> M merge(GraphDef graphdef, State... states) {
    return merge(graphdef, List.of(states));
  }

  /// An object of a structure and states.
  @SuppressWarnings("TypeParameterUnusedInFormals") // as above
  public static <M> M merge(GraphDef graphdef, List<State> states) {
    return Typed.cast(GraphOps.merge(graphdef, StateSplit.merge(states)));
  }

  /// The variables of an object.
  public static State state(Object node) {
    return node instanceof State s ? s : GraphOps.split(node).state();
  }

  /// The variables of an object that a filter takes.
  public static State state(Object node, Object filter) {
    return StateSplit.filter(state(node), filter);
  }

  /// The variables of an object, a state for each filter; what no filter takes is left out.
  public static List<State> state(Object node, Object filter, Object second, Object... more) {
    List<Object> filters = new ArrayList<>(List.of(filter, second));
    filters.addAll(List.of(more));
    filters.add(true);
    return StateSplit.split(state(node), filters.toArray()).subList(0, filters.size() - 1);
  }

  /// The structure of an object.
  public static GraphDef graphdef(Object node) {
    return GraphOps.split(node).graphdef();
  }

  /// Puts the values of states into the variables of an object.
  ///
  /// @throws IllegalArgumentException if a state has a value where the object has no variable
  public static void update(Object node, State... states) {
    for (State s : states) {
      GraphOps.update(node, s, List.of());
    }
  }

  /// Takes the variables that a filter chooses out of an object, such as those that `sow` made.
  ///
  /// @throws IllegalArgumentException if one is in a field, which stays
  public static State pop(Object node, Object filter) {
    return GraphOps.pop(node, filter).getFirst();
  }

  /// As [#pop(Object, Object)], a state for each filter.
  public static List<State> pop(Object node, Object filter, Object second, Object... more) {
    List<Object> filters = new ArrayList<>(List.of(filter, second));
    filters.addAll(List.of(more));
    return GraphOps.pop(node, filters.toArray());
  }

  /// A copy of an object with variables of its own.
  public static <M> M clone(M node) {
    if (node instanceof Variable v) {
      return Typed.cast(v.with(v.current()));
    }
    Parts parts = GraphOps.split(node);
    return merge(parts.graphdef(), parts.state());
  }

  /// All objects and variables below an object, and the object itself, each once; what an object
  /// holds comes before it.
  public static List<Located> iterGraph(Object node) {
    return Visit.of(node).stream().map(e -> new Located(e.path(), e.value())).toList();
  }

  /// All modules below a module, and itself, each once.
  public static List<Located> iterModules(Object node) {
    return iterGraph(node).stream().filter(l -> l.value() instanceof Module).toList();
  }

  /// The modules in the fields of a module, by name of the field.
  public static Map<String, Module> iterChildren(Pytree node) {
    Map<String, Module> children = new LinkedHashMap<>();
    for (Visit.Entry e : Visit.children(node)) {
      if (e.value() instanceof Module m) {
        children.put(e.path().getFirst().toString(), m);
      }
    }
    return children;
  }

  /// What a function of an object of this structure and state gives, and the object afterwards,
  /// taken apart again.
  ///
  /// ```java
  /// var c = Nnx.call(graphdef, state, (Net m) -> m.call(x));
  /// state = c.state();
  /// ```
  ///
  /// In JAX: `nnx.call((graphdef, state))(x)`.
  public static <M, R> Called<R> call(GraphDef graphdef, State state, Function<M, R> f) {
    M node = merge(graphdef, state);
    R value = f.apply(node);
    Split after = split(node);
    return new Called<>(value, after.graphdef(), after.state());
  }

  /// A copy of an object in which `f` replaces each object, variable and array by another, those
  /// further down first.
  ///
  /// ```java
  /// Nnx.recursiveMap((path, value) -> value instanceof Nnx.Dropout ? new Nnx.Dropout(0) : value, model);
  /// ```
  public static <M> M recursiveMap(BiFunction<List<Object>, Object, Object> f, M node) {
    return Typed.cast(new Rewriting(f).of(List.of(), clone(node)));
  }

  /// The paths under which the same object or variable is found, a list for each that has several.
  public static List<List<List<Object>>> findDuplicates(Object node) {
    return Duplicates.of(node);
  }

  /// A filter of path and value, for what the other filters cannot say.
  public static Filter filter(BiPredicate<List<Object>, Object> predicate) {
    return predicate::test;
  }

  /// Checks that everything in an object can be found by the functions here.
  ///
  /// @throws IllegalArgumentException naming what would be lost
  public static void checkPytree(Pytree node) {
    Walk.forState().of(node);
  }

  /// The arrays in the variables of an object, nested by path. In JAX: `nnx.pure`.
  public static Map<Object, Object> pure(Object node) {
    return state(node).toPureDict();
  }

  /// The variables of an object by path. In JAX: `nnx.variables`.
  public static Map<List<Object>, Variable> variables(Object node) {
    Map<List<Object>, Variable> all = new LinkedHashMap<>();
    for (Visit.Entry e : Visit.of(node)) {
      if (e.value() instanceof Variable v) {
        all.put(e.path(), v);
      }
    }
    return all;
  }

  /// Adds to the metadata of all variables that a filter takes.
  public static void setMetadata(Object node, Object filter, String name, Object value) {
    Filter chosen = Filter.of(filter);
    variables(node)
        .forEach((path, v) -> {
          if (chosen.test(path, v)) {
            var _ = v.withMetadata(name, value);
          }
        });
  }

  /// What `f` makes of the value of each variable, in place.
  public static void map(Object node, BiFunction<List<Object>, VariableState, Array> f) {
    variables(node).forEach((path, v) -> v.set(f.apply(path, VariableState.of(v))));
  }
}

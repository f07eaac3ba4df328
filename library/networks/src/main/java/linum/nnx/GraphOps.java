package linum.nnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import linum.core.Array;
import linum.nnx.Def.OfVariable;
import linum.nnx.NnxFilters.Filter;
import linum.nnx.NnxGraphs.GraphDef;
import linum.nnx.NnxPytrees.Pytree;
import linum.nnx.NnxStates.State;
import linum.nnx.NnxStates.VariableState;
import linum.nnx.NnxVariables.Variable;
import org.jspecify.annotations.Nullable;

/// Objects as structure and state, and back.
final class GraphOps {
  private GraphOps() {}

  /// An object taken apart.
  record Parts(GraphDef graphdef, State state) {}

  static Parts split(Object node) {
    Walk walk = Walk.forState();
    Def def = walk.of(node);
    return new Parts(new GraphDef(def), state(def, walk));
  }

  /// What was collected, by path.
  static State state(Def def, Walk walk) {
    Map<List<Object>, Object> flat = new LinkedHashMap<>();
    int[] next = new int[2];
    def.leaves(
        List.of(),
        (path, leaf) ->
            flat.put(
                path,
                leaf instanceof OfVariable
                    ? VariableState.of(walk.variables().get(next[0]++))
                    : walk.arrays().get(next[1]++)));
    if (flat.size() == 1 && flat.containsKey(List.of())) {
      throw new IllegalArgumentException(
          "a variable by itself has no paths.\nTake its value: variable.get()");
    }
    return State.fromFlat(flat);
  }

  static @Nullable Object merge(GraphDef graphdef, State state) {
    return new Builder(new ByPath(state), List.of()).build(graphdef.def(), List.of());
  }

  private record ByPath(State state) implements Builder.Source {
    @Override
    public Variable variable(OfVariable def, List<Object> path) {
      Variable made =
          def.template()
              .with(
                  switch (value(path)) {
                    case VariableState v -> v.value();
                    case Object other -> other;
                  });
      made.setMetadata(value(path) instanceof VariableState v ? v.metadata() : def.metadata());
      return made;
    }

    @Override
    public Object array(List<Object> path) {
      return value(path);
    }

    private Object value(List<Object> path) {
      if (!state.contains(path.toArray())) {
        throw new IllegalArgumentException(
            "merge: the structure has a variable at %s, but the state has none there; it has %s.\nPass all the states that split returned."
                .formatted(
                    Paths.text(path), state.flat().keySet().stream().map(Paths::text).toList()));
      }
      Object found = state;
      for (Object key : path) {
        found = found instanceof State s ? s.entries().get(key) : found;
      }
      return java.util.Objects.requireNonNull(found);
    }
  }

  /// Puts the values of a state into the variables of an object.
  static void update(@Nullable Object node, State state, List<Object> path) {
    state
        .entries()
        .forEach((key, value) -> {
          List<Object> here = Paths.then(path, key);
          Object child = child(node, key, here);
          switch (value) {
            case VariableState v when child instanceof Variable to -> {
              to.put(v.value());
              if (!to.metadata().equals(v.metadata())) {
                to.setMetadata(v.metadata());
              }
            }
            case Array a when child instanceof Variable to -> to.put(a);
            case Array a when child instanceof Array && node instanceof Pytree p ->
                slot(p, key.toString()).set(p, a);
            case State s when child != null -> update(child, s, here);
            default ->
                throw new IllegalArgumentException(
                    "update: the state has a %s at %s, but there the object has %s."
                        .formatted(
                            Text.kind(value),
                            Paths.text(here),
                            child == null ? "null" : "a " + child.getClass().getSimpleName()));
          }
        });
  }

  private static Slot slot(Pytree p, String name) {
    for (Slot s : Slot.of(p.getClass())) {
      if (s.name().equals(name)) {
        return s;
      }
    }
    return new Slot.Attribute(name);
  }

  private static @Nullable Object child(@Nullable Object node, Object key, List<Object> path) {
    if (node instanceof Pytree p) {
      for (Slot s : Slot.of(p.getClass())) {
        if (s.name().equals(key)) {
          return s.get(p);
        }
      }
      if (p.attributes().containsKey(key.toString())) {
        return p.attributes().get(key.toString());
      }
    } else {
      Containers.Level level = node == null ? null : Containers.of(node);
      int i = level == null ? -1 : level.keys().indexOf(key);
      if (level != null && i >= 0) {
        return level.values().get(i);
      }
    }
    throw new IllegalArgumentException(
        "update: the state has a value at %s, but the object has nothing there.\nTake the state from an object of the same structure."
            .formatted(Paths.text(path)));
  }

  /// Takes the variables that the filters choose out of an object, and returns their state.
  static List<State> pop(Object node, Object... filters) {
    List<Filter> all = StateSplit.inOrder(filters);
    List<Map<List<Object>, Object>> taken = new ArrayList<>();
    all.forEach(_ -> taken.add(new LinkedHashMap<>()));
    Visit.of(node)
        .forEach(e -> {
          if (e.value() instanceof Variable v) {
            VariableState s = VariableState.of(v);
            for (int i = 0; i < all.size(); i++) {
              if (all.get(i).test(e.path(), s)) {
                taken.get(i).put(e.path(), s);
                remove(e);
                break;
              }
            }
          }
        });
    return taken.stream().map(State::fromFlat).toList();
  }

  private static void remove(Visit.Entry e) {
    switch (e.parent()) {
      case Pytree p when p.attributes().containsKey(e.path().getLast().toString()) ->
          p.attributes().remove(e.path().getLast().toString());
      case Map<?, ?> m when !Containers.isImmutable(m) ->
          m.keySet().removeIf(k -> Paths.key(k).equals(e.path().getLast()));
      case null, default ->
          throw new IllegalArgumentException(
              "pop: the %s at %s is in a field, which cannot be taken away in Java.\nPop what sow and perturb made, or use Nnx.state to look at it."
                  .formatted(e.value().getClass().getSimpleName(), Paths.text(e.path())));
    }
  }
}

package linum.nnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import linum.nnx.NnxPytrees.Pytree;
import linum.nnx.NnxStates.State;
import linum.nnx.NnxStates.VariableState;
import linum.nnx.NnxVariables.Variable;
import linum.tree.Children;
import linum.tree.Key;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// NnxStates as nodes of trees.
final class StateNodes {
  private record Kind(Class<? extends Variable> type, Map<String, Object> metadata) {}

  private StateNodes() {}

  static void register() {
    Tree.register(
        VariableState.class,
        v ->
            new Children(
                List.of(new Key.GetAttrKey("value")),
                List.of(v.value()),
                new Kind(v.type(), v.metadata())),
        StateNodes::variable);
    Tree.register(State.class, StateNodes::children, StateNodes::state);
  }

  /// Lets the transformations of `Linum` reject modules, whose variables they would take for
  /// constants.
  static void rejectObjects() {
    Tree.register(
        Pytree.class,
        StateNodes::rejected,
        (_, _) -> {
          throw nothing();
        });
    Tree.register(
        Variable.class,
        StateNodes::rejected,
        (_, _) -> {
          throw nothing();
        });
  }

  private static Children rejected(Object o) {
    throw new IllegalArgumentException(
        ("%s owns variables, which this transformation would not know of."
                + "\nUse the transformation of the same name in Nnx, or pass its state: Nnx.split(model).")
            .formatted(o.getClass().getSimpleName()));
  }

  private static AssertionError nothing() {
    return new AssertionError("nothing was taken apart");
  }

  private static VariableState variable(@Nullable Object aux, List<@Nullable Object> children) {
    if (aux instanceof Kind k && children.getFirst() != null) {
      return new VariableState(k.type(), children.getFirst(), k.metadata());
    }
    throw new IllegalStateException("a variable was rebuilt without a value");
  }

  private static Children children(State s) {
    List<Key> keys = new ArrayList<>();
    s.entries().keySet().forEach(k -> keys.add(new Key.DictKey(k)));
    return new Children(
        keys, new ArrayList<>(s.entries().values()), new ArrayList<>(s.entries().keySet()));
  }

  private static State state(@Nullable Object aux, List<@Nullable Object> children) {
    Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
    if (aux instanceof List<?> keys) {
      for (int i = 0; i < keys.size(); i++) {
        entries.put(keys.get(i), children.get(i));
      }
    }
    return State.of(entries);
  }
}

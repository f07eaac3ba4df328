package linum.linen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import linum.core.Array;
import linum.ir.Dims;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// That all branches leave the same variables, in the same shapes: which branch is taken is not
/// known when they are made.
final class SameVariables {
  private final String operation;
  private final Scope scope;
  private @Nullable Map<String, List<Dims>> first;

  SameVariables(String operation, Scope scope) {
    this.operation = operation;
    this.scope = scope;
  }

  /// @param groups what one branch leaves
  /// @throws ScopeParamShapeError if another branch left something of the same name in another
  ///   shape
  /// @throws IllegalArgumentException if another branch left other names
  void check(List<List<Variables>> groups) {
    Map<String, List<Dims>> shapes = shapes(groups.getFirst().getFirst());
    Map<String, List<Dims>> others = first;
    if (others == null) {
      first = shapes;
      return;
    }
    shapes.forEach((path, shape) -> {
      List<Dims> other = others.get(path);
      if (other != null && !other.equals(shape)) {
        List<String> names = List.of(path.split("/"));
        List<String> place = new ArrayList<>(scope.path());
        place.addAll(names.subList(1, names.size() - 1)); // without the collection
        throw new ScopeParamShapeError(
            names.getLast(), "/" + String.join("/", place), text(other), text(shape));
      }
    });
    if (!shapes.keySet().equals(others.keySet())) {
      TreeSet<String> differing = new TreeSet<>(shapes.keySet());
      differing.addAll(others.keySet());
      differing.removeIf(p -> shapes.containsKey(p) && others.containsKey(p));
      throw new IllegalArgumentException(
          "%s at %s: only one of the branches makes %s.\nRun the parts of all branches while isInitializing(), before the branches."
              .formatted(operation, scope.pathText(), differing));
    }
  }

  private static Object text(List<Dims> shapes) {
    return shapes.size() == 1 ? shapes.getFirst() : shapes;
  }

  private static Map<String, List<Dims>> shapes(Variables variables) {
    Map<String, List<Dims>> all = new LinkedHashMap<>();
    variables
        .flatten()
        .forEach((path, value) -> {
          List<Dims> shapes = new ArrayList<>();
          for (Array a : Tree.leaves(Objects.requireNonNull(value))) {
            shapes.add(a.shape());
          }
          all.put(path, shapes);
        });
    return all;
  }
}

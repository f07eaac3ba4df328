package linum.nnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import linum.nnx.NnxPytrees.Pytree;
import linum.nnx.NnxVariableKinds.RngState;
import linum.nnx.NnxVariables.Variable;

/// A table of the objects in a model, one a row, and of their variables, one kind a column.
final class Tabulation {
  private record Row(List<Object> path, String type, Map<Class<?>, String> variables) {}

  private Tabulation() {}

  static String of(Object model, int depth) {
    Map<Class<?>, Size> totals = Size.byKind(model);
    List<Row> rows = new ArrayList<>();
    collect(model, List.of(), depth, rows, Collections.newSetFromMap(new IdentityHashMap<>()));
    Set<Class<?>> kinds = new LinkedHashSet<>();
    totals.keySet().stream()
        .sorted((a, b) -> a.getSimpleName().compareTo(b.getSimpleName()))
        .forEach(kinds::add);
    List<List<String>> cells = new ArrayList<>();
    for (Row r : rows) {
      List<String> line = new ArrayList<>(List.of(path(r.path()), r.type()));
      kinds.forEach(k -> line.add(r.variables().getOrDefault(k, "")));
      cells.add(line);
    }
    List<String> head = new ArrayList<>(List.of("path", "type"));
    List<String> total = new ArrayList<>(List.of("", "Total"));
    kinds.forEach(k -> {
      head.add(k.getSimpleName());
      total.add(String.valueOf(totals.get(k)));
    });
    Size all = totals.values().stream().reduce(Size.ZERO, Size::plus);
    String name = model.getClass().getSimpleName();
    return new Box(head, cells, total).draw(name + " Summary", "Total Parameters: " + all);
  }

  private static String path(List<Object> path) {
    return path.isEmpty() ? "" : Paths.text(path);
  }

  private static void collect(
      Object value, List<Object> path, int depth, List<Row> rows, Set<Object> seen) {
    if (value instanceof Pytree p) {
      if (seen.add(p)) {
        rows.add(new Row(path, p.getClass().getSimpleName(), variables(p)));
        Visit.children(p)
            .forEach(
                e -> below(e.value(), Paths.then(path, e.path().getFirst()), depth, rows, seen));
      }
    } else if (!(value instanceof Variable)) {
      Containers.Level level = Containers.of(value);
      if (level != null) {
        List<Object> keys = level.keys();
        for (int i = 0; i < keys.size(); i++) {
          Object child = level.values().get(i);
          if (child != null) {
            below(child, Paths.then(path, keys.get(i)), depth, rows, seen);
          }
        }
      }
    }
  }

  private static void below(
      Object value, List<Object> path, int depth, List<Row> rows, Set<Object> seen) {
    if (path.size() <= depth) {
      collect(value, path, depth, rows, seen);
    }
  }

  // The variables that the object itself holds, and the sizes of all below.
  private static Map<Class<?>, String> variables(Pytree p) {
    Map<Class<?>, Map<String, String>> own = new LinkedHashMap<>();
    for (Visit.Entry e : Visit.children(p)) {
      if (e.value() instanceof Variable v) {
        own.computeIfAbsent(kind(v), _ -> new TreeMap<>())
            .put(e.path().getFirst().toString(), Text.type(v.current()));
      }
    }
    Map<Class<?>, String> all = new LinkedHashMap<>();
    Size.byKind(p)
        .forEach((kind, size) -> {
          StringBuilder cell = new StringBuilder();
          own.getOrDefault(kind, Map.of())
              .forEach((name, type) -> cell.append(name).append(": ").append(type).append('\n'));
          cell.append(cell.isEmpty() ? "" : "\n").append(size);
          all.put(kind, cell.toString());
        });
    return all;
  }

  private static Class<?> kind(Variable v) {
    return v instanceof RngState ? RngState.class : v.getClass();
  }
}

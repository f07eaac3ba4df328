package linum.nnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import linum.nnx.NnxPytrees.Pytree;
import linum.nnx.NnxStreams.RngStream;
import linum.nnx.NnxStreams.Rngs;
import linum.nnx.NnxTables.TabulateOptions;
import linum.nnx.NnxVariableKinds.RngState;
import linum.nnx.NnxVariables.Variable;

/// A table of the objects in a model, one a row, and of their variables, one kind a column.
final class Tabulation {
  private record Row(
      List<Object> path, Pytree module, String type, Map<Class<?>, String> variables) {}

  private Tabulation() {}

  /// The modules of a model.
  static String of(Object model, int depth) {
    List<Row> rows = rows(model, depth);
    List<List<String>> before = rows.stream().map(r -> List.of(path(r.path()), r.type())).toList();
    return drawn(model, List.of("path", "type"), before, rows);
  }

  /// The calls that the modules of a model have in a call of it, and the modules whose class does
  /// not let calls be seen.
  static <M> String of(M model, Function<M, ?> call, TabulateOptions options) {
    Calls calls = Calls.of(model, call);
    List<String> head = new ArrayList<>(List.of("path", "type", "inputs", "outputs"));
    if (options.computeFlops()) {
      head.add("flops");
    }
    if (options.computeVjpFlops()) {
      head.add("vjp_flops");
    }
    List<Row> rows = new ArrayList<>();
    List<List<String>> cells = new ArrayList<>();
    for (Row row : rows(calls.model(), options.depth())) {
      if (row.module() instanceof RngStream || row.module() instanceof Rngs) {
        continue;
      }
      boolean hidden = !row.module().getClass().isHidden();
      for (Calls.Call c : calls.of(row.module())) {
        rows.add(row);
        cells.add(cells(row, c, options));
      }
      if (hidden) {
        rows.add(row);
        List<String> line = new ArrayList<>(List.of(path(row.path()), row.type()));
        line.addAll(Collections.nCopies(head.size() - 2, ""));
        cells.add(line);
      }
    }
    return drawn(calls.model(), head, cells, rows);
  }

  private static List<String> cells(Row row, Calls.Call call, TabulateOptions options) {
    List<Object> path =
        call.method.equals("call") ? row.path() : Paths.then(row.path(), call.method);
    List<String> line =
        new ArrayList<>(List.of(path(path), row.type(), call.inputs(), call.outputs()));
    if (options.computeFlops()) {
      line.add(Calls.flops(call));
    }
    if (options.computeVjpFlops()) {
      line.add(Calls.vjpFlops(call));
    }
    return line;
  }

  private static List<Row> rows(Object model, int depth) {
    List<Row> rows = new ArrayList<>();
    collect(model, List.of(), depth, rows, Collections.newSetFromMap(new IdentityHashMap<>()));
    return rows;
  }

  /// @param before the first cells of each row; the columns of variables come behind
  private static String drawn(
      Object model, List<String> first, List<List<String>> before, List<Row> rows) {
    Map<Class<?>, Size> totals = Size.byKind(model);
    List<Class<?>> kinds =
        totals.keySet().stream().sorted(Comparator.comparing(Class::getSimpleName)).toList();
    List<String> head = new ArrayList<>(first);
    List<String> total = new ArrayList<>(Collections.nCopies(first.size() - 1, ""));
    total.add("Total");
    kinds.forEach(k -> {
      head.add(k.getSimpleName());
      total.add(String.valueOf(totals.get(k)));
    });
    List<List<String>> cells = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<String> line = new ArrayList<>(before.get(i));
      Map<Class<?>, String> variables = rows.get(i).variables();
      kinds.forEach(k -> line.add(variables.getOrDefault(k, "")));
      cells.add(line);
    }
    Size all = totals.values().stream().reduce(Size.ZERO, Size::plus);
    String name = model instanceof Pytree p ? name(p) : model.getClass().getSimpleName();
    return new Box(head, cells, total).draw(name + " Summary", "Total Parameters: " + all);
  }

  private static String name(Pytree p) {
    return Watched.type(p).getSimpleName();
  }

  private static String path(List<Object> path) {
    return path.isEmpty() ? "" : Paths.text(path);
  }

  private static void collect(
      Object value, List<Object> path, int depth, List<Row> rows, Set<Object> seen) {
    if (value instanceof Pytree p) {
      if (seen.add(p)) {
        rows.add(new Row(path, p, name(p), variables(p)));
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

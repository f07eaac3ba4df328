package linum.linen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import linum.Linum;
import org.jspecify.annotations.Nullable;

/// The parts of a model, with what they take, give and keep. Nothing is computed.
///
/// @param name the class of the model
/// @param collections the collections that there are, in order
/// @param rows in the order in which the parts begin to run
record Summary(String name, List<String> collections, List<Row> rows) {

  /// One call of a part.
  ///
  /// @param shown its own variables, by collection
  /// @param counted the variables that are counted for it, those of parts not shown included
  /// @param flops its operations; null if not counted
  record Row(
      List<String> path,
      LinenModule module,
      List<?> inputs,
      @Nullable Object output,
      Map<String, Variables> shown,
      Map<String, Variables> counted,
      @Nullable Long flops,
      @Nullable Long vjpFlops) {}

  static Summary of(
      LinenModule model,
      Rngs rngs,
      List<?> args,
      Function<List<?>, ?> method,
      TabulateOptions options) {
    Mutable mutable = Mutable.of(options.mutable()).rngs(rngs);
    Variables[] made = new Variables[1];
    List<CallInfo> calls =
        Call.recorded(() ->
            made[0] =
                Linum.evalShape(
                    (List<?> in) -> Run.init(model, mutable, in, method).variables(), args));
    Variables variables = made[0];
    Set<List<String>> paths = new HashSet<>();
    calls.forEach(c -> paths.add(c.path));
    List<Row> rows = new ArrayList<>();
    Set<List<String>> visited = new LinkedHashSet<>();
    for (CallInfo c : calls) {
      boolean repeated = visited.contains(c.path);
      if (repeated ? !options.showRepeated() : c.path.size() > options.depth()) {
        continue;
      }
      visited.add(c.path);
      Map<String, Variables> all = repeated ? Map.of() : at(variables, c.path);
      Map<String, Variables> own = own(all, c.path, paths);
      rows.add(
          new Row(
              c.path,
              c.module,
              c.args,
              c.output(),
              own,
              c.path.size() == options.depth() ? all : own,
              options.computeFlops() ? Flops.of(c, mutable) : null,
              options.computeVjpFlops() ? Flops.vjpOf(c, mutable) : null));
    }
    return new Summary(Names.typeName(model), List.copyOf(new TreeSet<>(variables.names())), rows);
  }

  /// The parts by path.
  Map<String, LinenModule> modules() {
    Map<String, LinenModule> all = new LinkedHashMap<>();
    rows.forEach(r -> all.putIfAbsent(String.join("/", r.path()), r.module()));
    return Collections.unmodifiableMap(all);
  }

  /// What each collection has at a path.
  private static Map<String, Variables> at(Variables variables, List<String> path) {
    Map<String, Variables> all = new LinkedHashMap<>();
    for (String collection : variables.names()) {
      String whole = String.join("/", List.of(collection, String.join("/", path)));
      String key = path.isEmpty() ? collection : whole;
      if (variables.contains(key) && variables.value(key) instanceof Variables v) {
        all.put(collection, v);
      }
    }
    return all;
  }

  /// The variables without those of parts that run.
  private static Map<String, Variables> own(
      Map<String, Variables> all, List<String> path, Set<List<String>> paths) {
    Map<String, Variables> own = new LinkedHashMap<>();
    all.forEach((collection, variables) -> {
      Variables rest = variables;
      for (String name : variables.names()) {
        List<String> part = new ArrayList<>(path);
        part.add(name);
        rest = paths.contains(part) ? rest.without(name) : rest;
      }
      own.put(collection, rest);
    });
    return own;
  }
}

package linum.linen;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Runs a whole model: gives its body variables and takes back what it changed.
final class Run {
  private Run() {}

  static <R> Applied<R> init(
      LinenModule module, Rngs rngs, List<?> args, Function<List<?>, R> method) {
    Mutable all = Mutable.of(CollectionFilter.denyList("intermediates")).rngs(rngs);
    return run(new Root(Variables.EMPTY, all.filter(), true), module, all, args, method);
  }

  static <R> Applied<R> apply(
      LinenModule module,
      Variables variables,
      Mutable mutable,
      List<?> args,
      Function<List<?>, R> method) {
    check(variables);
    Root root = new Root(variables, mutable.filter(), false);
    return run(root, module, mutable, args, method);
  }

  private static <R> Applied<R> run(
      Root root, LinenModule module, Mutable mutable, List<?> args, Function<List<?>, R> method) {
    Scope scope = Scope.top(root, module, mutable.rngs());
    try {
      R out = Call.top(scope, mutable.capture(), args, method);
      return new Applied<>(out, root.variables(root.mutable));
    } finally {
      root.end();
    }
  }

  static void check(Variables variables) {
    variables
        .entries()
        .forEach((_, collection) -> {
          if (!(collection instanceof Map)) {
            throw new ApplyScopeInvalidVariablesTypeError(variables.names());
          }
        });
    if (variables.entries().get("params") instanceof Map<?, ?> params
        && params.containsKey("params")) {
      throw new ApplyScopeInvalidVariablesStructureError(
          params.keySet().stream().filter(k -> !k.equals("params")).toList());
    }
  }
}

package linum.linen;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import linum.core.Array;
import linum.transform.Body;
import linum.transform.ShapeDtypeStruct;
import linum.transform.Staging;
import linum.tree.Flat;
import linum.tree.Tree;

/// Runs a whole model: gives its body variables and takes back what it changed.
final class Run {

  /// What `init` makes, where nothing else is said.
  private static final CollectionFilter MADE = CollectionFilter.denyList("intermediates");

  private Run() {}

  static <R> Applied<R> init(
      LinenModule module, Rngs rngs, List<?> args, Function<List<?>, R> method) {
    return init(module, Mutable.of(MADE).rngs(rngs), args, method);
  }

  static <R> Applied<R> init(
      LinenModule module, Mutable mutable, List<?> args, Function<List<?>, R> method) {
    Root root = new Root(Variables.EMPTY, mutable.filter(), true);
    return run(root, module, mutable, args, method);
  }

  /// The variables, where some arguments are types only.
  static Variables lazyInit(
      LinenModule module, Rngs rngs, List<?> args, Function<List<?>, ?> method) {
    Flat flat = Tree.flatten(args);
    List<Array> types = flat.leaves().stream().filter(ShapeDtypeStruct.class::isInstance).toList();
    Body body =
        in -> {
          Iterator<Array> given = Tree.leaves(in[0]).iterator();
          List<Array> all = new ArrayList<>();
          for (Array a : flat.leaves()) {
            all.add(a instanceof ShapeDtypeStruct ? given.next() : a);
          }
          return init(module, rngs, flat.<List<?>>unflatten(all), method).variables();
        };
    Variables made = (Variables) Objects.requireNonNull(Staging.evalKnown(body, types));
    made.flatten()
        .forEach((path, value) ->
            Tree.leaves(value)
                .forEach(a -> {
                  if (a instanceof ShapeDtypeStruct) {
                    throw new LazyInitError(path, a.aval());
                  }
                }));
    return made;
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

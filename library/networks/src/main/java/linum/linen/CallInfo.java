package linum.linen;

import java.util.List;
import java.util.function.Function;
import linum.transform.ShapeDtypeStruct;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// One run of a module's body, for summaries: arrays are kept by their types.
final class CallInfo {
  final LinenModule module;
  final List<String> path;
  final List<?> args;
  final Function<List<?>, ?> body;
  private @Nullable Object output;

  CallInfo(Scope scope, List<?> args, Function<List<?>, ?> body) {
    this.module = scope.module();
    this.path = scope.path();
    this.args = types(args);
    this.body = body;
  }

  void returned(@Nullable Object value) {
    output = value == null ? null : types(value);
  }

  @Nullable Object output() {
    return output;
  }

  private static <T> T types(T tree) {
    return Tree.map(a -> new ShapeDtypeStruct(a.aval()), tree);
  }
}

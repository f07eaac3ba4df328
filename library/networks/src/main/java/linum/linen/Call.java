package linum.linen;

import java.util.List;
import java.util.function.Function;
import linum.transform.Staging;

/// Runs a method of a module in the module's scope.
final class Call {
  private static final ScopedValue<CaptureFilter> CAPTURED = ScopedValue.newInstance();

  private Call() {}

  /// Whose outputs are kept in this run.
  static CaptureFilter captured() {
    return CAPTURED.get();
  }

  static boolean isIntercepted() {
    return false;
  }

  /// A method of a part of the module that is running.
  ///
  /// @param body is passed the arguments, or what others make of them
  static <R> R of(LinenModule part, String operation, List<?> args, Function<List<?>, R> body) {
    Scope outer = Scope.current(operation, part);
    if (Names.self(part).getClass().isHidden()) {
      return body.apply(args); // a lambda has no variables of its own
    }
    Scope scope = outer.child(part);
    if (scope.path().isEmpty()) {
      return scope.run(() -> within(scope, args, body)); // another method of the outermost module
    }
    return Staging.namedScope(
        scope.path().getLast(), () -> scope.run(() -> within(scope, args, body)));
  }

  /// A method of the outermost module.
  static <R> R top(Scope scope, CaptureFilter captured, List<?> args, Function<List<?>, R> method) {
    return ScopedValue.where(CAPTURED, captured)
        .call(() -> scope.run(() -> within(scope, args, method)));
  }

  private static <R> R within(Scope scope, List<?> args, Function<List<?>, R> body) {
    R out = body.apply(args);
    if (CAPTURED.get().captures(scope.module(), scope.path())) {
      Sown.sow(scope, "intermediates", "__call__", out, List.<Object>of(), Sown::append);
    }
    return out;
  }
}

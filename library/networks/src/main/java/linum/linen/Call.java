package linum.linen;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import linum.transform.Staging;
import org.jspecify.annotations.Nullable;

/// Runs a method of a module in the module's scope.
final class Call {
  private static final ScopedValue<CaptureFilter> CAPTURED = ScopedValue.newInstance();
  private static final ScopedValue<List<Interceptor>> INTERCEPTORS = ScopedValue.newInstance();
  private static final ScopedValue<List<CallInfo>> RECORDED = ScopedValue.newInstance();

  private Call() {}

  /// Whose outputs are kept in this run.
  static CaptureFilter captured() {
    return CAPTURED.get();
  }

  /// Whether somebody looks at every call.
  static boolean isWatched() {
    return INTERCEPTORS.isBound() || RECORDED.isBound();
  }

  /// Runs `body` with one more interceptor, inside of those that are there.
  static <R> R intercepted(Interceptor interceptor, Supplier<R> body) {
    List<Interceptor> all = new ArrayList<>(INTERCEPTORS.orElse(List.of()));
    all.add(interceptor);
    return ScopedValue.where(INTERCEPTORS, all).call(body::get);
  }

  /// The calls that `body` makes, in the order in which they begin.
  static List<CallInfo> recorded(Supplier<?> body) {
    List<CallInfo> calls = new ArrayList<>();
    ScopedValue.where(RECORDED, calls).call(body::get);
    return calls;
  }

  /// A method of a part of the module that is running.
  ///
  /// @param body is passed the arguments, or what others make of them
  static <R> R of(LinenModule part, String operation, List<?> args, Function<List<?>, R> body) {
    Scope outer = Scope.current(operation, part);
    if (Names.isFunction(part)) {
      return body.apply(args); // it has no variables of its own
    }
    Scope scope = outer.child(part);
    return Staging.namedScope(scope.label(), () -> scope.run(() -> within(scope, args, body)));
  }

  /// A method of the outermost module.
  static <R> R top(Scope scope, CaptureFilter captured, List<?> args, Function<List<?>, R> method) {
    return ScopedValue.where(CAPTURED, captured)
        .call(() -> scope.run(() -> within(scope, args, method)));
  }

  private static <R> R within(Scope scope, List<?> args, Function<List<?>, R> body) {
    CallInfo info = null;
    if (RECORDED.isBound()) {
      info = new CallInfo(scope, args, body);
      RECORDED.get().add(info);
    }
    R out = INTERCEPTORS.isBound() ? intercepted(scope, args, body) : body.apply(args);
    if (info != null) {
      info.returned(out);
    }
    if (CAPTURED.get().captures(scope.module(), scope.path())) {
      Sown.sow(scope, "intermediates", "__call__", out, List.<Object>of(), Sown::append);
    }
    return out;
  }

  // Safe: an interceptor answers for giving what the module gives.
  @SuppressWarnings({"unchecked", "NullAway"})
  private static <R> R intercepted(Scope scope, List<?> args, Function<List<?>, R> body) {
    Function<List<?>, @Nullable Object> next = body::apply;
    InterceptorContext context = new InterceptorContext(scope.module(), scope.path(), next);
    for (Interceptor i : INTERCEPTORS.get().reversed()) {
      Function<List<?>, @Nullable Object> inner = next;
      next = in -> i.intercept(inner, in, context);
    }
    return (R) next.apply(args);
  }
}

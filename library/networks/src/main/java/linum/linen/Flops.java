package linum.linen;

import java.util.List;
import java.util.function.BiFunction;
import linum.Linum;
import linum.Pair;
import linum.Pulled;
import linum.core.UnexpectedTracerException;
import linum.ir.Jaxpr;
import linum.ir.JaxprCost;
import linum.ir.pass.DeadCode;
import org.jspecify.annotations.Nullable;

/// How many operations a call takes, counted from its program.
final class Flops {
  private Flops() {}

  /// The call alone.
  static @Nullable Long of(CallInfo call, Mutable mutable) {
    return counted(
        () -> Linum.makeJaxpr(applied(call, mutable), variables(call, mutable), call.args));
  }

  /// The call and the pull back of a cotangent like its value, to the variables and the arguments.
  static @Nullable Long vjpOf(CallInfo call, Mutable mutable) {
    BiFunction<Variables, List<?>, Object> pulled =
        (v, in) -> {
          Pulled<Applied<Object>, Pair<Variables, List<?>>> p =
              Linum.<Variables, List<?>, Applied<Object>>vjp(applied(call, mutable), v, in);
          return p.pullback().apply(p.value());
        };
    return counted(() -> Linum.makeJaxpr(pulled, variables(call, mutable), call.args));
  }

  private static Variables variables(CallInfo call, Mutable mutable) {
    return Linum.evalShape(
        (List<?> in) -> Run.init(call.module, mutable, in, call.body).variables(), call.args);
  }

  // Safe: a body may return anything, which is an Object.
  @SuppressWarnings("unchecked")
  private static BiFunction<Variables, List<?>, Applied<Object>> applied(
      CallInfo call, Mutable mutable) {
    return (v, in) -> (Applied<Object>) Run.apply(call.module, v, mutable, in, call.body);
  }

  /// Null where the call cannot be repeated, since it was given no arguments but refers to values
  /// of the body around it.
  private static @Nullable Long counted(java.util.function.Supplier<Jaxpr> program) {
    try {
      return (long) JaxprCost.of(DeadCode.apply(program.get())).flops();
    } catch (UnexpectedTracerException e) {
      return null;
    }
  }
}

package linum.transform;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import linum.core.Array;
import linum.core.Eval;
import linum.core.Trace;
import linum.ir.Call;
import linum.ir.Jaxpr;
import linum.ir.Primitive;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Functions whose programs carry something beside their body: rules of their own for derivatives,
/// or the wish to be computed again.
public final class CustomFunctions {
  private CustomFunctions() {}

  /// The value and the tangent, from the primals followed by as many tangents.
  @FunctionalInterface
  public interface TangentRule {
    Derivatives.Pushed apply(@Nullable Object[] primals, @Nullable Object[] tangents);
  }

  /// The value and the residuals, from the primals.
  @FunctionalInterface
  public interface ForwardRule {
    Derivatives.Pushed apply(@Nullable Object[] primals);
  }

  /// One cotangent an argument, from the residuals and the cotangent of the value.
  @FunctionalInterface
  public interface BackwardRule {
    @Nullable Object[] apply(@Nullable Object residuals, @Nullable Object cotangent);
  }

  /// The value, and its own pullback: one cotangent an argument, from a cotangent of the value.
  public record WithPullback(
      @Nullable Object value, Function<@Nullable Object, @Nullable Object[]> pullback) {}

  /// A function that returns its own pullback beside its value.
  ///
  /// @param f returns a [WithPullback]
  public static Body customGradient(String name, Body f) {
    return called(
        name,
        args -> withPullback(f.call(args)).value(),
        (entry, in) -> {
          UserGradient rule = new UserGradient(name, f, Signature.of(name, entry, in));
          return new Call.CustomVjp(name, entry.call().body(), rule, rule, false);
        });
  }

  static WithPullback withPullback(@Nullable Object result) {
    if (result instanceof WithPullback w) {
      return w;
    }
    throw new IllegalArgumentException(
        "customGradient: the function must return its value and a pullback, but it returned "
            + Tree.structure(result));
  }

  /// A function whose intermediate values are computed again in the backward pass.
  ///
  /// @param policy null keeps nothing
  public static Body checkpoint(
      String name, Body f, @Nullable CheckpointPolicy policy, boolean preventCse) {
    return called(
        name, f, (entry, _) -> new Call.Remat(entry.call().body(), policy, preventCse, false));
  }

  /// A function as one operation that holds its program and has rules of its own.
  public static Body primitive(String name, Body f, Function<Jaxpr, Primitive> primitive) {
    return called(name, f, (entry, _) -> primitive.apply(entry.call().body()));
  }

  // Evaluated at once, nothing of this matters, and the function runs as it is written.
  static Body called(String name, Body f, BiFunction<JitEntry, Arguments, Primitive> call) {
    Jitted body = new Jitted(f, JitOptions.DEFAULT.name(name));
    return args -> {
      if (Trace.current() == Eval.INSTANCE) {
        return f.call(args);
      }
      Arguments in = Arguments.of(args);
      JitEntry entry = body.entry(in);
      List<Array> out = Trace.bindAll(call.apply(entry, in), entry.operands(in.leaves()));
      return Tree.unflatten(entry.out(), out);
    };
  }
}

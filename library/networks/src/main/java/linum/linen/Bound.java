package linum.linen;

import java.util.function.Function;
import java.util.function.Supplier;

/// A module together with its variables, so that its methods and parts can be tried one by one.
///
/// ```java
/// var bound = Linen.bind(model, variables);
/// Array z = bound.apply(m -> m.encode(x));
/// var encoder = bound.part(AutoEncoder::encoder).unbind();   // the part and its own variables
/// ```
///
/// What the methods change of mutable collections stays, and keys are drawn on and on. In JAX: what
/// `module.bind(variables)` returns.
public final class Bound<M extends LinenModule> {
  private final M module;
  private final Root root;
  private final CaptureFilter capture;
  private final Supplier<Scope> scope;

  private Bound(M module, Root root, CaptureFilter capture, Supplier<Scope> scope) {
    this.module = module;
    this.root = root;
    this.capture = capture;
    this.scope = scope;
  }

  static <M extends LinenModule> Bound<M> of(M module, Variables variables, Mutable mutable) {
    Run.check(variables);
    Root root = new Root(variables, mutable.filter(), false);
    return new Bound<>(
        module, root, mutable.capture(), () -> Scope.top(root, module, mutable.rngs()));
  }

  /// What a method gives, as `bound.apply(m -> m.encode(x))`.
  public <R> R apply(Function<? super M, R> method) {
    return Call.top(scope.get(), capture, java.util.List.of(), _ -> method.apply(module));
  }

  /// A part of the module, bound to its place.
  public <P extends LinenModule> Bound<P> part(Function<? super M, P> part) {
    P found = part.apply(module);
    return new Bound<>(found, root, capture, () -> scope.get().child(found));
  }

  /// The variables of the module as they are now.
  public Variables variables() {
    return Parameters.variables(scope.get());
  }

  /// The module and its variables.
  public Unbound<M> unbind() {
    return new Unbound<>(module, variables());
  }

  /// A module and variables for it.
  ///
  /// In JAX: the pair that `module.unbind()` returns.
  public record Unbound<M extends LinenModule>(M module, Variables variables) {}
}

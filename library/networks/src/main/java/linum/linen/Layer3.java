package linum.linen;

import java.util.Arrays;
import java.util.Map;
import linum.random.PrngKey;

/// A module from three values to one value; all may be any tree.
///
/// Write [#call]; in other bodies use it by [#apply]. Arguments that are no arrays, such as whether
/// to train, are passed as they are.
public interface Layer3<A, B, C, R> extends LinenModule {

  /// The body. Call it by `apply`, so that the module has its own variables.
  R call(A a, B b, C c);

  /// Runs this module as a part of the one whose body is running.
  ///
  /// @throws CallCompactUnboundModuleError if none is
  // Safe: what comes in are the arguments, or what an interceptor put in their place.
  @SuppressWarnings("unchecked")
  default R apply(A a, B b, C c) {
    return Call.of(
        this,
        "apply",
        Arrays.asList(a, b, c),
        in -> call((A) in.get(0), (B) in.get(1), (C) in.get(2)));
  }

  /// The output for the given variables.
  default R apply(Variables variables, A a, B b, C c) {
    return apply(variables, a, b, c, Rngs.NONE);
  }

  /// The output for the given variables, drawing from random keys.
  default R apply(Variables variables, A a, B b, C c, Rngs rngs) {
    return apply(variables, a, b, c, Mutable.of().rngs(rngs)).value();
  }

  /// The output, and the collections that may change as the body left them.
  // Safe: what comes in are the arguments, or what an interceptor put in their place.
  @SuppressWarnings("unchecked")
  default Applied<R> apply(Variables variables, A a, B b, C c, Mutable mutable) {
    return Run.apply(
        this,
        variables,
        mutable,
        Arrays.asList(a, b, c),
        in -> call((A) in.get(0), (B) in.get(1), (C) in.get(2)));
  }

  /// The variables of this module for such inputs, made from one random key.
  default Variables init(PrngKey key, A a, B b, C c) {
    return init(Rngs.params(key), a, b, c);
  }

  /// The variables of this module for such inputs, with a key for each stream.
  default Variables init(Rngs rngs, A a, B b, C c) {
    return initWithOutput(rngs, a, b, c).variables();
  }

  /// The output, and the variables made for it.
  default Applied<R> initWithOutput(PrngKey key, A a, B b, C c) {
    return initWithOutput(Rngs.params(key), a, b, c);
  }

  /// The output, and the variables made for it.
  // Safe: what comes in are the arguments, or what an interceptor put in their place.
  @SuppressWarnings("unchecked")
  default Applied<R> initWithOutput(Rngs rngs, A a, B b, C c) {
    return Run.init(
        this,
        rngs,
        Arrays.asList(a, b, c),
        in -> call((A) in.get(0), (B) in.get(1), (C) in.get(2)));
  }

  /// The output, and the variables made for it of the given collections.
  // Safe: what comes in are the arguments, or what an interceptor put in their place.
  @SuppressWarnings("unchecked")
  default Applied<R> initWithOutput(Mutable mutable, A a, B b, C c) {
    return Run.init(
        this,
        mutable,
        Arrays.asList(a, b, c),
        in -> call((A) in.get(0), (B) in.get(1), (C) in.get(2)));
  }

  /// The variables of this module. Of arguments that are a `ShapeDtypeStruct` only the type is
  /// known: nothing is computed from them.
  ///
  /// @throws LazyInitError if a variable depends on more than the type of such an argument
  // Safe: what comes in are the arguments, or what an interceptor put in their place.
  @SuppressWarnings("unchecked")
  default Variables lazyInit(PrngKey key, A a, B b, C c) {
    return Run.lazyInit(
        this,
        Rngs.params(key),
        Arrays.asList(a, b, c),
        in -> call((A) in.get(0), (B) in.get(1), (C) in.get(2)));
  }

  /// A table of all parts: what they take, give and keep.
  default String tabulate(PrngKey key, A a, B b, C c) {
    return tabulate(Rngs.params(key), a, b, c, TabulateOptions.DEFAULT);
  }

  /// A table of all parts, with options: depth, operations.
  // Safe: what comes in are the arguments, or what an interceptor put in their place.
  @SuppressWarnings("unchecked")
  default String tabulate(Rngs rngs, A a, B b, C c, TabulateOptions options) {
    return SummaryText.of(
        Summary.of(
            this,
            rngs,
            Arrays.asList(a, b, c),
            in -> call((A) in.get(0), (B) in.get(1), (C) in.get(2)),
            options),
        options);
  }

  /// All parts that run, by path, names joined by `/`.
  // Safe: what comes in are the arguments, or what an interceptor put in their place.
  @SuppressWarnings("unchecked")
  default Map<String, LinenModule> modulePaths(PrngKey key, A a, B b, C c) {
    return Summary.of(
            this,
            Rngs.params(key),
            Arrays.asList(a, b, c),
            in -> call((A) in.get(0), (B) in.get(1), (C) in.get(2)),
            TabulateOptions.DEFAULT)
        .modules();
  }
}

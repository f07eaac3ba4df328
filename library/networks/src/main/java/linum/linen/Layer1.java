package linum.linen;

import java.util.Arrays;
import java.util.Map;
import linum.random.PrngKey;

/// A module from one value to one value; all may be any tree.
///
/// Write [#call]; in other bodies use it by [#apply]. Arguments that are no arrays, such as whether
/// to train, are passed as they are.
public interface Layer1<A, R> extends LinenModule {

  /// The body. Call it by `apply`, so that the module has its own variables.
  R call(A a);

  /// Runs this module as a part of the one whose body is running.
  ///
  /// @throws CallCompactUnboundModuleError if none is
  // Safe: what comes in are the arguments, or what an interceptor put in their place.
  @SuppressWarnings("unchecked")
  default R apply(A a) {
    return Call.of(this, "apply", Arrays.asList(a), in -> call((A) in.get(0)));
  }

  /// The output for the given variables.
  default R apply(Variables variables, A a) {
    return apply(variables, a, Rngs.NONE);
  }

  /// The output for the given variables, drawing from random keys.
  default R apply(Variables variables, A a, Rngs rngs) {
    return apply(variables, a, Mutable.of().rngs(rngs)).value();
  }

  /// The output, and the collections that may change as the body left them.
  // Safe: what comes in are the arguments, or what an interceptor put in their place.
  @SuppressWarnings("unchecked")
  default Applied<R> apply(Variables variables, A a, Mutable mutable) {
    return Run.apply(this, variables, mutable, Arrays.asList(a), in -> call((A) in.get(0)));
  }

  /// The variables of this module for such inputs, made from one random key.
  default Variables init(PrngKey key, A a) {
    return init(Rngs.params(key), a);
  }

  /// The variables of this module for such inputs, with a key for each stream.
  default Variables init(Rngs rngs, A a) {
    return initWithOutput(rngs, a).variables();
  }

  /// The output, and the variables made for it.
  default Applied<R> initWithOutput(PrngKey key, A a) {
    return initWithOutput(Rngs.params(key), a);
  }

  /// The output, and the variables made for it.
  // Safe: what comes in are the arguments, or what an interceptor put in their place.
  @SuppressWarnings("unchecked")
  default Applied<R> initWithOutput(Rngs rngs, A a) {
    return Run.init(this, rngs, Arrays.asList(a), in -> call((A) in.get(0)));
  }

  /// The output, and the variables made for it of the given collections.
  // Safe: what comes in are the arguments, or what an interceptor put in their place.
  @SuppressWarnings("unchecked")
  default Applied<R> initWithOutput(Mutable mutable, A a) {
    return Run.init(this, mutable, Arrays.asList(a), in -> call((A) in.get(0)));
  }

  /// The variables of this module. Of arguments that are a `ShapeDtypeStruct` only the type is
  /// known: nothing is computed from them.
  ///
  /// @throws LazyInitError if a variable depends on more than the type of such an argument
  // Safe: what comes in are the arguments, or what an interceptor put in their place.
  @SuppressWarnings("unchecked")
  default Variables lazyInit(PrngKey key, A a) {
    return Run.lazyInit(this, Rngs.params(key), Arrays.asList(a), in -> call((A) in.get(0)));
  }

  /// A table of all parts: what they take, give and keep.
  default String tabulate(PrngKey key, A a) {
    return tabulate(Rngs.params(key), a, TabulateOptions.DEFAULT);
  }

  /// A table of all parts, with options: depth, operations.
  // Safe: what comes in are the arguments, or what an interceptor put in their place.
  @SuppressWarnings("unchecked")
  default String tabulate(Rngs rngs, A a, TabulateOptions options) {
    return SummaryText.of(
        Summary.of(this, rngs, Arrays.asList(a), in -> call((A) in.get(0)), options), options);
  }

  /// All parts that run, by path, names joined by `/`.
  // Safe: what comes in are the arguments, or what an interceptor put in their place.
  @SuppressWarnings("unchecked")
  default Map<String, LinenModule> modulePaths(PrngKey key, A a) {
    return Summary.of(
            this,
            Rngs.params(key),
            Arrays.asList(a),
            in -> call((A) in.get(0)),
            TabulateOptions.DEFAULT)
        .modules();
  }
}

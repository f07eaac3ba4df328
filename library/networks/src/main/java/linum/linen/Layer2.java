package linum.linen;

import java.util.Arrays;
import java.util.Map;
import linum.random.PrngKey;

/// A module from two values to one value; all may be any tree.
///
/// ```java
/// record Block(int width) implements Layer2<Array, Boolean, Array> {
///   public Array call(Array x, Boolean train) {
///     x = new BatchNorm().apply(new Dense(width).apply(x), !train);
///     return new Dropout(0.5).apply(relu(x), !train);
///   }
/// }
/// var out = new Block(8).apply(variables, x, true, Mutable.of("batch_stats").rngs("dropout", key));
/// ```
///
/// Write [#call]; in other bodies use it by [#apply]. Arguments that are no arrays, such as whether
/// to train, are passed as they are.
public interface Layer2<A, B, R> extends LinenModule {

  /// The body. Call it by `apply`, so that the module has its own variables.
  R call(A a, B b);

  /// Runs this module as a part of the one whose body is running.
  ///
  /// @throws CallCompactUnboundModuleError if none is
  // Safe: what comes in are the arguments, or what an interceptor put in their place.
  @SuppressWarnings("unchecked")
  default R apply(A a, B b) {
    return Call.of(this, "apply", Arrays.asList(a, b), in -> call((A) in.get(0), (B) in.get(1)));
  }

  /// The output for the given variables.
  default R apply(Variables variables, A a, B b) {
    return apply(variables, a, b, Rngs.NONE);
  }

  /// The output for the given variables, drawing from random keys.
  default R apply(Variables variables, A a, B b, Rngs rngs) {
    return apply(variables, a, b, Mutable.of().rngs(rngs)).value();
  }

  /// The output, and the collections that may change as the body left them.
  // Safe: what comes in are the arguments, or what an interceptor put in their place.
  @SuppressWarnings("unchecked")
  default Applied<R> apply(Variables variables, A a, B b, Mutable mutable) {
    return Run.apply(
        this, variables, mutable, Arrays.asList(a, b), in -> call((A) in.get(0), (B) in.get(1)));
  }

  /// The variables of this module for such inputs, made from one random key.
  default Variables init(PrngKey key, A a, B b) {
    return init(Rngs.params(key), a, b);
  }

  /// The variables of this module for such inputs, with a key for each stream.
  default Variables init(Rngs rngs, A a, B b) {
    return initWithOutput(rngs, a, b).variables();
  }

  /// The output, and the variables made for it.
  default Applied<R> initWithOutput(PrngKey key, A a, B b) {
    return initWithOutput(Rngs.params(key), a, b);
  }

  /// The output, and the variables made for it.
  // Safe: what comes in are the arguments, or what an interceptor put in their place.
  @SuppressWarnings("unchecked")
  default Applied<R> initWithOutput(Rngs rngs, A a, B b) {
    return Run.init(this, rngs, Arrays.asList(a, b), in -> call((A) in.get(0), (B) in.get(1)));
  }

  /// The output, and the variables made for it of the given collections.
  // Safe: what comes in are the arguments, or what an interceptor put in their place.
  @SuppressWarnings("unchecked")
  default Applied<R> initWithOutput(Mutable mutable, A a, B b) {
    return Run.init(this, mutable, Arrays.asList(a, b), in -> call((A) in.get(0), (B) in.get(1)));
  }

  /// The variables of this module. Of arguments that are a `ShapeDtypeStruct` only the type is
  /// known: nothing is computed from them.
  ///
  /// @throws LazyInitError if a variable depends on more than the type of such an argument
  // Safe: what comes in are the arguments, or what an interceptor put in their place.
  @SuppressWarnings("unchecked")
  default Variables lazyInit(PrngKey key, A a, B b) {
    return Run.lazyInit(
        this, Rngs.params(key), Arrays.asList(a, b), in -> call((A) in.get(0), (B) in.get(1)));
  }

  /// A table of all parts: what they take, give and keep.
  default String tabulate(PrngKey key, A a, B b) {
    return tabulate(Rngs.params(key), a, b, TabulateOptions.DEFAULT);
  }

  /// A table of all parts, with options: depth, operations.
  // Safe: what comes in are the arguments, or what an interceptor put in their place.
  @SuppressWarnings("unchecked")
  default String tabulate(Rngs rngs, A a, B b, TabulateOptions options) {
    return SummaryText.of(
        Summary.of(
            this, rngs, Arrays.asList(a, b), in -> call((A) in.get(0), (B) in.get(1)), options),
        options);
  }

  /// All parts that run, by path, names joined by `/`.
  // Safe: what comes in are the arguments, or what an interceptor put in their place.
  @SuppressWarnings("unchecked")
  default Map<String, LinenModule> modulePaths(PrngKey key, A a, B b) {
    return Summary.of(
            this,
            Rngs.params(key),
            Arrays.asList(a, b),
            in -> call((A) in.get(0), (B) in.get(1)),
            TabulateOptions.DEFAULT)
        .modules();
  }
}

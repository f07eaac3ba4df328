package linum.linen;

import java.util.Arrays;
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
}

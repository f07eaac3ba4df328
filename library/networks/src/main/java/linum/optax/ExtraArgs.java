package linum.optax;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import linum.core.Array;
import org.jspecify.annotations.Nullable;

/// What some transformations need beside gradients and parameters.
///
/// ```java
/// var vg = valueAndGrad(params, loss);
/// tx.update(vg.grad(), state, params,
///     extraArgs().value(vg.value()).grad(vg.grad()).valueFn(loss));
/// ```
///
/// In JAX: the keyword arguments of `update`.
///
/// @param value the loss at the parameters, a scalar
/// @param grad the gradient at the parameters, where the updates are something else already
/// @param valueFn the loss as a function of the parameters, for line searches
/// @param others anything else, by name
public record ExtraArgs(
    @Nullable Array value,
    @Nullable Object grad,
    @Nullable Function<?, Array> valueFn,
    Map<String, Object> others) {

  /// Nothing.
  public static final ExtraArgs NONE = new ExtraArgs(null, null, null, Map.of());

  public ExtraArgs {
    others = Collections.unmodifiableMap(new TreeMap<>(others));
  }

  public ExtraArgs value(Array newValue) {
    return new ExtraArgs(newValue, grad, valueFn, others);
  }

  public ExtraArgs grad(Object newGrad) {
    return new ExtraArgs(value, newGrad, valueFn, others);
  }

  public <P> ExtraArgs valueFn(Function<P, Array> newValueFn) {
    return new ExtraArgs(value, grad, newValueFn, others);
  }

  /// With one more argument.
  public ExtraArgs with(String name, Object argument) {
    Map<String, Object> more = new TreeMap<>(others);
    more.put(name, argument);
    return new ExtraArgs(value, grad, valueFn, more);
  }

  /// The loss.
  ///
  /// @param user who needs it, for the message
  /// @throws IllegalArgumentException if it was not given
  public Array needValue(String user) {
    return given(value, user, "the loss at the parameters", "value(loss)");
  }

  /// The gradient.
  ///
  /// @throws IllegalArgumentException if it was not given
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // a tree like the parameters
  public <P> P needGrad(String user) {
    return (P) given(grad, user, "the gradient at the parameters", "grad(grads)");
  }

  /// The loss as a function.
  ///
  /// @throws IllegalArgumentException if it was not given
  @SuppressWarnings("unchecked") // a function of the parameters
  public <P> Function<P, Array> needValueFn(String user) {
    return (Function<P, Array>)
        given(valueFn, user, "the loss as a function of the parameters", "valueFn(loss)");
  }

  private static <T> T given(@Nullable T x, String user, String what, String how) {
    if (x == null) {
      throw new IllegalArgumentException(
          "%s needs %s, but update was called without it.\nGive it: tx.update(grads, state, params, extraArgs().%s)"
              .formatted(user, what, how));
    }
    return x;
  }
}

package linum.nn;

import static linum.core.Ops.and;
import static linum.core.Ops.gt;
import static linum.core.Ops.lt;
import static linum.core.Ops.scalar;
import static linum.core.Ops.select;
import static linum.core.Ops.zeros;

import java.util.Objects;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.core.Named;
import linum.numpy.Jnp;
import linum.transform.Body;
import linum.transform.CustomJvpFunction;
import linum.transform.Derivatives.Pushed;
import org.jspecify.annotations.Nullable;

/// Activation functions with rules of their own for derivatives.
final class Rectifier {
  private static final Body RELU = custom("relu", x -> x.maximum(0), x -> gt(x, scalar(0, x)));
  private static final Body RELU6 =
      custom(
          "relu6",
          x -> x.maximum(0).minimum(6.0),
          x -> and(gt(x, scalar(0, x)), lt(x, scalar(6, x))));
  private static final Body LOG1MEXP =
      new CustomJvpFunction(
              "log1mexp",
              args -> Named.call("log1mexp", Rectifier::log1mexpOf, array(args[0])),
              "jvp",
              // d ln(1 - exp(-x)) = dx / (exp(x) - 1)
              (primals, tangents) -> {
                Array x = array(primals[0]);
                return new Pushed(log1mexp(x), array(tangents[0]).div(Jnp.expm1(x)));
              })
          ::call;

  private Rectifier() {}

  static Array relu(Array x) {
    return array(RELU.call(x));
  }

  static Array relu6(Array x) {
    return array(RELU6.call(x));
  }

  static Array log1mexp(Array x) {
    return array(LOG1MEXP.call(x));
  }

  private static Array log1mexpOf(Array x) {
    Array near = Jnp.log(Jnp.expm1(x.neg()).neg());
    Array far = Jnp.log1p(x.neg().exp().neg());
    return Jnp.where(x.lt(Math.log(2)), near, far);
  }

  /// A function whose derivative is 1 where `passes` holds and 0 elsewhere: at its kinks, too.
  private static Body custom(String name, UnaryOperator<Array> f, UnaryOperator<Array> passes) {
    Body[] self = new Body[1];
    self[0] =
        new CustomJvpFunction(
                name,
                args -> Named.call(name, f, array(args[0])),
                "jvp",
                (primals, tangents) -> {
                  Array x = array(primals[0]);
                  Array dx = array(tangents[0]);
                  Array y = array(Objects.requireNonNull(self[0]).call(x));
                  return new Pushed(y, select(passes.apply(x), dx, zeros(dx.aval())));
                })
            ::call;
    return self[0];
  }

  // What these bodies are called with is what their callers here pass: arrays.
  private static Array array(@Nullable Object x) {
    return (Array) Objects.requireNonNull(x);
  }
}

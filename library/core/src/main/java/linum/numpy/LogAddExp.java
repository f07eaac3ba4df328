package linum.numpy;

import java.util.List;
import java.util.Objects;
import linum.core.Arithmetic;
import linum.core.Arithmetic.Promote;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.Unary;
import linum.transform.Body;
import linum.transform.CustomJvpFunction;
import linum.transform.Derivatives.Pushed;
import org.jspecify.annotations.Nullable;

/// Logarithms of sums of powers, without overflow, with rules of their own for derivatives.
final class LogAddExp {
  private static final Body NATURAL = custom("logaddexp", Unary.EXP, 1);
  private static final Body BINARY = custom("logaddexp2", Unary.EXP2, 1 / Math.log(2));

  private LogAddExp() {}

  /// `log(exp(x) + exp(y))`
  static Array logaddexp(Array x, Array y) {
    return apply("logaddexp", NATURAL, x, y);
  }

  /// `log2(2**x + 2**y)`
  static Array logaddexp2(Array x, Array y) {
    return apply("logaddexp2", BINARY, x, y);
  }

  private static Array apply(String name, Body f, Array x, Array y) {
    List<Array> in = Arithmetic.operands(name, Promote.INEXACT, x, y);
    return array(f.call(in.get(0), in.get(1)));
  }

  /// @param scale from natural logarithms to those of the base
  private static Body custom(String name, Unary exp, double scale) {
    Body[] self = new Body[1];
    self[0] =
        new CustomJvpFunction(
                name,
                args -> sum(array(args[0]), array(args[1]), exp, scale),
                "_" + name + "_jvp",
                (primals, tangents) -> {
                  Array x = array(primals[0]);
                  Array y = array(primals[1]);
                  Array z = array(Objects.requireNonNull(self[0]).call(x, y));
                  Array dx = Ops.mul(array(tangents[0]), share(x, z, exp));
                  Array dy = Ops.mul(array(tangents[1]), share(y, z, exp));
                  return new Pushed(z, Ops.add(dx, dy));
                })
            ::call;
    return self[0];
  }

  // max(x, y) + log(1 + base^-|x - y|); infinities of one sign, whose difference is NaN, are added.
  private static Array sum(Array x, Array y, Unary exp, double scale) {
    Array top = Ops.max(x, y);
    Array delta = Ops.sub(x, y);
    Array undefined = Ops.ne(delta, delta);
    Array infinite = Ops.add(x, y);
    Array power = Trace.bind(exp, Ops.neg(Trace.bind(Unary.ABS, delta)));
    Array log = Trace.bind(Unary.LOG1P, power);
    Array scaled = scale == 1 ? log : Ops.mul(Ops.scalar(scale, log), log);
    return Ops.select(undefined, infinite, Ops.add(top, scaled));
  }

  // d z / d x = base^(x - z), where infinities count as 0 so that their difference is a number.
  private static Array share(Array x, Array z, Unary exp) {
    return Trace.bind(exp, Ops.sub(finite(x), finite(z)));
  }

  private static Array finite(Array x) {
    return Ops.select(
        Ops.eq(x, Ops.scalar(Double.POSITIVE_INFINITY, x)), Ops.zeros(x.aval().strong()), x);
  }

  private static Array array(@Nullable Object x) {
    // The bodies are called with arrays, in this class and by the rules.
    return (Array) Objects.requireNonNull(x);
  }
}

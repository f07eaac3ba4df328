package linum.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import linum.core.Arithmetic;
import linum.core.Array;
import linum.core.Axes;
import linum.core.Eval;
import linum.core.Named;
import linum.core.Ops;
import linum.core.Over;
import linum.core.Trace;
import linum.core.Types;
import linum.ir.Dims;
import linum.numpy.Jnp;
import linum.transform.Body;
import linum.transform.CustomJvpFunction;
import linum.transform.Derivatives.Pushed;
import org.jspecify.annotations.Nullable;

/// Exponentials of an axis relative to their sum, and the logarithm of that sum.
final class Softmax {
  // One for each choice of axes.
  private static final Map<Dims, Body> BY_AXES = new ConcurrentHashMap<>();

  private Softmax() {}

  static Array softmax(Array x, @Nullable Array where, int... axes) {
    Array in = Arithmetic.promoted(Arithmetic.Promote.INEXACT, x);
    Dims along = axes("softmax", in, axes);
    if (Trace.current() == Eval.INSTANCE) {
      return exponentials(in, where, null, along);
    }
    List<Object> args = new ArrayList<>(List.of(in, Types.weak(Double.NEGATIVE_INFINITY)));
    if (where != null) {
      args.add(where);
    }
    return array(BY_AXES.computeIfAbsent(along, Softmax::custom).call(args.toArray()));
  }

  // d softmax(x) = y (dx - sum(y dx)): no derivative of the largest element is needed.
  private static Body custom(Dims axes) {
    return new CustomJvpFunction(
            "_softmax",
            args -> exponentials(array(args[0]), mask(args), array(args[1]), axes),
            "_softmax_jvp",
            (primals, tangents) -> {
              Array where = mask(primals);
              Array y = array(Objects.requireNonNull(BY_AXES.get(axes)).call(primals));
              Array dx = array(tangents[0]);
              Array mean = y.mul(dx).sum(masked(axes, where));
              return new Pushed(y, y.mul(dx.sub(mean)));
            })
        ::call;
  }

  private static @Nullable Array mask(@Nullable Object[] args) {
    return args.length > 2 ? array(args[2]) : null;
  }

  private static Array exponentials(
      Array x, @Nullable Array where, @Nullable Array initial, Dims axes) {
    Array used = where == null ? x : Jnp.where(where, x, Double.NEGATIVE_INFINITY);
    Array exp = used.sub(top(x, where, initial, axes)).exp();
    Array out = exp.div(exp.sum(masked(axes, where)));
    return where == null ? out : Jnp.where(where, out, 0);
  }

  /// `log(softmax(x))`, exact where the softmax is tiny.
  static Array logSoftmax(Array x, @Nullable Array where, int... axes) {
    Array in = Arithmetic.promoted(Arithmetic.Promote.INEXACT, x);
    Dims along = axes("logSoftmax", in, axes);
    return Named.call(
        "log_softmax",
        List.of(along),
        args -> logarithms(args.getFirst(), args.size() > 1 ? args.getLast() : null, along),
        where == null ? List.of(in) : List.of(in, where));
  }

  private static Array logarithms(Array x, @Nullable Array where, Dims axes) {
    Array top = top(x, where, startOfMax(x), axes);
    Array used = where == null ? x : Jnp.where(where, x, Double.NEGATIVE_INFINITY);
    Array shifted = used.sub(Ops.stopGradient(top));
    Array out = shifted.sub(shifted.exp().sum(masked(axes, where)).log());
    return where == null ? out : Jnp.where(where, out, Double.NEGATIVE_INFINITY);
  }

  // Programs show what a maximum starts from; whoever computes at once needs not look at it.
  private static @Nullable Array startOfMax(Array x) {
    return Trace.current() == Eval.INSTANCE ? null : Ops.scalar(Double.NEGATIVE_INFINITY, x);
  }

  /// `log(sum(b * exp(x)))` without overflow.
  static Array logsumexp(Array x, @Nullable Array b, Over over) {
    Array in = Arithmetic.promoted(Arithmetic.Promote.INEXACT, x);
    Array used = b == null ? in : Jnp.where(b.ne(0), in, Double.NEGATIVE_INFINITY);
    Dims axes = axes("logsumexp", x, over.axes() == null ? new int[0] : over.axes().toArray());
    Array largest = largest(used, over.where(), startOfMax(used), axes);
    Array top =
        Ops.stopGradient(
            Ops.select(Jnp.isfinite(largest), largest, Ops.zeros(largest.aval().strong())));
    Array exp = used.sub(kept(top, x.shape(), axes)).exp();
    Array sum = (b == null ? exp : exp.mul(b)).sum(masked(axes, over.where()).keepdims(false));
    Array out = sum.log().add(top);
    return over.keepsDims() ? kept(out, x.shape(), axes) : out;
  }

  // No axes are all axes.
  private static Dims axes(String operation, Array x, int... axes) {
    return axes.length == 0
        ? Dims.range(x.ndim())
        : Axes.of(operation, Dims.of(axes), x.aval()).sorted();
  }

  private static Array top(Array x, @Nullable Array where, @Nullable Array initial, Dims axes) {
    return kept(largest(x, where, initial, axes), x.shape(), axes);
  }

  private static Array largest(Array x, @Nullable Array where, @Nullable Array initial, Dims axes) {
    Array in = where == null ? x : Jnp.where(where, x, Ops.scalar(Double.NEGATIVE_INFINITY, x));
    Array out = Ops.reduceMax(in, axes);
    return initial == null ? out : Ops.max(Ops.convert(initial, x.dtype()), out);
  }

  // With the reduced axes put back at size 1.
  private static Array kept(Array reduced, Dims shape, Dims axes) {
    return Ops.broadcastInDim(
        reduced, Axes.kept(shape, axes), Dims.range(shape.rank()).without(axes));
  }

  private static Over masked(Dims axes, @Nullable Array where) {
    Over over = Over.over(axes.toArray()).keepdims();
    return where == null ? over : over.where(where);
  }

  private static Array array(@Nullable Object x) {
    return (Array) Objects.requireNonNull(x);
  }
}

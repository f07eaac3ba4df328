package linum.nn;

import static linum.numpy.Jnp.where;

import linum.core.Arithmetic;
import linum.core.Array;
import linum.core.Axes;
import linum.core.Ops;
import linum.core.Over;
import linum.core.Trace;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Promotion;
import linum.ir.Unary;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// Functions for neural networks. In JAX: `jax.nn`.
///
/// ```java
/// import static linum.nn.Nn.*;
///
/// var hidden = relu(x.matmul(w).add(b));
/// logSoftmax(hidden).mul(oneHot(labels, 10)).sum(-1).mean().neg();
/// ```
///
/// `tanh` is that of `Jnp` alone, so that both classes can be imported.
public final class Nn {
  private Nn() {}

  private static Array inexact(Array x) {
    return Arithmetic.promoted(Arithmetic.Promote.INEXACT, x);
  }

  // Activation functions

  public static Array identity(Array x) {
    return x;
  }

  /// `max(x, 0)`; its derivative at 0 is 0.
  public static Array relu(Array x) {
    return where(x.le(0), 0, x);
  }

  /// `min(max(x, 0), 6)`
  public static Array relu6(Array x) {
    return x.maximum(0).minimum(6);
  }

  /// `1 / (1 + exp(-x))`
  public static Array sigmoid(Array x) {
    return Arithmetic.unary(Unary.LOGISTIC, Arithmetic.Promote.INEXACT, x);
  }

  /// `log(1 + exp(x))`
  public static Array softplus(Array x) {
    return Jnp.logaddexp(x, 0.0);
  }

  /// `x / (1 + |x|)`
  public static Array softSign(Array x) {
    return x.div(x.abs().add(1));
  }

  /// `x * sigmoid(x)`
  public static Array silu(Array x) {
    return x.mul(sigmoid(x));
  }

  /// As [#silu].
  public static Array swish(Array x) {
    return silu(x);
  }

  /// `log(sigmoid(x))`
  public static Array logSigmoid(Array x) {
    return softplus(x.neg()).neg();
  }

  /// `x` above zero, `alpha (exp(x) - 1)` below.
  public static Array elu(Array x, double alpha) {
    Array in = inexact(x);
    Array positive = in.gt(0);
    // Where x is positive, exp could overflow, and its derivative would not be a number.
    return where(positive, in, Jnp.expm1(where(positive, 0, in)).mul(alpha));
  }

  public static Array elu(Array x) {
    return elu(x, 1);
  }

  /// `x` from zero on, `slope x` below.
  public static Array leakyRelu(Array x, double slope) {
    Array in = inexact(x);
    return where(in.ge(0), in, in.mul(slope));
  }

  public static Array leakyRelu(Array x) {
    return leakyRelu(x, 0.01);
  }

  /// `x` between -1 and 1.
  public static Array hardTanh(Array x) {
    return where(x.gt(1), 1, where(x.lt(-1), -1, x));
  }

  /// `max(x, 0) + alpha (exp(min(x, 0) / alpha) - 1)`
  public static Array celu(Array x, double alpha) {
    return x.maximum(0.0).add(Jnp.expm1(x.minimum(0.0).div(alpha)).mul(alpha));
  }

  public static Array celu(Array x) {
    return celu(x, 1);
  }

  /// The [#elu] that keeps mean 0 and variance 1.
  public static Array selu(Array x) {
    return elu(x, 1.6732632423543772848170429916717).mul(1.0507009873554804934193349852946);
  }

  /// `x` times the normal distribution function, approximated with tanh.
  public static Array gelu(Array x) {
    return gelu(x, true);
  }

  /// `x` times the normal distribution function.
  ///
  /// @param approximate whether `tanh` stands for the error function
  public static Array gelu(Array x, boolean approximate) {
    Array in = inexact(x);
    if (!approximate) {
      Array tail = Trace.bind(Unary.ERFC, in.neg().mul(Math.sqrt(0.5)));
      return in.mul(0.5).mul(tail);
    }
    Array inner = in.add(in.pow(3).mul(0.044715)).mul(Math.sqrt(2 / Math.PI));
    return in.mul(inner.tanh().add(1.0).mul(0.5));
  }

  /// The first half of an axis times the [#sigmoid] of the second.
  ///
  /// @throws IllegalArgumentException if the size of the axis is odd
  public static Array glu(Array x, int axis) {
    int a = Axes.of("glu", axis, x.aval());
    int n = x.shape(a);
    if (n % 2 != 0) {
      throw new IllegalArgumentException(
          "glu: axis %d of %s has size %d, which is odd".formatted(a, x.aval(), n));
    }
    Array first = Ops.sliceInDim(x, a, 0, n / 2);
    return first.mul(sigmoid(Ops.sliceInDim(x, a, n / 2, n)));
  }

  public static Array glu(Array x) {
    return glu(x, -1);
  }

  /// `relu6(x + 3) / 6`
  public static Array hardSigmoid(Array x) {
    return relu6(x.add(3)).div(6);
  }

  /// `x * hardSigmoid(x)`
  public static Array hardSilu(Array x) {
    return x.mul(hardSigmoid(x));
  }

  /// As [#hardSilu].
  public static Array hardSwish(Array x) {
    return hardSilu(x);
  }

  /// `(x + sqrt(x² + b)) / 2`
  public static Array squareplus(Array x, double b) {
    return x.add(x.square().add(b).sqrt()).div(2);
  }

  public static Array squareplus(Array x) {
    return squareplus(x, 4);
  }

  /// `x * tanh(softplus(x))`
  public static Array mish(Array x) {
    return x.mul(softplus(x).tanh());
  }

  /// 0 up to -1, `x` from 1 on, and a parabola between.
  public static Array sparsePlus(Array x) {
    Array in = inexact(x);
    return where(in.le(-1), 0.0, where(in.ge(1), in, in.add(1).square().div(4)));
  }

  /// The derivative of [#sparsePlus]: a line from 0 at -1 to 1 at 1.
  public static Array sparseSigmoid(Array x) {
    return inexact(x).add(1.0).clip(0.0, 2.0).mul(0.5);
  }

  /// `log(1 - exp(-x))` for positive `x`, exact for small and large ones.
  public static Array log1mexp(Array x) {
    Array in = inexact(x);
    Array small = in.lt(Math.log(2));
    Array near = Jnp.log(Jnp.expm1(where(small, in, 1).neg()).neg());
    Array far = Jnp.log1p(where(small, 1, in).neg().exp().neg());
    return where(small, near, far);
  }

  // Along axes

  /// Positive numbers that sum to 1 along the last axis.
  public static Array softmax(Array x) {
    return softmax(x, -1);
  }

  public static Array softmax(Array x, int... axes) {
    return softmax(x, null, axes);
  }

  /// Probabilities of the elements that take part.
  ///
  /// @param where which elements take part; the others are 0
  public static Array softmax(Array x, @Nullable Array where, int... axes) {
    Over over = Over.over(axes).keepdims();
    Array in = inexact(x);
    Array shifted = in.sub(Ops.stopGradient(max(in, where, over)));
    Array exp = where == null ? shifted.exp() : where(where, where(where, shifted, 0).exp(), 0);
    return exp.div(exp.sum(over));
  }

  private static Array max(Array x, @Nullable Array where, Over over) {
    return where == null ? x.max(over) : x.max(over.where(where).initial(Double.NEGATIVE_INFINITY));
  }

  /// The logarithm of [#softmax(Array)] along the last axis, exact where that is tiny.
  public static Array logSoftmax(Array x) {
    return logSoftmax(x, -1);
  }

  public static Array logSoftmax(Array x, int... axes) {
    return logSoftmax(x, null, axes);
  }

  /// The logarithms of [#softmax(Array, Array, int...)].
  ///
  /// @param where which elements take part; the others are minus infinity
  public static Array logSoftmax(Array x, @Nullable Array where, int... axes) {
    Over over = Over.over(axes).keepdims();
    Array in = inexact(x);
    Array shifted = in.sub(Ops.stopGradient(max(in, where, over)));
    Array exp = where == null ? shifted.exp() : where(where, where(where, shifted, 0).exp(), 0);
    Array out = shifted.sub(exp.sum(over).log());
    return where == null ? out : where(where, out, Double.NEGATIVE_INFINITY);
  }

  /// `log(sum(exp(x)))` without overflow; over all axes if none is given.
  public static Array logsumexp(Array x, int... axes) {
    return logsumexp(x, null, Over.over(axes));
  }

  public static Array logsumexp(Array x, int axis, boolean keepdims) {
    return logsumexp(x, null, Over.over(axis).keepdims(keepdims));
  }

  /// `log(sum(b * exp(x)))` without overflow.
  ///
  /// @param b what each exponential is multiplied with; null for 1
  public static Array logsumexp(Array x, @Nullable Array b, Over over) {
    Array in = inexact(x);
    Over kept = over.keepdims(true);
    Array used = b == null ? in : where(b.ne(0), in, Double.NEGATIVE_INFINITY);
    Array top = max(used, over.where(), new Over(over.axes(), true, null, null, null, 0));
    Array shift = Ops.stopGradient(where(Jnp.isfinite(top), top, 0));
    Array exp = used.sub(shift).exp();
    Array sum = (b == null ? exp : exp.mul(b)).sum(kept);
    Array out = sum.log().add(shift);
    return over.keepsDims() ? out : out.squeeze(axes(over, x));
  }

  private static int[] axes(Over over, Array x) {
    return over.axes() == null ? Dims.range(x.ndim()).toArray() : over.axes().toArray();
  }

  /// `log(mean(exp(x)))`
  public static Array logmeanexp(Array x, int... axes) {
    Dims which =
        axes.length == 0 ? Dims.range(x.ndim()) : Axes.of("logmeanexp", Dims.of(axes), x.aval());
    return logsumexp(x, axes).sub(Math.log((double) x.shape().at(which).size()));
  }

  /// With mean 0 and variance 1 along the last axis.
  public static Array standardize(Array x) {
    return standardize(x, 1e-5, -1);
  }

  /// With mean 0 and variance 1 along the axes.
  ///
  /// @param epsilon what is added to the variance
  public static Array standardize(Array x, double epsilon, int... axes) {
    Over over = Over.over(axes).keepdims();
    Array in = inexact(x);
    Array mean = in.mean(over);
    Array variance = in.square().mean(over).sub(mean.square());
    return in.sub(mean).mul(Trace.bind(Unary.RSQRT, variance.add(epsilon)));
  }

  /// For each integer a vector that is 1 at its place and 0 elsewhere; all 0 if it is out of range.
  public static Array oneHot(Array x, int numClasses) {
    return oneHot(x, numClasses, Promotion.defaultFloat(), -1);
  }

  public static Array oneHot(Array x, int numClasses, DType dtype) {
    return oneHot(x, numClasses, dtype, -1);
  }

  /// A 1 in the place that each element says, and 0 elsewhere.
  ///
  /// @param axis where the new axis stands in the result
  public static Array oneHot(Array x, int numClasses, DType dtype, int axis) {
    int rank = x.ndim() + 1;
    int a = Axes.of("oneHot", axis, rank, "a result with %d axes".formatted(rank));
    Array classes =
        Ops.reshape(
            Ops.iota(x.dtype().isInteger() ? x.dtype() : DType.INT32, Dims.of(numClasses), 0),
            Dims.repeat(1, rank).with(a, numClasses));
    return x.expandDims(a).eq(classes).astype(dtype);
  }

  /// `softmax(query keyᵀ / sqrt(h)) value`, for arrays `[batch, time, heads, h]`, or without
  /// `batch`.
  public static Array dotProductAttention(Array query, Array key, Array value) {
    return Attention.DEFAULT.apply(query, key, value);
  }

  /// With bias, mask, scale or causality.
  public static Array dotProductAttention(Array query, Array key, Array value, Attention options) {
    return options.apply(query, key, value);
  }
}

package linum.nn;

import static linum.numpy.Jnp.add;
import static linum.numpy.Jnp.multiply;
import static linum.numpy.Jnp.where;

import java.util.List;
import linum.core.Arithmetic;
import linum.core.Array;
import linum.core.Axes;
import linum.core.Named;
import linum.core.Ops;
import linum.core.Over;
import linum.core.Trace;
import linum.core.Types;
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
    return Rectifier.relu(x);
  }

  /// `min(max(x, 0), 6)`
  public static Array relu6(Array x) {
    return Rectifier.relu6(x);
  }

  /// `1 / (1 + exp(-x))`
  public static Array sigmoid(Array x) {
    return Arithmetic.unary(Unary.LOGISTIC, Arithmetic.Promote.INEXACT, x);
  }

  /// `log(1 + exp(x))`
  public static Array softplus(Array x) {
    return Named.call("softplus", v -> Jnp.logaddexp(v, 0), x);
  }

  /// `x / (1 + |x|)`
  public static Array softSign(Array x) {
    return Named.call("soft_sign", v -> v.div(v.abs().add(1)), x);
  }

  /// `x * sigmoid(x)`
  public static Array silu(Array x) {
    return Named.call("silu", v -> v.mul(sigmoid(v)), x);
  }

  /// As [#silu].
  public static Array swish(Array x) {
    return silu(x);
  }

  /// `log(sigmoid(x))`
  public static Array logSigmoid(Array x) {
    return Named.call("log_sigmoid", v -> softplus(v.neg()).neg(), x);
  }

  /// `x` above zero, `alpha (exp(x) - 1)` below.
  public static Array elu(Array x, double alpha) {
    return Named.call("elu", Nn::eluOf, x, Types.weak(alpha));
  }

  /// `x` above zero, `exp(x) - 1` below.
  public static Array elu(Array x) {
    return Named.call("elu", v -> eluOf(v, Types.weak(1.0)), x);
  }

  // Where x is positive, exp could overflow, and its derivative would not be a number.
  private static Array eluOf(Array x, Array alpha) {
    Array below = alpha.mul(Jnp.expm1(where(x.gt(0), 0.0, x)));
    return where(x.gt(0), x, below);
  }

  /// `x` from zero on, `slope x` below.
  public static Array leakyRelu(Array x, double slope) {
    return Named.call("leaky_relu", Nn::leakyReluOf, x, Types.weak(slope));
  }

  /// `x` from zero on, `0.01 x` below.
  public static Array leakyRelu(Array x) {
    return Named.call("leaky_relu", v -> leakyReluOf(v, Types.weak(0.01)), x);
  }

  private static Array leakyReluOf(Array x, Array slope) {
    return where(x.ge(0), x, slope.mul(x));
  }

  /// `x` between -1 and 1.
  public static Array hardTanh(Array x) {
    return Named.call("hard_tanh", v -> where(v.gt(1), 1, where(v.lt(-1), -1, v)), x);
  }

  /// `max(x, 0) + alpha (exp(min(x, 0) / alpha) - 1)`
  public static Array celu(Array x, double alpha) {
    return Named.call("celu", Nn::celuOf, x, Types.weak(alpha));
  }

  /// `max(x, 0) + exp(min(x, 0)) - 1`
  public static Array celu(Array x) {
    return Named.call("celu", v -> celuOf(v, Types.weak(1.0)), x);
  }

  private static Array celuOf(Array x, Array alpha) {
    return x.maximum(0.0).add(alpha.mul(Jnp.expm1(x.minimum(0.0).div(alpha))));
  }

  /// The [#elu] that keeps mean 0 and variance 1.
  public static Array selu(Array x) {
    return Named.call("selu", v -> multiply(1.0507009873554805, elu(v, 1.6732632423543772)), x);
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
      Array root = Ops.scalar(Math.sqrt(0.5), in);
      return multiply(0.5, in).mul(Trace.bind(Unary.ERFC, in.neg().mul(root)));
    }
    Array root = Ops.scalar(Math.sqrt(2 / Math.PI), in);
    Array inner = root.mul(in.add(multiply(0.044715, in.pow(3))));
    return in.mul(multiply(0.5, add(1.0, inner.tanh())));
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
    return Named.call(
        "glu",
        List.of(a),
        v -> {
          List<Array> halves = Jnp.split(v, 2, a);
          return halves.get(0).mul(sigmoid(halves.get(1)));
        },
        x);
  }

  public static Array glu(Array x) {
    return glu(x, -1);
  }

  /// `relu6(x + 3) / 6`
  public static Array hardSigmoid(Array x) {
    return Named.call("hard_sigmoid", v -> relu6(v.add(3.0)).div(6.0), x);
  }

  /// `x * hardSigmoid(x)`
  public static Array hardSilu(Array x) {
    return Named.call("hard_silu", v -> v.mul(hardSigmoid(v)), x);
  }

  /// As [#hardSilu].
  public static Array hardSwish(Array x) {
    return hardSilu(x);
  }

  /// `(x + sqrt(x² + b)) / 2`
  public static Array squareplus(Array x, double b) {
    return Named.call("squareplus", Nn::squareplusOf, x, Types.weak(b));
  }

  public static Array squareplus(Array x) {
    return Named.call("squareplus", v -> squareplusOf(v, Types.weak(4)), x);
  }

  private static Array squareplusOf(Array x, Array b) {
    return x.add(x.square().add(b).sqrt()).div(2);
  }

  /// `x * tanh(softplus(x))`
  public static Array mish(Array x) {
    return Named.call("mish", v -> v.mul(softplus(v).tanh()), x);
  }

  /// 0 up to -1, `x` from 1 on, and a parabola between.
  public static Array sparsePlus(Array x) {
    return Named.call(
        "sparse_plus",
        v -> where(v.le(-1.0), 0.0, where(v.ge(1.0), v, v.add(1.0).pow(2).div(4))),
        x);
  }

  /// The derivative of [#sparsePlus]: a line from 0 at -1 to 1 at 1.
  public static Array sparseSigmoid(Array x) {
    return Named.call("sparse_sigmoid", v -> multiply(0.5, v.add(1.0).clip(0.0, 2.0)), x);
  }

  /// `log(1 - exp(-x))` for positive `x`, exact for small and large ones.
  public static Array log1mexp(Array x) {
    return Rectifier.log1mexp(x);
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
    return Softmax.softmax(x, where, axes);
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
    return Softmax.logSoftmax(x, where, axes);
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
    return Softmax.logsumexp(x, b, over);
  }

  /// `log(mean(exp(x)))`
  public static Array logmeanexp(Array x, int... axes) {
    Dims which =
        axes.length == 0 ? Dims.range(x.ndim()) : Axes.of("logmeanexp", Dims.of(axes), x.aval());
    long n = x.shape().at(which).size();
    return Named.call(
        "logmeanexp",
        List.of(which),
        v -> {
          Array sum = logsumexp(v, which.toArray());
          return sum.sub(Jnp.log(Ops.scalar((double) n, sum)));
        },
        x);
  }

  /// With mean 0 and variance 1 along the last axis.
  public static Array standardize(Array x) {
    return standardized(List.of(x), -1);
  }

  /// With mean 0 and variance 1 along the axes.
  ///
  /// @param epsilon what is added to the variance
  public static Array standardize(Array x, double epsilon, int... axes) {
    return standardized(List.of(x, Types.weak(epsilon)), axes);
  }

  private static Array standardized(List<Array> in, int... axes) {
    Dims along = Axes.of("standardize", Dims.of(axes), in.getFirst().aval());
    Over over = Over.over(along.toArray()).keepdims();
    return Named.call(
        "standardize",
        List.of(along),
        args -> {
          Array x = args.getFirst();
          Array mean = x.mean(over);
          Array variance = x.square().mean(over).sub(mean.square()).clip(0, null);
          Array epsilon = args.size() > 1 ? args.get(1) : Types.weak(1e-5);
          return x.sub(mean).mul(Trace.bind(Unary.RSQRT, variance.add(epsilon)));
        },
        in);
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
    DType labels = x.dtype().isInteger() ? x.dtype() : DType.INT32;
    Dims shape = Dims.repeat(1, rank).with(a, numClasses);
    return Named.call(
        "_one_hot",
        List.of(numClasses, dtype, a),
        v -> v.expandDims(a).eq(Ops.iota(labels, shape, a)).astype(dtype),
        x);
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

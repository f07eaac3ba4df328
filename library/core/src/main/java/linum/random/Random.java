package linum.random;

import java.util.List;
import java.util.function.Supplier;
import linum.core.Arithmetic;
import linum.core.Array;
import linum.core.Broadcasting;
import linum.core.Ops;
import linum.core.Trace;
import linum.core.Types;
import linum.ir.Config;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Promotion;
import linum.ir.RandomPrimitive;
import linum.ir.ThreefryMode;
import org.jspecify.annotations.Nullable;

/// Random numbers from keys, under JAX's names and in its argument order.
///
/// A key is an array of type `key<fry>`, or its two words as `uint32[2]`. Every sampler takes one
/// key; to draw with many, map it over them. A key is used once: [#split] it to draw again.
///
/// ```java
/// Array key = Random.key(42);
/// Array keys = Random.split(key);
/// Random.normal(keys.at(0), 2, 3);
/// ```
///
/// In JAX: `jax.random`. Shapes come as `int...` where they are last, as [Dims] elsewhere; the
/// method forms are in [PrngKey].
public final class Random {
  private Random() {}

  /// Sets how keys are split and bits are drawn from now on: [ThreefryMode#PARTITIONABLE] as JAX
  /// does today, or [ThreefryMode#LEGACY] as its older tutorials show.
  ///
  /// In JAX: `jax.config.update("jax_threefry_partitionable", …)`.
  public static void threefry(ThreefryMode mode) {
    Config.THREEFRY_MODE.set(mode);
  }

  /// Runs `body` in the given mode.
  ///
  /// In JAX: `with jax.threefry_partitionable(…):`.
  public static <R> R withThreefry(ThreefryMode mode, Supplier<R> body) {
    return Config.THREEFRY_MODE.with(mode, body);
  }

  /// Whether to report keys that are used twice. Keys of traced functions are not looked at.
  ///
  /// In JAX: `jax_debug_key_reuse`.
  public static void checkKeyReuse(boolean on) {
    KeyReuse.check(on);
  }

  /// The key of a seed.
  public static Array key(long seed) {
    return Keys.seed(seed);
  }

  /// The keys of integer seeds, one for each element.
  public static Array key(Array seeds) {
    return Keys.seed(seeds);
  }

  /// The key of a seed in the old form, as `uint32[2]`.
  public static Array PRNGKey(long seed) {
    return Keys.words(Keys.seed(seed));
  }

  /// The words of keys: `key[…]` to `uint32[…,2]`.
  public static Array keyData(Array keys) {
    return Keys.words(Keys.typed("keyData", keys));
  }

  /// Keys from their words: `uint32[…,2]` to `key[…]`.
  public static Array wrapKeyData(Array words) {
    Array keys = Trace.bind(new RandomPrimitive.Wrap(), words);
    KeyReuse.release(keys);
    return keys;
  }

  /// Two new keys, as an array of shape `[2]`.
  public static Array split(Array key) {
    return split(key, 2);
  }

  /// New keys, as an array of the given shape.
  public static Array split(Array key, int... shape) {
    return Keys.inFormOf(key, Keys.split(Keys.consume("split", key), Dims.of(shape)));
  }

  /// The key mixed with an integer. The key may be used again with another one.
  public static Array foldIn(Array key, long data) {
    return foldIn(key, Ops.scalar(data, DType.UINT32));
  }

  /// The key mixed with an integer scalar.
  public static Array foldIn(Array key, Array data) {
    Array single = Keys.single("foldIn", key);
    if (data.ndim() != 0 || !data.dtype().isInteger()) {
      throw new IllegalArgumentException(
          "foldIn takes an integer scalar, but got %s\nMap it over many: vmap(i -> Random.foldIn(key, i)).apply(data)"
              .formatted(data.aval()));
    }
    return Keys.inFormOf(key, Keys.foldIn(single, data));
  }

  /// The same key, free to be used once more in the eyes of [#checkKeyReuse].
  public static Array clone(Array key) {
    Array typed = Keys.typed("clone", key);
    KeyReuse.release(typed);
    return Keys.inFormOf(key, Trace.bind(new RandomPrimitive.Clone(), typed));
  }

  /// Random bits as `uint32`; as `uint64` where 64-bit types are on.
  public static Array bits(Array key, int... shape) {
    return bits(key, Dims.of(shape), DType.UINT64);
  }

  /// Random bits as unsigned integers.
  public static Array bits(Array key, Dims shape, DType dtype) {
    if (!dtype.isUnsigned()) {
      throw new IllegalArgumentException("bits draws unsigned integers, but dtype is " + dtype);
    }
    int width = Promotion.canonical(dtype).bits();
    Dims checked = Defaults.shape("bits", shape);
    return Keys.bits(Keys.consume("bits", key), width, checked);
  }

  /// Numbers in `[0, 1)`.
  public static Array uniform(Array key, int... shape) {
    return uniform(key, Dims.of(shape), Defaults.floating());
  }

  /// Numbers in `[0, 1)` of a floating type.
  public static Array uniform(Array key, Dims shape, DType dtype) {
    DType type = Defaults.floating("uniform", dtype);
    Dims checked = Defaults.shape("uniform", shape);
    return Uniform.sample(Keys.consume("uniform", key), checked, type);
  }

  /// Numbers in `[minval, maxval)`.
  public static Array uniform(Array key, Dims shape, double minval, double maxval) {
    return uniform(key, shape, Defaults.floating(), minval, maxval);
  }

  /// Numbers in `[minval, maxval)` of a floating type.
  public static Array uniform(Array key, Dims shape, DType dtype, double minval, double maxval) {
    DType type = Defaults.floating("uniform", dtype);
    return uniform(key, shape, type, Types.weak(minval), Types.weak(maxval));
  }

  /// Numbers in `[minval, maxval)`, bounds that broadcast to `shape`.
  public static Array uniform(Array key, Dims shape, DType dtype, Array minval, Array maxval) {
    DType type = Defaults.floating("uniform", dtype);
    Dims full = Defaults.shape("uniform", shape, minval, maxval);
    return Uniform.sample(Keys.consume("uniform", key), full, type, minval, maxval);
  }

  /// Integers in `[minval, maxval)`.
  public static Array randint(Array key, Dims shape, long minval, long maxval) {
    return randint(key, shape, minval, maxval, Defaults.integer());
  }

  /// Integers in `[minval, maxval)` of an integer type.
  public static Array randint(Array key, Dims shape, long minval, long maxval, DType dtype) {
    return randint(key, shape, integer(minval), integer(maxval), dtype);
  }

  /// Integers in `[minval, maxval)`, integer bounds that broadcast to `shape`.
  public static Array randint(Array key, Dims shape, Array minval, Array maxval, DType dtype) {
    DType type = Defaults.integer("randint", dtype);
    Dims full = Defaults.shape("randint", shape, minval, maxval);
    return Uniform.integers(Keys.consume("randint", key), full, minval, maxval, type);
  }

  /// Standard normal numbers.
  public static Array normal(Array key, int... shape) {
    return normal(key, Dims.of(shape), Defaults.floating());
  }

  /// Standard normal numbers. `dtype` is a floating type.
  public static Array normal(Array key, Dims shape, DType dtype) {
    DType type = Defaults.floating("normal", dtype);
    Dims checked = Defaults.shape("normal", shape);
    return Continuous.normal(Keys.consume("normal", key), checked, type);
  }

  /// Exponential numbers of rate 1: density `exp(-x)`.
  public static Array exponential(Array key, int... shape) {
    return exponential(key, Dims.of(shape), Defaults.floating());
  }

  /// Exponential numbers of rate 1: density `exp(-x)`. `dtype` is a floating type.
  public static Array exponential(Array key, Dims shape, DType dtype) {
    DType type = Defaults.floating("exponential", dtype);
    Dims checked = Defaults.shape("exponential", shape);
    return Continuous.exponential(Keys.consume("exponential", key), checked, type);
  }

  /// Laplace numbers: density `exp(-|x|) / 2`.
  public static Array laplace(Array key, int... shape) {
    return laplace(key, Dims.of(shape), Defaults.floating());
  }

  /// Laplace numbers: density `exp(-|x|) / 2`. `dtype` is a floating type.
  public static Array laplace(Array key, Dims shape, DType dtype) {
    DType type = Defaults.floating("laplace", dtype);
    Dims checked = Defaults.shape("laplace", shape);
    return Continuous.laplace(Keys.consume("laplace", key), checked, type);
  }

  /// Logistic numbers: distribution function `1 / (1 + exp(-x))`.
  public static Array logistic(Array key, int... shape) {
    return logistic(key, Dims.of(shape), Defaults.floating());
  }

  /// Logistic numbers: distribution function `1 / (1 + exp(-x))`. `dtype` is a floating type.
  public static Array logistic(Array key, Dims shape, DType dtype) {
    DType type = Defaults.floating("logistic", dtype);
    Dims checked = Defaults.shape("logistic", shape);
    return Continuous.logistic(Keys.consume("logistic", key), checked, type);
  }

  /// Cauchy numbers: density `1 / (π (1 + x²))`.
  public static Array cauchy(Array key, int... shape) {
    return cauchy(key, Dims.of(shape), Defaults.floating());
  }

  /// Cauchy numbers: density `1 / (π (1 + x²))`. `dtype` is a floating type.
  public static Array cauchy(Array key, Dims shape, DType dtype) {
    DType type = Defaults.floating("cauchy", dtype);
    Dims checked = Defaults.shape("cauchy", shape);
    return Continuous.cauchy(Keys.consume("cauchy", key), checked, type);
  }

  /// Maxwell numbers: lengths of standard normal vectors in three dimensions.
  public static Array maxwell(Array key, int... shape) {
    return maxwell(key, Dims.of(shape), Defaults.floating());
  }

  /// Maxwell numbers: lengths of standard normal vectors in three dimensions. `dtype` is a floating
  /// type.
  public static Array maxwell(Array key, Dims shape, DType dtype) {
    DType type = Defaults.floating("maxwell", dtype);
    Dims checked = Defaults.shape("maxwell", shape);
    return Continuous.maxwell(Keys.consume("maxwell", key), checked, type);
  }

  /// Gumbel numbers: distribution function `exp(-exp(-x))`.
  public static Array gumbel(Array key, int... shape) {
    return gumbel(key, Dims.of(shape), Defaults.floating(), DrawMode.LOW);
  }

  /// Gumbel numbers of a floating type, drawn as finely as `mode` says.
  public static Array gumbel(Array key, Dims shape, DType dtype, DrawMode mode) {
    DType type = Defaults.floating("gumbel", dtype);
    Dims checked = Defaults.shape("gumbel", shape);
    return Continuous.gumbel(Keys.consume("gumbel", key), checked, type, mode);
  }

  /// True with probability `p`.
  public static Array bernoulli(Array key, double p, int... shape) {
    return bernoulli(key, Ops.scalar(p, Defaults.floating()), Dims.of(shape));
  }

  /// True with probability `p`, elementwise.
  public static Array bernoulli(Array key, Array p) {
    return bernoulli(key, p, null);
  }

  /// True with probability `p`, an array that broadcasts to `shape`.
  public static Array bernoulli(Array key, Array p, @Nullable Dims shape) {
    return bernoulli(key, p, shape, DrawMode.LOW);
  }

  /// True with probability `p`, drawn as finely as `mode` says.
  public static Array bernoulli(Array key, Array p, @Nullable Dims shape, DrawMode mode) {
    Defaults.requireFloating("bernoulli", p);
    Dims full = Defaults.shape("bernoulli", shape, p);
    Array single = Keys.consume("bernoulli", key);
    return switch (mode) {
      case LOW -> Discrete.bernoulli(single, p, full);
      case HIGH -> Discrete.bernoulliHigh(single, p, full);
    };
  }

  /// 1 or -1, each half of the time.
  public static Array rademacher(Array key, int... shape) {
    return rademacher(key, Dims.of(shape), Defaults.integer());
  }

  /// 1 or -1 of the given type.
  public static Array rademacher(Array key, Dims shape, DType dtype) {
    Dims checked = Defaults.shape("rademacher", shape);
    DType type = Promotion.canonical(dtype);
    return Discrete.rademacher(Keys.consume("rademacher", key), checked, type);
  }

  /// Classes drawn with the probabilities `softmax(logits)` along the last axis.
  public static Array categorical(Array key, Array logits) {
    return categorical(key, logits, -1);
  }

  /// Classes drawn with the probabilities `softmax(logits)` along an axis.
  public static Array categorical(Array key, Array logits, int axis) {
    return categorical(key, logits, axis, null, true, DrawMode.LOW);
  }

  /// Classes drawn along an axis.
  ///
  /// @param shape the shape of the result, whose trailing axes are those of `logits` without
  ///   `axis`; null for no more than these
  /// @param replace whether the draws along the leading axes of `shape` may repeat a class
  public static Array categorical(
      Array key, Array logits, int axis, @Nullable Dims shape, boolean replace, DrawMode mode) {
    Defaults.requireFloating("categorical", logits);
    int classes = axis("categorical", axis, logits);
    Dims batch = logits.shape().without(classes);
    Dims full = shape == null ? batch : shape;
    Dims prefix = full.slice(0, Math.max(0, full.rank() - batch.rank()));
    if (!full.equals(prefix.concat(batch))) {
      throw new IllegalArgumentException(
          "categorical: the shape %s does not end with %s, the shape of %s without axis %d"
              .formatted(full, batch, logits.aval(), axis));
    }
    Array single = Keys.consume("categorical", key);
    return replace
        ? Discrete.categorical(single, logits, classes, full, mode)
        : Discrete.categoricalWithoutReplacement(single, logits, classes, prefix, mode);
  }

  /// `0 … n - 1` in random order.
  public static Array permutation(Array key, int n) {
    return Shuffle.permutation(Keys.consume("permutation", key), n);
  }

  /// The slices of `x` along its first axis in random order.
  public static Array permutation(Array key, Array x) {
    return permutation(key, x, 0, false);
  }

  /// The slices of `x` along an axis in random order; if `independent`, every vector along that
  /// axis in an order of its own.
  public static Array permutation(Array key, Array x, int axis, boolean independent) {
    int along = axis("permutation", axis, x);
    return Shuffle.permutation(Keys.consume("permutation", key), x, along, independent);
  }

  /// Draws from `0 … n - 1`, which may repeat.
  public static Array choice(Array key, int n, int... shape) {
    return choice(key, n, Dims.of(shape), true, null);
  }

  /// Draws from `0 … n - 1`.
  ///
  /// @param p the probability of each; null if all are equal
  public static Array choice(Array key, int n, Dims shape, boolean replace, @Nullable Array p) {
    return Shuffle.choose(Keys.consume("choice", key), n, shape, replace, p);
  }

  /// Draws from the elements of `a` (its slices along the first axis), which may repeat.
  public static Array choice(Array key, Array a, int... shape) {
    return choice(key, a, Dims.of(shape), true, null, 0);
  }

  /// Draws from the slices of `a` along an axis, which `shape` replaces.
  ///
  /// @param p the probability of each; null if all are equal
  public static Array choice(
      Array key, Array a, Dims shape, boolean replace, @Nullable Array p, int axis) {
    int along = axis("choice", axis, a);
    Array chosen = Shuffle.choose(Keys.consume("choice", key), a.shape(along), shape, replace, p);
    return Shuffle.take(a, chosen, along);
  }

  /// Normal numbers between `lower` and `upper`, both excluded.
  public static Array truncatedNormal(Array key, double lower, double upper, int... shape) {
    return truncatedNormal(
        key,
        Ops.scalar(lower, Defaults.floating()),
        Ops.scalar(upper, Defaults.floating()),
        Dims.of(shape),
        Defaults.floating());
  }

  /// Normal numbers between `lower` and `upper`, both excluded.
  ///
  /// @param shape the shape of the result, to which the parameters broadcast; null for their common
  ///   one
  public static Array truncatedNormal(
      Array key, Array lower, Array upper, @Nullable Dims shape, DType dtype) {
    DType type = Defaults.floating("truncatedNormal", dtype);
    Dims full = Defaults.shape("truncatedNormal", shape, lower, upper);
    return Continuous.truncatedNormal(
        Keys.consume("truncatedNormal", key), lower, upper, full, type);
  }

  /// Pareto numbers: density `b / x^(b + 1)` for `x ≥ 1`.
  public static Array pareto(Array key, double b, int... shape) {
    return pareto(key, Ops.scalar(b, Defaults.floating()), Dims.of(shape), Defaults.floating());
  }

  /// Pareto numbers: density `b / x^(b + 1)` for `x ≥ 1`.
  ///
  /// @param shape the shape of the result, to which the parameters broadcast; null for their common
  ///   one
  public static Array pareto(Array key, Array b, @Nullable Dims shape, DType dtype) {
    DType type = Defaults.floating("pareto", dtype);
    Dims full = Defaults.shape("pareto", shape, b);
    return Continuous.pareto(Keys.consume("pareto", key), b, full, type);
  }

  /// Weibull numbers: `scale · e^(1 / concentration)` for an exponential `e`.
  public static Array weibullMin(Array key, double scale, double concentration, int... shape) {
    return weibullMin(
        key,
        Ops.scalar(scale, Defaults.floating()),
        Ops.scalar(concentration, Defaults.floating()),
        Dims.of(shape),
        Defaults.floating());
  }

  /// Weibull numbers: `scale · e^(1 / concentration)` for an exponential `e`.
  ///
  /// @param shape the shape of the result, to which the parameters broadcast; null for their common
  ///   one
  public static Array weibullMin(
      Array key, Array scale, Array concentration, @Nullable Dims shape, DType dtype) {
    DType type = Defaults.floating("weibullMin", dtype);
    Dims full = Defaults.shape("weibullMin", shape, scale, concentration);
    return Continuous.weibullMin(Keys.consume("weibullMin", key), scale, concentration, full, type);
  }

  /// Maxwell numbers with random signs, scaled and shifted.
  public static Array doubleSidedMaxwell(Array key, double loc, double scale, int... shape) {
    return doubleSidedMaxwell(
        key,
        Ops.scalar(loc, Defaults.floating()),
        Ops.scalar(scale, Defaults.floating()),
        Dims.of(shape),
        Defaults.floating());
  }

  /// Maxwell numbers with random signs, scaled and shifted.
  ///
  /// @param shape the shape of the result, to which the parameters broadcast; null for their common
  ///   one
  public static Array doubleSidedMaxwell(
      Array key, Array loc, Array scale, @Nullable Dims shape, DType dtype) {
    DType type = Defaults.floating("doubleSidedMaxwell", dtype);
    Dims full = Defaults.shape("doubleSidedMaxwell", shape, loc, scale);
    return Continuous.doubleSidedMaxwell(
        Keys.consume("doubleSidedMaxwell", key), loc, scale, full, type);
  }

  /// Rayleigh numbers: density `x / scale² · exp(-x² / (2 scale²))`.
  public static Array rayleigh(Array key, double scale, int... shape) {
    return rayleigh(
        key, Ops.scalar(scale, Defaults.floating()), Dims.of(shape), Defaults.floating());
  }

  /// Rayleigh numbers: density `x / scale² · exp(-x² / (2 scale²))`.
  ///
  /// @param shape the shape of the result, to which the parameters broadcast; null for their common
  ///   one
  public static Array rayleigh(Array key, Array scale, @Nullable Dims shape, DType dtype) {
    DType type = Defaults.floating("rayleigh", dtype);
    Dims full = Defaults.shape("rayleigh", shape, scale);
    return Continuous.rayleigh(Keys.consume("rayleigh", key), scale, full, type);
  }

  /// Numbers whose logarithms are normal with standard deviation `sigma`.
  public static Array lognormal(Array key, double sigma, int... shape) {
    return lognormal(
        key, Ops.scalar(sigma, Defaults.floating()), Dims.of(shape), Defaults.floating());
  }

  /// Numbers whose logarithms are normal with standard deviation `sigma`.
  ///
  /// @param shape the shape of the result, to which the parameters broadcast; null for their common
  ///   one
  public static Array lognormal(Array key, Array sigma, @Nullable Dims shape, DType dtype) {
    DType type = Defaults.floating("lognormal", dtype);
    Dims full = Defaults.shape("lognormal", shape, sigma);
    return Continuous.lognormal(Keys.consume("lognormal", key), sigma, full, type);
  }

  /// Numbers whose density rises from `left` to `mode` and falls to `right`.
  public static Array triangular(Array key, double left, double mode, double right, int... shape) {
    return triangular(
        key,
        Ops.scalar(left, Defaults.floating()),
        Ops.scalar(mode, Defaults.floating()),
        Ops.scalar(right, Defaults.floating()),
        Dims.of(shape),
        Defaults.floating());
  }

  /// Numbers whose density rises from `left` to `mode` and falls to `right`.
  ///
  /// @param shape the shape of the result, to which the parameters broadcast; null for their common
  ///   one
  public static Array triangular(
      Array key, Array left, Array mode, Array right, @Nullable Dims shape, DType dtype) {
    DType type = Defaults.floating("triangular", dtype);
    Dims full = Defaults.shape("triangular", shape, left, mode, right);
    return Continuous.triangular(Keys.consume("triangular", key), left, mode, right, full, type);
  }

  /// Wald (inverse Gaussian) numbers of the given mean and shape 1.
  public static Array wald(Array key, double mean, int... shape) {
    return wald(key, Ops.scalar(mean, Defaults.floating()), Dims.of(shape), Defaults.floating());
  }

  /// Wald (inverse Gaussian) numbers of the given mean and shape 1.
  ///
  /// @param shape the shape of the result, to which the parameters broadcast; null for their common
  ///   one
  public static Array wald(Array key, Array mean, @Nullable Dims shape, DType dtype) {
    DType type = Defaults.floating("wald", dtype);
    Dims full = Defaults.shape("wald", shape, mean);
    return Continuous.wald(Keys.consume("wald", key), mean, full, type);
  }

  /// How many trials of probability `p` the first success takes.
  public static Array geometric(Array key, double p, int... shape) {
    return geometric(key, Ops.scalar(p, Defaults.floating()), Dims.of(shape), Defaults.integer());
  }

  /// How many trials of probability `p` the first success takes.
  ///
  /// @param shape the shape of the result, to which the parameters broadcast; null for their common
  ///   one
  public static Array geometric(Array key, Array p, @Nullable Dims shape, DType dtype) {
    DType type = Defaults.integer("geometric", dtype);
    Dims full = Defaults.shape("geometric", shape, p);
    return Discrete.geometric(Keys.consume("geometric", key), p, full, type);
  }

  /// Gamma numbers: density `x^(a - 1) · exp(-x)`. Their derivative in `a` is that of a number that
  /// keeps its quantile.
  public static Array gamma(Array key, double a, int... shape) {
    return gamma(key, Ops.scalar(a, Defaults.floating()), Dims.of(shape), Defaults.floating());
  }

  /// Gamma numbers: density `x^(a - 1) · exp(-x)`. Their derivative in `a` is that of a number that
  /// keeps its quantile.
  ///
  /// @param shape the shape of the result, to which the parameters broadcast; null for their common
  ///   one
  public static Array gamma(Array key, Array a, @Nullable Dims shape, DType dtype) {
    DType type = Defaults.floating("gamma", dtype);
    Dims full = Defaults.shape("gamma", shape, a);
    return Gamma.gamma(Keys.consume("gamma", key), a, full, type);
  }

  /// Logarithms of gamma numbers, precise for small `a`.
  public static Array loggamma(Array key, double a, int... shape) {
    return loggamma(key, Ops.scalar(a, Defaults.floating()), Dims.of(shape), Defaults.floating());
  }

  /// Logarithms of gamma numbers, precise for small `a`.
  ///
  /// @param shape the shape of the result, to which the parameters broadcast; null for their common
  ///   one
  public static Array loggamma(Array key, Array a, @Nullable Dims shape, DType dtype) {
    DType type = Defaults.floating("loggamma", dtype);
    Dims full = Defaults.shape("loggamma", shape, a);
    return Gamma.loggamma(Keys.consume("loggamma", key), a, full, type);
  }

  /// Beta numbers: density `x^(a - 1) · (1 - x)^(b - 1)`.
  public static Array beta(Array key, double a, double b, int... shape) {
    return beta(
        key,
        Ops.scalar(a, Defaults.floating()),
        Ops.scalar(b, Defaults.floating()),
        Dims.of(shape),
        Defaults.floating());
  }

  /// Beta numbers: density `x^(a - 1) · (1 - x)^(b - 1)`.
  ///
  /// @param shape the shape of the result, to which the parameters broadcast; null for their common
  ///   one
  public static Array beta(Array key, Array a, Array b, @Nullable Dims shape, DType dtype) {
    DType type = Defaults.floating("beta", dtype);
    Dims full = Defaults.shape("beta", shape, a, b);
    return Gamma.beta(Keys.consume("beta", key), a, b, full, type);
  }

  /// Chi-square numbers with `df` degrees of freedom.
  public static Array chisquare(Array key, double df, int... shape) {
    return chisquare(key, Ops.scalar(df, Defaults.floating()), Dims.of(shape), Defaults.floating());
  }

  /// Chi-square numbers with `df` degrees of freedom.
  ///
  /// @param shape the shape of the result, to which the parameters broadcast; null for their common
  ///   one
  public static Array chisquare(Array key, Array df, @Nullable Dims shape, DType dtype) {
    DType type = Defaults.floating("chisquare", dtype);
    Dims full = Defaults.shape("chisquare", shape, df);
    return Gamma.chisquare(Keys.consume("chisquare", key), df, full, type);
  }

  /// Student's t numbers with `df` degrees of freedom.
  public static Array t(Array key, double df, int... shape) {
    return t(key, Ops.scalar(df, Defaults.floating()), Dims.of(shape), Defaults.floating());
  }

  /// Student's t numbers with `df` degrees of freedom.
  ///
  /// @param shape the shape of the result, to which the parameters broadcast; null for their common
  ///   one
  public static Array t(Array key, Array df, @Nullable Dims shape, DType dtype) {
    DType type = Defaults.floating("t", dtype);
    Dims full = Defaults.shape("t", shape, df);
    return Gamma.t(Keys.consume("t", key), df, full, type);
  }

  /// Numbers of the F distribution.
  public static Array f(Array key, double dfnum, double dfden, int... shape) {
    return f(
        key,
        Ops.scalar(dfnum, Defaults.floating()),
        Ops.scalar(dfden, Defaults.floating()),
        Dims.of(shape),
        Defaults.floating());
  }

  /// Numbers of the F distribution.
  ///
  /// @param shape the shape of the result, to which the parameters broadcast; null for their common
  ///   one
  public static Array f(Array key, Array dfnum, Array dfden, @Nullable Dims shape, DType dtype) {
    DType type = Defaults.floating("f", dtype);
    Dims full = Defaults.shape("f", shape, dfnum, dfden);
    return Gamma.f(Keys.consume("f", key), dfnum, dfden, full, type);
  }

  /// Poisson numbers of the given rate.
  public static Array poisson(Array key, double lam, int... shape) {
    return poisson(key, Ops.scalar(lam, Defaults.floating()), Dims.of(shape), Defaults.integer());
  }

  /// Poisson numbers of the given rate.
  ///
  /// @param shape the shape of the result, to which the parameters broadcast; null for their common
  ///   one
  public static Array poisson(Array key, Array lam, @Nullable Dims shape, DType dtype) {
    DType type = Defaults.integer("poisson", dtype);
    Dims full = Defaults.shape("poisson", shape, lam);
    return Poisson.sample(Keys.consume("poisson", key), lam, full, type);
  }

  /// Dirichlet vectors along the last axis, of which `alpha` has the concentrations.
  public static Array dirichlet(Array key, Array alpha) {
    return dirichlet(key, alpha, null, Defaults.floating());
  }

  /// Dirichlet vectors along the last axis, of which `alpha` has the concentrations.
  ///
  /// @param shape the shape of the result without the last axis; null for that of `alpha`
  public static Array dirichlet(Array key, Array alpha, @Nullable Dims shape, DType dtype) {
    DType type = Defaults.floating("dirichlet", dtype);
    if (alpha.ndim() == 0) {
      throw new IllegalArgumentException(
          "dirichlet takes a vector of concentrations, but got " + alpha.aval());
    }
    Dims own = alpha.shape().slice(0, alpha.ndim() - 1);
    Dims batch = shape == null ? own : Defaults.shape("dirichlet", shape);
    Defaults.shape("dirichlet", batch.insert(batch.rank(), alpha.shape(-1)), alpha);
    return Gamma.dirichlet(Keys.consume("dirichlet", key), alpha, batch, type);
  }

  /// Numbers of density `exp(-|x|^p)`.
  public static Array generalizedNormal(Array key, double p, int... shape) {
    return generalizedNormal(key, p, Dims.of(shape), Defaults.floating());
  }

  /// Numbers of density `exp(-|x|^p)`.
  public static Array generalizedNormal(Array key, double p, Dims shape, DType dtype) {
    DType type = Defaults.floating("generalizedNormal", dtype);
    Dims checked = Defaults.shape("generalizedNormal", shape);
    return Gamma.generalizedNormal(Keys.consume("generalizedNormal", key), p, checked, type);
  }

  /// Points of the unit ball in `d` dimensions.
  public static Array ball(Array key, int d, int... shape) {
    return ball(key, d, 2, Dims.of(shape), Defaults.floating());
  }

  /// Points of the unit ball of the `p`-norm, along a new last axis of size `d`.
  public static Array ball(Array key, int d, double p, Dims shape, DType dtype) {
    DType type = Defaults.floating("ball", dtype);
    Dims checked = Defaults.shape("ball", shape);
    return Gamma.ball(Keys.consume("ball", key), d, p, checked, type);
  }

  /// Orthogonal `n` by `n` matrices, uniformly distributed.
  public static Array orthogonal(Array key, int n, int... shape) {
    return orthogonal(key, n, Dims.of(shape), Defaults.floating(), n);
  }

  /// Matrices of `n` rows and `m` columns whose shorter side is orthonormal.
  public static Array orthogonal(Array key, int n, Dims shape, DType dtype, int m) {
    DType type = Defaults.floating("orthogonal", dtype);
    Dims checked = Defaults.shape("orthogonal", shape);
    return Orthogonal.sample(Keys.consume("orthogonal", key), n, m, checked, type);
  }

  /// Normal vectors of the given mean `[…, n]` and covariance `[…, n, n]`.
  public static Array multivariateNormal(Array key, Array mean, Array cov) {
    return multivariateNormal(key, mean, cov, null, Types.common(mean, cov).dtype());
  }

  /// Normal vectors of the given mean `[…, n]` and covariance `[…, n, n]`, which is factored by
  /// Cholesky's method.
  ///
  /// @param shape the shape of the result without the last axis, to which the leading axes of mean
  ///   and covariance broadcast; null for these
  /// @throws IllegalArgumentException if the sizes of mean and covariance differ
  public static Array multivariateNormal(
      Array key, Array mean, Array cov, @Nullable Dims shape, DType dtype) {
    boolean fits =
        mean.ndim() >= 1
            && cov.ndim() >= 2
            && cov.shape(-1) == mean.shape(-1)
            && cov.shape(-2) == mean.shape(-1);
    if (!fits) {
      throw new IllegalArgumentException(
          "multivariateNormal takes a mean of shape (…, n) and a covariance of shape (…, n, n), but got %s and %s"
              .formatted(mean.aval(), cov.aval()));
    }
    List<Array> in = Arithmetic.converted(Arithmetic.Promote.INEXACT, mean, cov);
    DType type = Defaults.floating("multivariateNormal", Types.inexact(dtype));
    Dims own = mean.shape().slice(0, mean.ndim() - 1);
    Dims ofCov = cov.shape().slice(0, cov.ndim() - 2);
    Dims common = Broadcasting.shape("multivariateNormal", own, ofCov);
    Dims batch = shape == null ? common : Defaults.shape("multivariateNormal", shape);
    if (!Broadcasting.shape("multivariateNormal", batch, common).equals(batch)) {
      throw new IllegalArgumentException(
          "multivariateNormal: %s and %s do not broadcast to the shape %s"
              .formatted(mean.aval(), cov.aval(), batch));
    }
    Array single = Keys.consume("multivariateNormal", key);
    return Multivariate.normal(single, in.get(0), in.get(1), batch, type);
  }

  /// How many of `n` trials succeed, each with probability `p`, as floating numbers.
  public static Array binomial(Array key, double n, double p, int... shape) {
    DType type = Defaults.floating();
    return binomial(key, Ops.scalar(n, type), Ops.scalar(p, type), Dims.of(shape), type);
  }

  /// How many of `n` trials succeed, each with probability `p`, as floating numbers; NaN where `n`
  /// is negative or `p` is no probability.
  ///
  /// @param shape to which `n` and `p` broadcast; null for their common shape
  public static Array binomial(Array key, Array n, Array p, @Nullable Dims shape, DType dtype) {
    DType type = Defaults.floating("binomial", dtype);
    Dims full = Defaults.shape("binomial", shape, n, p);
    return Binomial.sample(Keys.consume("binomial", key), n, p, full, type);
  }

  /// How often each class comes in `n` trials with the probabilities `p` along the last axis.
  public static Array multinomial(Array key, double n, Array p) {
    return multinomial(key, Ops.scalar(n, Defaults.floating()), p, null, Defaults.floating());
  }

  /// How often each class comes in `n` trials with the probabilities `p` along the last axis, as
  /// floating numbers.
  ///
  /// @param shape the shape of the result, to which `p` broadcasts, and `n` without the last axis;
  ///   null for that of `p`
  public static Array multinomial(Array key, Array n, Array p, @Nullable Dims shape, DType dtype) {
    if (p.ndim() == 0) {
      throw new IllegalArgumentException(
          "multinomial takes a vector of probabilities, but got " + p.aval());
    }
    DType type = Defaults.floating("multinomial", dtype);
    List<Array> in = Arithmetic.converted(Arithmetic.Promote.INEXACT, n, p);
    Dims full = Defaults.shape("multinomial", shape == null ? p.shape() : shape, p);
    Defaults.shape("multinomial", full.slice(0, full.rank() - 1), n);
    return Multivariate.multinomial(
        Keys.consume("multinomial", key), in.get(0), in.get(1), full, type);
  }

  private static Array integer(long value) {
    return Ops.scalar(value, value == (int) value ? DType.INT32 : DType.INT64);
  }

  private static int axis(String operation, int axis, Array x) {
    int canonical = axis < 0 ? axis + x.ndim() : axis;
    if (canonical < 0 || canonical >= x.ndim()) {
      throw new IllegalArgumentException(
          "%s: axis %d is out of range for %s".formatted(operation, axis, x.aval()));
    }
    return canonical;
  }
}

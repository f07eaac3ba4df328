package linum.nnx;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.nn.Initializer;
import linum.random.PrngKey;
import linum.random.Random;

/// Random numbers from a source of keys: each method draws a key and uses it.
///
/// In JAX: the methods of `nnx.Rngs` and `nnx.RngStream`. Samplers with array parameters are in
/// [linum.random.Random], which takes `rngs.key().data()`.
interface Draws {
  /// The next key.
  PrngKey key();

  /// What an initializer makes with the next key. In JAX: `rngs.lecun_normal()((2, 3))`.
  default Array init(Initializer initializer, int... shape) {
    return initializer.apply(key(), shape);
  }

  /// What an initializer makes with the next key, of another type than its own.
  default Array init(Initializer initializer, Dims shape, DType dtype) {
    return initializer.apply(key(), shape, dtype);
  }

  /// Random bits as `uint32`.
  default Array bits(int... shape) {
    return Random.bits(key().data(), shape);
  }

  /// Numbers in `[0, 1)`.
  default Array uniform(int... shape) {
    return Random.uniform(key().data(), shape);
  }

  /// Numbers in `[minval, maxval)`.
  default Array uniform(Dims shape, double minval, double maxval) {
    return Random.uniform(key().data(), shape, minval, maxval);
  }

  /// Standard normal numbers.
  default Array normal(int... shape) {
    return Random.normal(key().data(), shape);
  }

  /// Normal numbers between the bounds.
  default Array truncatedNormal(double lower, double upper, int... shape) {
    return Random.truncatedNormal(key().data(), lower, upper, shape);
  }

  /// Integers in `[minval, maxval)`.
  default Array randint(Dims shape, long minval, long maxval) {
    return Random.randint(key().data(), shape, minval, maxval);
  }

  /// True with probability `p`.
  default Array bernoulli(double p, int... shape) {
    return Random.bernoulli(key().data(), p, shape);
  }

  /// Classes drawn with the probabilities `softmax(logits)` along the last axis.
  default Array categorical(Array logits) {
    return Random.categorical(key().data(), logits);
  }

  /// `0 … n - 1` in random order.
  default Array permutation(int n) {
    return Random.permutation(key().data(), n);
  }

  /// The slices of `x` along its first axis in random order.
  default Array permutation(Array x) {
    return Random.permutation(key().data(), x);
  }

  /// Draws from `0 … n - 1`, which may repeat.
  default Array choice(int n, int... shape) {
    return Random.choice(key().data(), n, shape);
  }

  /// Draws from the slices of `a` along its first axis, which may repeat.
  default Array choice(Array a, int... shape) {
    return Random.choice(key().data(), a, shape);
  }

  /// 1 or -1, each half of the time.
  default Array rademacher(int... shape) {
    return Random.rademacher(key().data(), shape);
  }

  /// Gumbel numbers.
  default Array gumbel(int... shape) {
    return Random.gumbel(key().data(), shape);
  }

  /// Exponential numbers of rate 1.
  default Array exponential(int... shape) {
    return Random.exponential(key().data(), shape);
  }

  /// Laplace numbers.
  default Array laplace(int... shape) {
    return Random.laplace(key().data(), shape);
  }

  /// Logistic numbers.
  default Array logistic(int... shape) {
    return Random.logistic(key().data(), shape);
  }

  /// Cauchy numbers.
  default Array cauchy(int... shape) {
    return Random.cauchy(key().data(), shape);
  }

  /// Maxwell numbers.
  default Array maxwell(int... shape) {
    return Random.maxwell(key().data(), shape);
  }

  /// Maxwell numbers of either sign, moved and scaled.
  default Array doubleSidedMaxwell(double loc, double scale, int... shape) {
    return Random.doubleSidedMaxwell(key().data(), loc, scale, shape);
  }

  /// Pareto numbers.
  default Array pareto(double b, int... shape) {
    return Random.pareto(key().data(), b, shape);
  }

  /// Weibull numbers.
  default Array weibullMin(double scale, double concentration, int... shape) {
    return Random.weibullMin(key().data(), scale, concentration, shape);
  }

  /// Rayleigh numbers.
  default Array rayleigh(double scale, int... shape) {
    return Random.rayleigh(key().data(), scale, shape);
  }

  /// Numbers whose logarithm is normal.
  default Array lognormal(double sigma, int... shape) {
    return Random.lognormal(key().data(), sigma, shape);
  }

  /// Numbers of a triangular density.
  default Array triangular(double left, double mode, double right, int... shape) {
    return Random.triangular(key().data(), left, mode, right, shape);
  }

  /// Inverse Gaussian numbers.
  default Array wald(double mean, int... shape) {
    return Random.wald(key().data(), mean, shape);
  }

  /// How many trials it takes to succeed once.
  default Array geometric(double p, int... shape) {
    return Random.geometric(key().data(), p, shape);
  }

  /// Gamma numbers.
  default Array gamma(double a, int... shape) {
    return Random.gamma(key().data(), a, shape);
  }

  /// Logarithms of gamma numbers.
  default Array loggamma(double a, int... shape) {
    return Random.loggamma(key().data(), a, shape);
  }

  /// Beta numbers.
  default Array beta(double a, double b, int... shape) {
    return Random.beta(key().data(), a, b, shape);
  }

  /// Chi-squared numbers.
  default Array chisquare(double df, int... shape) {
    return Random.chisquare(key().data(), df, shape);
  }

  /// Student's t numbers.
  default Array t(double df, int... shape) {
    return Random.t(key().data(), df, shape);
  }

  /// Numbers of the F distribution.
  default Array f(double dfnum, double dfden, int... shape) {
    return Random.f(key().data(), dfnum, dfden, shape);
  }

  /// Poisson numbers.
  default Array poisson(double lam, int... shape) {
    return Random.poisson(key().data(), lam, shape);
  }

  /// Probabilities that add up to 1.
  default Array dirichlet(Array alpha) {
    return Random.dirichlet(key().data(), alpha);
  }

  /// Generalized normal numbers.
  default Array generalizedNormal(double p, int... shape) {
    return Random.generalizedNormal(key().data(), p, shape);
  }

  /// Points in the unit ball of `d` dimensions.
  default Array ball(int d, int... shape) {
    return Random.ball(key().data(), d, shape);
  }
}

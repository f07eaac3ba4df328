package linum.random;

import static linum.core.Trace.bind;

import java.util.List;
import linum.core.Array;
import linum.core.Named;
import linum.core.Ops;
import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.FloatFormat;
import linum.ir.Unary;

/// Samplers of continuous distributions that transform uniform numbers.
final class Continuous {
  private Continuous() {}

  /// `√2 · erf⁻¹(u)` for `u` in (-1, 1).
  static Array normal(Array key, Dims shape, DType dtype) {
    return Named.call(
        "_normal",
        List.of(shape, dtype),
        k -> Named.call("_normal_real", List.of(shape, dtype), r -> normalOf(r, shape, dtype), k),
        key);
  }

  private static Array normalOf(Array key, Dims shape, DType dtype) {
    double aboveMinusOne = -1 + FloatFormat.of(dtype).epsneg();
    Array u = Uniform.sample(key, shape, dtype, aboveMinusOne, 1);
    return Ops.mul(Ops.scalar(Math.sqrt(2), dtype), bind(Unary.ERF_INV, u));
  }

  /// `√2 · erf⁻¹(u)` for `u` between the images of the bounds, kept strictly between these.
  static Array truncatedNormal(Array key, Array lower, Array upper, Dims shape, DType dtype) {
    return Named.call(
        "_truncated_normal",
        List.of(shape, dtype),
        in -> truncatedNormalOf(in.get(0), in.get(1), in.get(2), shape, dtype),
        List.of(key, lower, upper));
  }

  private static Array truncatedNormalOf(
      Array key, Array lower, Array upper, Dims shape, DType dtype) {
    Array lo = Defaults.parameter(lower, dtype, shape);
    Array hi = Defaults.parameter(upper, dtype, shape);
    Array root = Ops.scalar(Math.sqrt(2), dtype);
    Array a = bind(Unary.ERF, Ops.div(lo, root));
    Array b = bind(Unary.ERF, Ops.div(hi, root));
    Array out = Ops.mul(root, bind(Unary.ERF_INV, Uniform.sample(key, shape, dtype, a, b)));
    Array least = next(lo, Double.POSITIVE_INFINITY);
    Array most = next(hi, Double.NEGATIVE_INFINITY);
    return out.clip(least, most);
  }

  private static Array next(Array x, double toward) {
    return bind(Binary.NEXTAFTER, Ops.stopGradient(x), Ops.scalar(toward, x));
  }

  /// `-log(1 - u)`.
  static Array exponential(Array key, Dims shape, DType dtype) {
    return Named.call(
        "_exponential", List.of(shape, dtype), v -> exponentialOf(v, shape, dtype), key);
  }

  private static Array exponentialOf(Array key, Dims shape, DType dtype) {
    return Ops.neg(log1p(Ops.neg(Uniform.sample(key, shape, dtype))));
  }

  /// `-log(-log u)`.
  static Array gumbel(Array key, Dims shape, DType dtype, DrawMode mode) {
    return Named.call(
        "_gumbel", List.of(shape, dtype, mode), v -> gumbelOf(v, shape, dtype, mode), key);
  }

  private static Array gumbelOf(Array key, Dims shape, DType dtype, DrawMode mode) {
    return switch (mode) {
      case LOW -> {
        Array u = Uniform.sample(key, shape, dtype, FloatFormat.of(dtype).tiny(), 1);
        yield Ops.neg(log(Ops.neg(log(u))));
      }
      case HIGH -> {
        Array pair = Uniform.sample(key, shape.insert(0, 2), dtype);
        Array high = Keys.at(pair, 0);
        Array low = Ops.mul(FloatFormat.of(dtype).eps(), Keys.at(pair, 1));
        Array fine = Ops.add(Ops.add(high, low), Ops.scalar(FloatFormat.of(dtype).tiny(), dtype));
        Array x = Ops.select(Ops.ge(high, Ops.scalar(0.5, dtype)), high, fine);
        yield Ops.neg(log(Ops.neg(log1p(Ops.neg(x)))));
      }
    };
  }

  /// `sign(u) · log(1 - |u|)`.
  static Array laplace(Array key, Dims shape, DType dtype) {
    return Named.call("_laplace", List.of(shape, dtype), v -> laplaceOf(v, shape, dtype), key);
  }

  private static Array laplaceOf(Array key, Dims shape, DType dtype) {
    Array u = Uniform.sample(key, shape, dtype, -1 + FloatFormat.of(dtype).epsneg(), 1);
    return Ops.mul(bind(Unary.SIGN, u), log1p(Ops.neg(bind(Unary.ABS, u))));
  }

  /// `log u - log(1 - u)`.
  static Array logistic(Array key, Dims shape, DType dtype) {
    return Named.call("_logistic", List.of(shape, dtype), v -> logisticOf(v, shape, dtype), key);
  }

  private static Array logisticOf(Array key, Dims shape, DType dtype) {
    Array u = Uniform.sample(key, shape, dtype, FloatFormat.of(dtype).tiny(), 1);
    return Ops.sub(log(u), log1p(Ops.neg(u)));
  }

  /// `tan(π (u - 1/2))`.
  static Array cauchy(Array key, Dims shape, DType dtype) {
    return Named.call("_cauchy", List.of(shape, dtype), v -> cauchyOf(v, shape, dtype), key);
  }

  private static Array cauchyOf(Array key, Dims shape, DType dtype) {
    Array u = Uniform.sample(key, shape, dtype, FloatFormat.of(dtype).eps(), 1);
    Array centred = Ops.sub(u, Ops.scalar(0.5, dtype));
    return bind(Unary.TAN, Ops.mul(Ops.scalar(Math.PI, dtype), centred));
  }

  /// `exp(e / b)` for an exponential `e`.
  static Array pareto(Array key, Array b, Dims shape, DType dtype) {
    return Named.call(
        "_pareto",
        List.of(shape, dtype),
        in -> paretoOf(in.get(0), in.get(1), shape, dtype),
        List.of(key, b));
  }

  private static Array paretoOf(Array key, Array b, Dims shape, DType dtype) {
    Array e = exponential(key, shape, dtype);
    return exp(Ops.div(e, Defaults.parameter(b, dtype, shape)));
  }

  /// `scale · (-log(1 - u))^(1 / concentration)`.
  static Array weibullMin(Array key, Array scale, Array concentration, Dims shape, DType dtype) {
    return Named.call(
        "_weibull_min",
        List.of(shape, dtype),
        in -> weibullMinOf(in.get(0), in.get(1), in.get(2), shape, dtype),
        List.of(key, scale, concentration));
  }

  private static Array weibullMinOf(
      Array key, Array scale, Array concentration, Dims shape, DType dtype) {
    Array e = exponential(key, shape, dtype);
    Array c = Defaults.parameter(concentration, dtype, shape);
    Array power = Ops.pow(e, Ops.div(Ops.scalar(1, dtype), c));
    return Ops.mul(power, Defaults.parameter(scale, dtype, shape));
  }

  /// The length of a normal vector in three dimensions.
  static Array maxwell(Array key, Dims shape, DType dtype) {
    return Named.call("_maxwell", List.of(shape, dtype), v -> maxwellOf(v, shape, dtype), key);
  }

  private static Array maxwellOf(Array key, Dims shape, DType dtype) {
    Array x = normal(key, shape.insert(shape.rank(), 3), dtype);
    Array squares = Ops.reduceSum(Ops.mul(x, x), Dims.of(shape.rank()));
    return bind(Unary.SQRT, squares);
  }

  /// A Maxwell number with a random sign, scaled and shifted.
  static Array doubleSidedMaxwell(Array key, Array loc, Array scale, Dims shape, DType dtype) {
    return Named.call(
        "_double_sided_maxwell",
        List.of(shape, dtype),
        in -> doubleSidedMaxwellOf(in.get(0), in.get(1), in.get(2), shape, dtype),
        List.of(key, loc, scale));
  }

  private static Array doubleSidedMaxwellOf(
      Array key, Array loc, Array scale, Dims shape, DType dtype) {
    Array[] keys = Keys.split(key, 2);
    Array size = maxwell(keys[0], shape, dtype);
    Array sign = Discrete.rademacher(keys[1], shape, dtype);
    Array scaled = Ops.mul(Ops.mul(sign, size), Defaults.parameter(scale, dtype, shape));
    return Ops.add(scaled, Defaults.parameter(loc, dtype, shape));
  }

  /// `scale · √(-2 log u)`.
  static Array rayleigh(Array key, Array scale, Dims shape, DType dtype) {
    return Named.call(
        "_rayleigh",
        List.of(shape, dtype),
        in -> rayleighOf(in.get(0), in.get(1), shape, dtype),
        List.of(key, scale));
  }

  private static Array rayleighOf(Array key, Array scale, Dims shape, DType dtype) {
    Array u = Uniform.sample(key, shape, dtype);
    Array root = bind(Unary.SQRT, Ops.mul(log(u), Ops.scalar(-2, dtype)));
    return Ops.mul(Defaults.parameter(scale, dtype, shape), root);
  }

  /// `exp(sigma · z)` for a normal `z`.
  static Array lognormal(Array key, Array sigma, Dims shape, DType dtype) {
    return exp(Ops.mul(normal(key, shape, dtype), Defaults.parameter(sigma, dtype, shape)));
  }

  /// The inverse of the distribution function, piece by piece.
  static Array triangular(Array key, Array left, Array mode, Array right, Dims shape, DType dtype) {
    Array a = Ops.broadcast(Ops.convert(left, dtype), shape);
    Array c = Ops.broadcast(Ops.convert(mode, dtype), shape);
    Array b = Ops.broadcast(Ops.convert(right, dtype), shape);
    Array width = Ops.sub(b, a);
    Array u = Uniform.sample(key, shape, dtype);
    Array rising = Ops.mul(Ops.mul(u, width), Ops.sub(c, a));
    Array falling = Ops.mul(Ops.mul(Ops.sub(Ops.scalar(1, dtype), u), width), Ops.sub(b, c));
    return Ops.select(
        Ops.lt(u, Ops.div(Ops.sub(c, a), width)),
        Ops.add(a, bind(Unary.SQRT, rising)),
        Ops.sub(b, bind(Unary.SQRT, falling)));
  }

  /// The inverse Gaussian distribution of shape 1, by the roots of Michael, Schucany and Haas.
  static Array wald(Array key, Array mean, Dims shape, DType dtype) {
    return Named.call(
        "_wald",
        List.of(shape, dtype),
        in -> waldOf(in.get(0), in.get(1), shape, dtype),
        List.of(key, mean));
  }

  private static Array waldOf(Array key, Array mean, Dims shape, DType dtype) {
    Array[] keys = Keys.split(key, 2);
    Array mu = Ops.broadcast(Ops.convert(mean, dtype), shape);
    Array v = normal(keys[0], shape, dtype);
    Array z = Uniform.sample(keys[1], shape, dtype);
    Array y = Ops.integerPow(v, 2);
    Array mu2 = Ops.integerPow(mu, 2);
    Array inner = Ops.add(Ops.mul(Ops.mul(4, mu), y), Ops.mul(mu2, Ops.integerPow(y, 2)));
    Array two = Ops.scalar(2, dtype);
    Array x =
        Ops.sub(
            Ops.add(mu, Ops.div(Ops.mul(mu2, y), two)),
            Ops.mul(Ops.div(mu, two), bind(Unary.SQRT, inner)));
    return Ops.select(Ops.le(z, Ops.div(mu, Ops.add(mu, x))), x, Ops.div(mu2, x));
  }

  static Array log(Array x) {
    return bind(Unary.LOG, x);
  }

  static Array log1p(Array x) {
    return bind(Unary.LOG1P, x);
  }

  static Array exp(Array x) {
    return bind(Unary.EXP, x);
  }
}

package linum.random;

import static linum.core.Trace.bind;

import java.util.List;
import java.util.Objects;
import linum.core.Array;
import linum.core.Named;
import linum.core.Ops;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.RandomPrimitive;
import linum.ir.Unary;
import linum.transform.Body;
import linum.transform.CustomFunctions;
import linum.transform.Vmap;
import linum.transform.VmapOptions;
import linum.transform.WhileLoop;
import org.jspecify.annotations.Nullable;

/// Gamma numbers and what is made from them.
///
/// One number is drawn by the rejection of G. Marsaglia and W. W. Tsang, "A simple method for
/// generating gamma variables" (2000); `alpha < 1` is raised by one and the result scaled by `u^(1
/// / alpha)`.
final class Gamma {
  private static final Body GAMMA = sampler(false);
  private static final Body LOGGAMMA = sampler(true);

  /// A candidate: squared normal number, cube of the scaled one, and the uniform number that
  /// decides.
  private record Candidate(Array key, Array x, Array v, Array u) {}

  private record Normal(Array key, Array x, Array v) {}

  private Gamma() {}

  static Array gamma(Array key, Array a, Dims shape, DType dtype) {
    return Named.call(
        "_gamma",
        List.of(shape, dtype),
        in -> gammaOf(in.get(0), in.get(1), shape, dtype),
        List.of(key, a));
  }

  private static Array gammaOf(Array key, Array a, Dims shape, DType dtype) {
    return draw(false, key, a, shape, dtype);
  }

  static Array loggamma(Array key, Array a, Dims shape, DType dtype) {
    return Named.call(
        "_gamma",
        List.of(shape, dtype),
        in -> loggammaOf(in.get(0), in.get(1), shape, dtype),
        List.of(key, a));
  }

  private static Array loggammaOf(Array key, Array a, Dims shape, DType dtype) {
    return draw(true, key, a, shape, dtype);
  }

  private static Array draw(boolean log, Array key, Array a, Dims shape, DType dtype) {
    Array alphas = Ops.broadcast(Ops.convert(a, dtype), shape);
    return array((log ? LOGGAMMA : GAMMA).call(key, alphas));
  }

  private static Body sampler(boolean log) {
    return CustomFunctions.primitive(
        log ? "loggamma" : "gamma",
        args -> samples(array(args[0]), array(args[1]), log),
        program -> new RandomPrimitive.Gamma(log, program));
  }

  // Each number has a key of its own.
  private static Array samples(Array key, Array alphas, boolean log) {
    Dims n = Dims.of(Math.toIntExact(alphas.size()));
    Array all =
        array(
            Vmap.call(
                x -> one(array(x[0]), array(x[1]), log),
                VmapOptions.DEFAULT,
                Keys.split(key, n),
                Ops.reshape(alphas, n)));
    return Ops.reshape(all, alphas.shape());
  }

  private static Array array(@Nullable Object tree) {
    return (Array) Objects.requireNonNull(tree);
  }

  private static Array one(Array key, Array alpha, boolean log) {
    DType dtype = alpha.dtype();
    Array one = Ops.scalar(1, dtype);
    Array zero = Ops.scalar(0, dtype);
    Array large = Ops.ge(alpha, one);
    Array raised = Ops.select(large, alpha, Ops.add(alpha, one));
    Array third = Ops.scalar(1.0 / 3.0, dtype);
    Array d = Ops.sub(raised, third);
    Array c = Ops.div(third, bind(Unary.SQRT, d));
    Array[] keys = Keys.split(key, 2);
    Candidate start = new Candidate(keys[0], zero, one, Ops.scalar(2, dtype));
    Array v = WhileLoop.whileLoop(x -> isRejected(x, d), x -> next(x, c), start).v();
    if (log) {
      Array e = Ops.neg(Continuous.exponential(keys[1], Dims.NONE, dtype));
      Array scaled = Ops.mul(e, Ops.div(one, alpha));
      Array boost = Ops.select(Ops.or(large, Ops.eq(e, zero)), zero, scaled);
      return Ops.add(Ops.add(Continuous.log(d), Continuous.log(v)), boost);
    }
    Array u = Ops.sub(one, Uniform.sample(keys[1], Dims.NONE, dtype));
    Array boost = Ops.select(large, one, Ops.pow(u, Ops.div(one, alpha)));
    return Ops.mul(Ops.mul(d, v), boost);
  }

  private static Array isRejected(Candidate c, Array d) {
    DType dtype = d.dtype();
    Array one = Ops.scalar(1, dtype);
    Array squeeze = Ops.sub(one, Ops.mul(0.0331, Ops.mul(c.x(), c.x())));
    Array density =
        Ops.add(
            Ops.mul(c.x(), Ops.scalar(0.5, dtype)),
            Ops.mul(d, Ops.add(Ops.sub(one, c.v()), Continuous.log(c.v()))));
    return Ops.and(Ops.ge(c.u(), squeeze), Ops.ge(Continuous.log(c.u()), density));
  }

  private static Candidate next(Candidate last, Array c) {
    DType dtype = c.dtype();
    Array zero = Ops.scalar(0, dtype);
    Array[] keys = Keys.split(last.key(), 3);
    Normal start = new Normal(keys[1], zero, Ops.scalar(-1, dtype));
    Normal positive =
        WhileLoop.whileLoop(
            n -> Ops.le(n.v(), zero),
            n -> {
              Array[] both = Keys.split(n.key(), 2);
              Array x = Continuous.normal(both[1], Dims.NONE, dtype);
              return new Normal(both[0], x, Ops.add(Ops.scalar(1, dtype), Ops.mul(x, c)));
            },
            start);
    Array v = positive.v();
    return new Candidate(
        keys[0],
        Ops.mul(positive.x(), positive.x()),
        Ops.mul(Ops.mul(v, v), v),
        Uniform.sample(keys[2], Dims.NONE, dtype));
  }

  /// `g_a / (g_a + g_b)` for two gamma numbers, from their logarithms.
  static Array beta(Array key, Array a, Array b, Dims shape, DType dtype) {
    return Named.call(
        "_beta",
        List.of(shape, dtype),
        in -> betaOf(in.get(0), in.get(1), in.get(2), shape, dtype),
        List.of(key, a, b));
  }

  private static Array betaOf(Array key, Array a, Array b, Dims shape, DType dtype) {
    Array[] keys = Keys.split(key, 2);
    Array x = loggamma(keys[0], a, shape, dtype);
    Array y = loggamma(keys[1], b, shape, dtype);
    Array largest = Ops.max(x, y);
    Array p = Continuous.exp(Ops.sub(x, largest));
    Array q = Continuous.exp(Ops.sub(y, largest));
    return Ops.div(p, Ops.add(p, q));
  }

  /// Gamma numbers that are divided by their sum along the last axis.
  static Array dirichlet(Array key, Array alpha, Dims batch, DType dtype) {
    return Named.call(
        "_dirichlet",
        List.of(batch, dtype),
        in -> dirichletOf(in.get(0), in.get(1), batch, dtype),
        List.of(key, alpha));
  }

  private static Array dirichletOf(Array key, Array alpha, Dims batch, DType dtype) {
    Dims shape = batch.insert(batch.rank(), alpha.shape(-1));
    Array logs = loggamma(key, alpha, shape, dtype);
    Dims last = Dims.of(batch.rank());
    Dims others = Dims.range(batch.rank());
    Array largest = Ops.reduceMax(logs, last);
    Array e = Continuous.exp(Ops.sub(logs, Ops.broadcastInDim(largest, shape, others)));
    return Ops.div(e, Ops.broadcastInDim(Ops.reduceSum(e, last), shape, others));
  }

  /// Twice a gamma number of `df / 2`.
  static Array chisquare(Array key, Array df, Dims shape, DType dtype) {
    return Named.call(
        "_chisquare",
        List.of(shape, dtype),
        in -> chisquareOf(in.get(0), in.get(1), shape, dtype),
        List.of(key, df));
  }

  private static Array chisquareOf(Array key, Array df, Dims shape, DType dtype) {
    Array half = Ops.div(Ops.convert(df, dtype), Ops.scalar(2, dtype));
    return Ops.mul(Continuous.exp(loggamma(key, half, shape, dtype)), Ops.scalar(2, dtype));
  }

  /// The quotient of two chi-square numbers, each divided by its degrees of freedom.
  static Array f(Array key, Array dfnum, Array dfden, Dims shape, DType dtype) {
    return Named.call(
        "_f",
        List.of(shape, dtype),
        in -> fOf(in.get(0), in.get(1), in.get(2), shape, dtype),
        List.of(key, dfnum, dfden));
  }

  private static Array fOf(Array key, Array dfnum, Array dfden, Dims shape, DType dtype) {
    Array[] keys = Keys.split(key, 2);
    Array numerator = chisquare(keys[1], dfnum, shape, dtype);
    Array denominator = chisquare(keys[0], dfden, shape, dtype);
    return Ops.div(
        Ops.div(numerator, Defaults.parameter(dfnum, dtype, shape)),
        Ops.div(denominator, Defaults.parameter(dfden, dtype, shape)));
  }

  /// A normal number divided by the root of a chi-square number over its degrees of freedom.
  static Array t(Array key, Array df, Dims shape, DType dtype) {
    return Named.call(
        "_t",
        List.of(shape, dtype),
        in -> tOf(in.get(0), in.get(1), shape, dtype),
        List.of(key, df));
  }

  private static Array tOf(Array key, Array df, Dims shape, DType dtype) {
    Array[] keys = Keys.split(key, 2);
    Array n = Continuous.normal(keys[0], shape, dtype);
    Array half = Ops.div(Defaults.parameter(df, dtype, shape), Ops.scalar(2, dtype));
    Array g = gamma(keys[1], half, shape, dtype);
    return Ops.mul(n, bind(Unary.SQRT, Ops.div(half, g)));
  }

  /// Density `exp(-|x|^p)`: a root of a gamma number with a random sign.
  static Array generalizedNormal(Array key, double p, Dims shape, DType dtype) {
    return Named.call(
        "_generalized_normal",
        List.of(p, shape, dtype),
        v -> generalizedNormalOf(v, p, shape, dtype),
        key);
  }

  private static Array generalizedNormalOf(Array key, double p, Dims shape, DType dtype) {
    Array[] keys = Keys.split(key, 2);
    Array g = gamma(keys[0], Ops.scalar(1 / p, dtype), shape, dtype);
    Array sign = Discrete.rademacher(keys[1], shape, dtype);
    return Ops.mul(sign, Ops.pow(g, Ops.scalar(1 / p, dtype)));
  }

  /// Uniform in the unit ball of the `p`-norm (F. Barthe et al., 2005).
  static Array ball(Array key, int d, double p, Dims shape, DType dtype) {
    return Named.call(
        "_ball", List.of(d, p, shape, dtype), v -> ballOf(v, d, p, shape, dtype), key);
  }

  private static Array ballOf(Array key, int d, double p, Dims shape, DType dtype) {
    Array[] keys = Keys.split(key, 2);
    int axis = shape.rank();
    Array g = generalizedNormal(keys[0], p, shape.insert(axis, d), dtype);
    Array e = Continuous.exponential(keys[1], shape, dtype);
    Array powers = Ops.pow(bind(Unary.ABS, g), Ops.scalar(p, dtype));
    Array radius =
        Ops.pow(Ops.add(Ops.reduceSum(powers, Dims.of(axis)), e), Ops.scalar(1 / p, dtype));
    return Ops.div(g, Ops.broadcastInDim(radius, g.shape(), Dims.range(axis)));
  }
}

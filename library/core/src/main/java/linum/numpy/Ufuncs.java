package linum.numpy;

import java.util.Arrays;
import java.util.List;
import linum.core.Arithmetic;
import linum.core.Arithmetic.Promote;
import linum.core.Array;
import linum.core.Named;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Elementwise;
import linum.ir.Unary;
import org.jspecify.annotations.Nullable;

/// Elementwise functions made of several primitives.
final class Ufuncs {
  private Ufuncs() {}

  static Array inexact(Array x) {
    return Arithmetic.promoted(Promote.INEXACT, x);
  }

  /// `sin(pi x) / (pi x)`, with its series at 0 so that derivatives exist there.
  static Array sinc(Array x) {
    return Named.call("sinc", Ufuncs::sincOf, x);
  }

  private static Array sincOf(Array x) {
    Array z = inexact(x).mul(Math.PI);
    Array zero = z.eq(0);
    Array safe = Jnp.where(zero, 1, z);
    Array series = z.square().mul(-1.0 / 6).add(1);
    return Jnp.where(zero, series, safe.sin().div(safe));
  }

  static Array hypot(Array x, Array y) {
    return Named.call("hypot", Ufuncs::hypotOf, x, y);
  }

  private static Array hypotOf(Array x, Array y) {
    List<Array> in = Arithmetic.operands("hypot", Promote.INEXACT, x, y);
    Array a = in.get(0).abs();
    Array b = in.get(1).abs();
    Array big = a.maximum(b);
    Array small = a.minimum(b);
    Array infinite = Jnp.isinf(a).or(Jnp.isinf(b));
    Array safe = Jnp.where(big.eq(0), 1, big);
    Array length = big.mul(small.div(safe).square().add(1).sqrt());
    return Jnp.where(infinite, Double.POSITIVE_INFINITY, Jnp.where(big.eq(0), big, length));
  }

  /// Whether elements are the given infinity.
  static Array isInfinity(Array x, double infinity) {
    return x.dtype().isFloating()
        ? Ops.eq(x, Ops.scalar(infinity, x))
        : Ops.zeros(x.aval().withDtype(DType.BOOL).strong());
  }

  static Array heaviside(Array x, Array y) {
    return Named.call("heaviside", Ufuncs::heavisideOf, x, y);
  }

  private static Array heavisideOf(Array x, Array y) {
    List<Array> in = Arithmetic.operands("heaviside", Promote.INEXACT, x, y);
    Array a = in.get(0);
    Array step = Jnp.where(a.eq(0), in.get(1), Jnp.where(a.lt(0), 0.0, 1.0));
    return Jnp.where(Jnp.isnan(a), a, step.astype(a.dtype()));
  }

  /// Whether the sign bit is set; it is for -0.
  static Array signbit(Array x) {
    return Named.call("signbit", Ufuncs::signbitOf, x);
  }

  private static Array signbitOf(Array x) {
    if (!x.dtype().isFloating()) {
      return x.dtype().isUnsigned() || x.dtype() == DType.BOOL
          ? Ops.zeros(x.aval().withDtype(DType.BOOL).strong())
          : x.lt(0);
    }
    return x.view(signed(x.dtype().byteSize())).lt(0);
  }

  private static DType signed(int bytes) {
    return switch (bytes) {
      case 2 -> DType.INT16;
      case 4 -> DType.INT32;
      default -> DType.INT64;
    };
  }

  static Array copysign(Array x, Array y) {
    return Named.call("copysign", Ufuncs::copysignOf, x, y);
  }

  private static Array copysignOf(Array x, Array y) {
    List<Array> in = Arithmetic.operands("copysign", Promote.INEXACT, x, y);
    Array size = in.get(0).abs();
    return Jnp.where(signbit(in.get(1)), size.neg(), size);
  }

  static Array nanToNum(Array x, Number nan, @Nullable Number positive, @Nullable Number negative) {
    return Named.call(
        "nan_to_num",
        Arrays.asList(nan, positive, negative),
        v -> nanToNumOf(v, nan, positive, negative),
        x);
  }

  private static Array nanToNumOf(
      Array x, Number nan, @Nullable Number positive, @Nullable Number negative) {
    if (!x.dtype().isFloating()) {
      return x;
    }
    double largest = largest(x.dtype());
    Array above = Ops.scalar(positive == null ? largest : positive.doubleValue(), x);
    Array below = Ops.scalar(negative == null ? -largest : negative.doubleValue(), x);
    Array a = Jnp.where(Jnp.isnan(x), Ops.scalar(nan.doubleValue(), x), x);
    Array b = Jnp.where(Jnp.isposinf(a), above, a);
    return Jnp.where(Jnp.isneginf(b), below, b);
  }

  /// To whole numbers, ties to even.
  static Array rint(Array x) {
    return Named.call(
        "rint",
        v -> v.dtype().isInexact() ? Trace.bind(Unary.ROUND_TO_NEAREST_EVEN, v) : inexact(v),
        x);
  }

  static double largest(DType t) {
    return Finfo.of(t).max();
  }

  /// The remainder with the sign of the dividend.
  static Array fmod(Array x, Array y) {
    return Named.call("fmod", Ufuncs::fmodOf, x, y);
  }

  private static Array fmodOf(Array x, Array y) {
    return Arithmetic.binary("fmod", Binary.REM, Promote.NUMERIC, x, y);
  }

  static Array gcd(Array x, Array y) {
    return Named.call("gcd", Ufuncs::gcdOf, x, y);
  }

  private static Array gcdOf(Array x, Array y) {
    List<Array> in = Arithmetic.operands("gcd", Promote.ANY, x, y);
    requireIntegers("gcd", in.getFirst());
    Array a =
        Ops.broadcast(in.get(0).abs(), linum.core.Broadcasting.shape("gcd", x.shape(), y.shape()));
    Array b = Ops.broadcast(in.get(1).abs(), a.shape());
    // Euclid's algorithm needs at most so many steps for numbers of this width (Lamé).
    int steps = (int) Math.ceil(a.dtype().bits() * 1.4405) + 1;
    for (int i = 0; i < steps; i++) {
      Array done = b.eq(0);
      Array rest = Ops.rem(a, Jnp.where(done, 1, b));
      Array nextA = Jnp.where(done, a, b);
      b = Jnp.where(done, b, rest);
      a = nextA;
    }
    return a;
  }

  static Array lcm(Array x, Array y) {
    return Named.call("lcm", Ufuncs::lcmOf, x, y);
  }

  private static Array lcmOf(Array x, Array y) {
    List<Array> in = Arithmetic.operands("lcm", Promote.ANY, x, y);
    requireIntegers("lcm", in.getFirst());
    Array a = in.get(0).abs();
    Array b = in.get(1).abs();
    Array d = gcd(a, b);
    return Jnp.where(d.eq(0), 0, a.mul(b.floorDivide(Jnp.where(d.eq(0), 1, d))));
  }

  private static void requireIntegers(String name, Array x) {
    if (!x.dtype().isInteger()) {
      throw new IllegalArgumentException(
          "%s: operands must be integers, got %s".formatted(name, x.dtype()));
    }
  }

  /// Fraction and whole part, both with the sign of `x`.
  static List<Array> modf(Array x) {
    Array a = inexact(x);
    Array whole = Jnp.trunc(a);
    return List.of(Jnp.where(Jnp.isinf(a), copysign(Ops.zeros(a.aval()), a), a.sub(whole)), whole);
  }

  static Array trunc(Array x) {
    return Named.call("trunc", Ufuncs::truncOf, x);
  }

  private static Array truncOf(Array x) {
    if (!x.dtype().isFloating()) {
      return x;
    }
    return Jnp.where(x.lt(0), x.ceil(), x.floor());
  }

  static Array ldexp(Array x, Array exponent) {
    return Named.call("ldexp", Ufuncs::ldexpOf, x, exponent);
  }

  private static Array ldexpOf(Array x, Array exponent) {
    Array a = inexact(x);
    // In two steps, so that results that are representable do not overflow on the way.
    Array half = exponent.floorDivide(2);
    Array two = Ops.scalar(2, a);
    Array low = Jnp.power(two, half.astype(a.dtype()));
    Array high = Jnp.power(two, exponent.sub(half).astype(a.dtype()));
    return a.mul(low).mul(high);
  }

  static Array cbrt(Array x) {
    return Arithmetic.unary(Unary.CBRT, Promote.INEXACT, x);
  }

  /// The modified Bessel function of order 0, by its series and its asymptotic expansion
  /// (Abramowitz and Stegun, 9.8.1 and 9.8.2).
  static Array i0(Array x) {
    return Named.call("i0", Ufuncs::i0Of, x);
  }

  private static Array i0Of(Array x) {
    Array a = inexact(x).abs();
    Array t = a.minimum(3.75).div(3.75).square();
    Array small = horner(t, 0.0045813, 0.0360768, 0.2659732, 1.2067492, 3.0899424, 3.5156229, 1.0);
    Array big = a.maximum(3.75);
    Array u = Jnp.divide(3.75, big);
    Array poly =
        horner(
            u,
            0.00392377,
            -0.01647633,
            0.02635537,
            -0.02057706,
            0.00916281,
            -0.00157565,
            0.00225319,
            0.01328592,
            0.39894228);
    return Jnp.where(a.lt(3.75), small, big.exp().div(big.sqrt()).mul(poly));
  }

  private static Array horner(Array x, double... coefficients) {
    Array y = Ops.full(x.aval(), coefficients[0]);
    for (int i = 1; i < coefficients.length; i++) {
      y = y.mul(x).add(coefficients[i]);
    }
    return y;
  }

  /// The distance to the next larger number in magnitude.
  static Array spacing(Array x) {
    Array a = inexact(x);
    Array next = Ops.full(a.aval(), Double.POSITIVE_INFINITY);
    Array up = Trace.bind(Binary.NEXTAFTER, a.abs(), next).sub(a.abs());
    return Jnp.where(signbit(a), up.neg(), up);
  }

  static Array reducePrecision(Array x, int exponentBits, int mantissaBits) {
    return Trace.bind(new Elementwise.ReducePrecision(exponentBits, mantissaBits), x);
  }
}

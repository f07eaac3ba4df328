package linum.numpy;

import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import linum.core.Arithmetic;
import linum.core.Arithmetic.Promote;
import linum.core.Array;
import linum.core.Axes;
import linum.core.Broadcasting;
import linum.core.HostArrays;
import linum.core.Index;
import linum.core.Named;
import linum.core.Ops;
import linum.core.Over;
import linum.core.PrintOptions;
import linum.core.Reductions;
import linum.core.Shapes;
import linum.core.Sorting;
import linum.core.Trace;
import linum.core.Types;
import linum.ir.Aval;
import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Ordering;
import linum.ir.Precision;
import linum.ir.Promotion;
import linum.ir.Unary;
import org.jspecify.annotations.Nullable;

/// NumPy's functions. In JAX: `jax.numpy`.
///
/// ```java
/// import static linum.numpy.Jnp.*;
///
/// var x = array(1.0, 2.0, 3.0);          // float32[3]; array(1, 2) is int32[2]
/// where(x.gt(2), x, zerosLike(x));
/// ```
///
/// Names are JAX's in Java's spelling, and arguments stand in JAX's order. Where JAX takes a Python
/// number, overloads take a [Number], which is weakly typed. Shapes are `int...` or [Dims]; keyword
/// arguments of reductions are an [Over]. Shapes that do not broadcast, axes that do not exist and
/// the like are an [IllegalArgumentException] that names both sides.
public final class Jnp {
  public static final double pi = Math.PI;
  public static final double e = Math.E;
  public static final double inf = Double.POSITIVE_INFINITY;
  public static final double nan = Double.NaN;
  public static final double euler_gamma = 0.577215664901532860606512090082;

  /// `None` in an index: a new axis.
  public static final Index newaxis = Index.NEW_AXIS;

  public static final DType bool_ = DType.BOOL;
  public static final DType int8 = DType.INT8;
  public static final DType int16 = DType.INT16;
  public static final DType int32 = DType.INT32;
  public static final DType int64 = DType.INT64;
  public static final DType uint8 = DType.UINT8;
  public static final DType uint16 = DType.UINT16;
  public static final DType uint32 = DType.UINT32;
  public static final DType uint64 = DType.UINT64;
  public static final DType bfloat16 = DType.BFLOAT16;
  public static final DType float16 = DType.FLOAT16;
  public static final DType float32 = DType.FLOAT32;
  public static final DType float64 = DType.FLOAT64;

  private Jnp() {}

  // Arrays from numbers

  /// A scalar, weakly typed as a number in the source is.
  public static Array array(int x) {
    return Types.weak(x);
  }

  public static Array array(long x) {
    return Types.weak(x);
  }

  public static Array array(float x) {
    return Types.weak(x);
  }

  public static Array array(double x) {
    return Types.weak(x);
  }

  /// A boolean scalar.
  public static Array array(boolean x) {
    return Ops.scalar(x ? 1 : 0, DType.BOOL);
  }

  /// A vector of `int32`.
  public static Array array(int... xs) {
    return Nested.array(xs, null);
  }

  /// A vector of integers, `int32` unless 64 bits are enabled.
  public static Array array(long... xs) {
    return Nested.array(xs, null);
  }

  /// A vector of `float32`.
  public static Array array(float... xs) {
    return Nested.array(xs, null);
  }

  /// A vector, `float32` unless 64 bits are enabled.
  public static Array array(double... xs) {
    return Nested.array(xs, null);
  }

  /// A vector of `bool`.
  public static Array array(boolean... xs) {
    return Nested.array(xs, null);
  }

  /// Arrays stacked along a new first axis.
  public static Array array(Array... xs) {
    return stack(List.of(xs));
  }

  /// The array with the elements of nested Java arrays, such as `float[][]`: `array(new double[][]
  /// {{1, 2}, {3, 4}})`.
  ///
  /// @throws IllegalArgumentException if rows differ in length
  public static Array array(Object[] nested) {
    return Nested.array(nested, null);
  }

  /// The array with the elements of nested lists of numbers, booleans and arrays.
  public static Array array(List<?> nested) {
    return Nested.array(nested, null);
  }

  /// As the other forms, with the given element type: a number, a nested array or list, or an
  /// array.
  public static Array array(Object value, DType dtype) {
    return Nested.array(value, dtype);
  }

  /// The array itself.
  public static Array asarray(Array x) {
    return x;
  }

  /// A scalar, weakly typed.
  public static Array asarray(Number x) {
    return Types.weak(x);
  }

  /// The array with the elements of nested Java arrays or lists.
  public static Array asarray(Object nested) {
    return nested instanceof Array a ? a : Nested.array(nested, null);
  }

  public static Array asarray(Object value, DType dtype) {
    return Nested.array(value, dtype);
  }

  /// Zeros, `float32` unless 64 bits are enabled; a scalar without arguments.
  public static Array zeros(int... shape) {
    return Create.full(Dims.of(shape), 0, Promotion.defaultFloat());
  }

  public static Array zeros(Dims shape) {
    return Create.full(shape, 0, Promotion.defaultFloat());
  }

  public static Array zeros(Dims shape, DType dtype) {
    return Create.full(shape, 0, dtype);
  }

  /// In JAX the type comes second.
  public static Array zeros(DType dtype, int... shape) {
    return Create.full(Dims.of(shape), 0, dtype);
  }

  /// Zeros with the shape and type of another array.
  public static Array zerosLike(Array x) {
    return Create.full(x.shape(), 0, x.dtype());
  }

  public static Array zerosLike(Array x, DType dtype) {
    return Create.full(x.shape(), 0, dtype);
  }

  /// Ones, `float32` unless 64 bits are enabled; a scalar without arguments.
  public static Array ones(int... shape) {
    return Create.full(Dims.of(shape), 1, Promotion.defaultFloat());
  }

  public static Array ones(Dims shape) {
    return Create.full(shape, 1, Promotion.defaultFloat());
  }

  public static Array ones(Dims shape, DType dtype) {
    return Create.full(shape, 1, dtype);
  }

  /// In JAX the type comes second.
  public static Array ones(DType dtype, int... shape) {
    return Create.full(Dims.of(shape), 1, dtype);
  }

  /// Ones with the shape and type of another array.
  public static Array onesLike(Array x) {
    return Create.full(x.shape(), 1, x.dtype());
  }

  public static Array onesLike(Array x, DType dtype) {
    return Create.full(x.shape(), 1, dtype);
  }

  /// As [#zeros]: elements are never undefined.
  public static Array empty(int... shape) {
    return zeros(shape);
  }

  public static Array empty(Dims shape, DType dtype) {
    return zeros(shape, dtype);
  }

  public static Array emptyLike(Array x) {
    return zerosLike(x);
  }

  /// One number everywhere, as weakly typed as the number.
  public static Array full(Dims shape, Number value) {
    return Create.full(shape, value, Types.of(value));
  }

  public static Array full(Dims shape, Number value, DType dtype) {
    return Create.full(shape, value, dtype);
  }

  /// A vector of one number.
  public static Array full(int size, Number value) {
    return full(Dims.of(size), value);
  }

  public static Array full(int[] shape, Number value) {
    return full(Dims.of(shape), value);
  }

  public static Array full(int[] shape, Number value, DType dtype) {
    return full(Dims.of(shape), value, dtype);
  }

  /// An array stretched to a shape.
  public static Array full(Dims shape, Array value) {
    return broadcastTo(value, shape);
  }

  public static Array fullLike(Array x, Number value) {
    return Create.full(x.shape(), value, x.dtype());
  }

  public static Array fullLike(Array x, Number value, DType dtype) {
    return Create.full(x.shape(), value, dtype);
  }

  /// Bytes as a vector of the type, in the order of this machine; bytes left over at the end are
  /// not allowed. In JAX: `jnp.frombuffer(buffer, dtype)`.
  ///
  /// @throws IllegalArgumentException if the bytes are not a whole number of elements
  public static Array frombuffer(byte[] buffer, DType dtype) {
    int n = buffer.length / dtype.byteSize();
    return HostArrays.fromSegment(MemorySegment.ofArray(buffer), Aval.of(dtype, n));
  }

  /// `0, 1, … stop - 1` as `int32`.
  public static Array arange(int stop) {
    return Create.arange(0, stop, 1);
  }

  public static Array arange(int start, int stop) {
    return Create.arange(start, stop, 1);
  }

  public static Array arange(int start, int stop, int step) {
    return Create.arange(start, stop, step);
  }

  /// From 0 up to, not including, `stop`, as `float32`.
  public static Array arange(double stop) {
    return Create.arange(0.0, stop, 1.0);
  }

  public static Array arange(double start, double stop) {
    return Create.arange(start, stop, 1.0);
  }

  public static Array arange(double start, double stop, double step) {
    return Create.arange(start, stop, step);
  }

  public static Array arange(int stop, DType dtype) {
    return dtype.isFloating() || dtype.isInteger()
        ? Create.iota(Promotion.canonical(dtype), Math.max(0, stop))
        : arange(stop).astype(dtype);
  }

  /// `num` numbers evenly spaced from `start` to `stop`, both included.
  public static Array linspace(double start, double stop, int num) {
    return linspace(start, stop, num, true);
  }

  /// 50 numbers evenly spaced from `start` to `stop`.
  public static Array linspace(double start, double stop) {
    return linspace(start, stop, 50, true);
  }

  public static Array linspace(double start, double stop, int num, boolean endpoint) {
    return linspace(array(start), array(stop), num, endpoint, 0);
  }

  /// Between arrays, along a new axis.
  public static Array linspace(Array start, Array stop, int num, boolean endpoint, int axis) {
    return Create.linspace(
        start, stop, num, endpoint, Types.inexact(Types.common(start, stop).dtype()), axis);
  }

  /// Powers of 10 with evenly spaced exponents.
  public static Array logspace(double start, double stop, int num) {
    return logspace(start, stop, num, true, 10);
  }

  public static Array logspace(double start, double stop, int num, boolean endpoint, double base) {
    return power(base, linspace(start, stop, num, endpoint));
  }

  /// Numbers with a constant ratio from `start` to `stop`.
  public static Array geomspace(double start, double stop, int num) {
    return geomspace(start, stop, num, true);
  }

  public static Array geomspace(double start, double stop, int num, boolean endpoint) {
    return Create.geomspace(array(start), array(stop), num, endpoint);
  }

  /// Ones on the diagonal.
  public static Array eye(int n) {
    return Create.eye(n, n, 0, Promotion.defaultFloat());
  }

  public static Array eye(int rows, int columns) {
    return Create.eye(rows, columns, 0, Promotion.defaultFloat());
  }

  /// Ones where column minus row is `k`.
  public static Array eye(int rows, int columns, int k) {
    return Create.eye(rows, columns, k, Promotion.defaultFloat());
  }

  public static Array eye(int rows, int columns, int k, DType dtype) {
    return Create.eye(rows, columns, k, dtype);
  }

  public static Array identity(int n) {
    return eye(n);
  }

  /// Ones on and below a diagonal.
  public static Array tri(int rows, int columns, int k) {
    return Create.lower(rows, columns, k).astype(Promotion.defaultFloat());
  }

  public static Array tri(int n) {
    return tri(n, n, 0);
  }

  /// Coordinates of a grid, with the first two axes exchanged as in NumPy's `xy` indexing.
  public static List<Array> meshgrid(Array... xs) {
    return Create.meshgrid(List.of(xs), false, false);
  }

  /// Coordinates of a grid whose axes have the coordinates `xs`.
  ///
  /// @param indexing `xy` or `ij`
  /// @param sparse whether each array has only its own axis
  public static List<Array> meshgrid(List<Array> xs, String indexing, boolean sparse) {
    return Create.meshgrid(xs, matrixIndexing(indexing), sparse);
  }

  private static boolean matrixIndexing(String indexing) {
    return switch (indexing) {
      case "xy" -> false;
      case "ij" -> true;
      default ->
          throw new IllegalArgumentException(
              "meshgrid: there is no indexing \"%s\"; there are xy and ij".formatted(indexing));
    };
  }

  /// The coordinates of all elements of a shape, along a new first axis.
  public static Array indices(int... shape) {
    Array[] lines = new Array[shape.length];
    for (int i = 0; i < shape.length; i++) {
      lines[i] = Ops.iota(Promotion.defaultInt(), Dims.of(shape), i);
    }
    return shape.length == 0 ? zeros(Dims.of(0), Promotion.defaultInt()) : array(lines);
  }

  /// Powers of a vector as columns, highest first.
  public static Array vander(Array x) {
    return Create.vander(x, x.shape(0), false);
  }

  public static Array vander(Array x, int columns, boolean increasing) {
    return Create.vander(x, columns, increasing);
  }

  /// A function of the coordinates of all elements.
  public static Array fromfunction(UnaryOperator<Array> f, int... shape) {
    return f.apply(indices(shape));
  }

  /// Window functions for signals.
  public static Array hanning(int n) {
    return Create.cosineWindow(n, 0.5, -0.5);
  }

  public static Array hamming(int n) {
    return Create.cosineWindow(n, 0.54, -0.46);
  }

  public static Array blackman(int n) {
    return Create.cosineWindow(n, 0.42, -0.5, 0.08);
  }

  public static Array bartlett(int n) {
    return Create.bartlett(n);
  }

  /// Kaiser's window: `i0(beta √(1 - t²)) / i0(beta)` for `t` from -1 to 1.
  public static Array kaiser(int n, double beta) {
    return n <= 1 ? ones(Math.max(0, n)) : Create.kaiser(n, beta);
  }

  /// The array itself: arrays are immutable.
  public static Array copy(Array x) {
    return x.copy();
  }

  // Types

  public static DType dtype(Array x) {
    return x.dtype();
  }

  /// The type that operations on the given arrays compute with.
  public static DType resultType(Array... xs) {
    return Types.common(xs).dtype();
  }

  /// The smallest type that both convert to.
  public static DType promoteTypes(DType a, DType b) {
    return Promotion.promoteTypes(a, b);
  }

  /// Whether each value of a type is one of another: NumPy's safe casts.
  public static boolean canCast(DType from, DType to) {
    return canCast(from, to, "safe");
  }

  /// Whether a type may be cast to another.
  ///
  /// @param casting `no` and `equiv` for the same type, `safe`, `same_kind` also for a narrower
  ///   type of the same kind or a later one (booleans, unsigned, signed, floating, complex),
  ///   `unsafe`
  /// @throws IllegalArgumentException if `casting` is something else
  public static boolean canCast(DType from, DType to, String casting) {
    return Casting.allows(from, to, casting);
  }

  /// The limits of a floating type.
  public static Finfo finfo(DType dtype) {
    return Finfo.of(dtype);
  }

  /// The limits of an integer type.
  public static Iinfo iinfo(DType dtype) {
    return Iinfo.of(dtype);
  }

  /// Whether a type is of a kind: `bool`, `signed integer`, `unsigned integer`, `integral`, `real
  /// floating`, `complex floating` or `numeric`.
  public static boolean isdtype(DType dtype, String kind) {
    return switch (kind) {
      case "bool" -> dtype == DType.BOOL;
      case "signed integer" -> dtype.isSigned();
      case "unsigned integer" -> dtype.isUnsigned();
      case "integral" -> dtype.isInteger();
      case "real floating" -> dtype.isFloating();
      case "complex floating" -> dtype.isComplex();
      case "numeric" -> dtype.isNumeric() && dtype != DType.BOOL;
      default ->
          throw new IllegalArgumentException(
              "isdtype: there is no kind \"%s\"; there are bool, signed integer, unsigned integer, integral, real floating, complex floating and numeric"
                  .formatted(kind));
    };
  }

  public static Array astype(Array x, DType dtype) {
    return x.astype(dtype);
  }

  public static boolean iscomplexobj(Array x) {
    return x.dtype().isComplex();
  }

  public static boolean isrealobj(Array x) {
    return !x.dtype().isComplex();
  }

  /// Whether it has no axes.
  public static boolean isscalar(Array x) {
    return x.ndim() == 0;
  }

  public static Dims shape(Array x) {
    return x.shape();
  }

  public static int ndim(Array x) {
    return x.ndim();
  }

  public static long size(Array x) {
    return x.size();
  }

  /// The size of one axis.
  public static int size(Array x, int axis) {
    return x.shape(axis);
  }

  // Functions of one array, elementwise

  public static Array sin(Array x) {
    return Arithmetic.unary(Unary.SIN, Promote.INEXACT, x);
  }

  public static Array sin(Number x) {
    return sin(Types.weak(x));
  }

  public static Array cos(Array x) {
    return Arithmetic.unary(Unary.COS, Promote.INEXACT, x);
  }

  public static Array cos(Number x) {
    return cos(Types.weak(x));
  }

  public static Array tan(Array x) {
    return Arithmetic.unary(Unary.TAN, Promote.INEXACT, x);
  }

  public static Array tan(Number x) {
    return tan(Types.weak(x));
  }

  public static Array sinh(Array x) {
    return Arithmetic.unary(Unary.SINH, Promote.INEXACT, x);
  }

  public static Array sinh(Number x) {
    return sinh(Types.weak(x));
  }

  public static Array cosh(Array x) {
    return Arithmetic.unary(Unary.COSH, Promote.INEXACT, x);
  }

  public static Array cosh(Number x) {
    return cosh(Types.weak(x));
  }

  public static Array tanh(Array x) {
    return Arithmetic.unary(Unary.TANH, Promote.INEXACT, x);
  }

  public static Array tanh(Number x) {
    return tanh(Types.weak(x));
  }

  public static Array exp(Array x) {
    return Arithmetic.unary(Unary.EXP, Promote.INEXACT, x);
  }

  public static Array exp(Number x) {
    return exp(Types.weak(x));
  }

  public static Array exp2(Array x) {
    return Arithmetic.unary(Unary.EXP2, Promote.INEXACT, x);
  }

  public static Array exp2(Number x) {
    return exp2(Types.weak(x));
  }

  public static Array expm1(Array x) {
    return Arithmetic.unary(Unary.EXPM1, Promote.INEXACT, x);
  }

  public static Array expm1(Number x) {
    return expm1(Types.weak(x));
  }

  public static Array log(Array x) {
    return Arithmetic.unary(Unary.LOG, Promote.INEXACT, x);
  }

  public static Array log(Number x) {
    return log(Types.weak(x));
  }

  public static Array log1p(Array x) {
    return Arithmetic.unary(Unary.LOG1P, Promote.INEXACT, x);
  }

  public static Array log1p(Number x) {
    return log1p(Types.weak(x));
  }

  public static Array sqrt(Array x) {
    return Arithmetic.unary(Unary.SQRT, Promote.INEXACT, x);
  }

  public static Array sqrt(Number x) {
    return sqrt(Types.weak(x));
  }

  public static Array cbrt(Array x) {
    return Arithmetic.unary(Unary.CBRT, Promote.INEXACT, x);
  }

  public static Array cbrt(Number x) {
    return cbrt(Types.weak(x));
  }

  public static Array asin(Array x) {
    return Arithmetic.unary(Unary.ASIN, Promote.INEXACT, x);
  }

  public static Array arcsin(Array x) {
    return asin(x);
  }

  public static Array acos(Array x) {
    return Arithmetic.unary(Unary.ACOS, Promote.INEXACT, x);
  }

  public static Array arccos(Array x) {
    return acos(x);
  }

  public static Array atan(Array x) {
    return Arithmetic.unary(Unary.ATAN, Promote.INEXACT, x);
  }

  public static Array arctan(Array x) {
    return atan(x);
  }

  public static Array asinh(Array x) {
    return Arithmetic.unary(Unary.ASINH, Promote.INEXACT, x);
  }

  public static Array arcsinh(Array x) {
    return asinh(x);
  }

  public static Array acosh(Array x) {
    return Arithmetic.unary(Unary.ACOSH, Promote.INEXACT, x);
  }

  public static Array arccosh(Array x) {
    return acosh(x);
  }

  public static Array atanh(Array x) {
    return Arithmetic.unary(Unary.ATANH, Promote.INEXACT, x);
  }

  public static Array arctanh(Array x) {
    return atanh(x);
  }

  public static Array log2(Array x) {
    return log(x).div(Math.log(2));
  }

  public static Array log10(Array x) {
    return log(x).mul(1 / Math.log(10));
  }

  public static Array abs(Array x) {
    return x.abs();
  }

  public static Array absolute(Array x) {
    return x.abs();
  }

  public static Array abs(Number x) {
    return Types.weak(x).abs();
  }

  /// Magnitudes as floating numbers.
  public static Array fabs(Array x) {
    return Ufuncs.inexact(x).abs();
  }

  public static Array negative(Array x) {
    return x.neg();
  }

  public static Array positive(Array x) {
    return x;
  }

  public static Array sign(Array x) {
    return x.sign();
  }

  /// Whether the sign bit is set; it is for -0.
  public static Array signbit(Array x) {
    return Ufuncs.signbit(x);
  }

  public static Array square(Array x) {
    return x.square();
  }

  public static Array square(Number x) {
    return Types.weak(x).square();
  }

  /// `1 / x`; floating.
  public static Array reciprocal(Array x) {
    return Ops.integerPow(Ufuncs.inexact(x), -1);
  }

  public static Array floor(Array x) {
    return x.floor();
  }

  public static Array ceil(Array x) {
    return x.ceil();
  }

  /// Toward zero.
  public static Array trunc(Array x) {
    return Ufuncs.trunc(x);
  }

  public static Array fix(Array x) {
    return trunc(x);
  }

  /// To whole numbers, ties to even.
  public static Array rint(Array x) {
    return Ufuncs.rint(x);
  }

  /// To whole numbers, ties to even.
  public static Array round(Array x) {
    return x.round();
  }

  public static Array round(Array x, int decimals) {
    return x.round(decimals);
  }

  public static Array around(Array x, int decimals) {
    return x.round(decimals);
  }

  /// `sin(pi x) / (pi x)`
  public static Array sinc(Array x) {
    return Ufuncs.sinc(x);
  }

  public static Array deg2rad(Array x) {
    return Ufuncs.inexact(x).mul(Math.PI / 180);
  }

  public static Array radians(Array x) {
    return deg2rad(x);
  }

  public static Array rad2deg(Array x) {
    return Ufuncs.inexact(x).mul(180 / Math.PI);
  }

  public static Array degrees(Array x) {
    return rad2deg(x);
  }

  /// The modified Bessel function of order 0, to about seven digits.
  public static Array i0(Array x) {
    return Ufuncs.i0(x);
  }

  /// The distance to the next number of larger magnitude.
  public static Array spacing(Array x) {
    return Ufuncs.spacing(x);
  }

  /// Fraction and whole part.
  public static List<Array> modf(Array x) {
    return Ufuncs.modf(x);
  }

  public static Array isnan(Array x) {
    return x.dtype().isInexact()
        ? Ops.ne(x, x)
        : Ops.zeros(x.aval().withDtype(DType.BOOL).strong());
  }

  public static Array isinf(Array x) {
    return x.dtype().isInexact()
        ? Named.call(
            "isinf",
            v -> Ops.eq(Trace.bind(Unary.ABS, v), Ops.scalar(Double.POSITIVE_INFINITY, v)),
            x)
        : Ops.zeros(x.aval().withDtype(DType.BOOL).strong());
  }

  public static Array isposinf(Array x) {
    return Ufuncs.isInfinity(x, Double.POSITIVE_INFINITY);
  }

  public static Array isneginf(Array x) {
    return Ufuncs.isInfinity(x, Double.NEGATIVE_INFINITY);
  }

  public static Array isfinite(Array x) {
    return x.dtype().isInexact()
        ? Trace.bind(Unary.IS_FINITE, x)
        : Ops.ones(x.aval().withDtype(DType.BOOL).strong());
  }

  /// NaN as 0, infinities as the largest numbers of the type.
  public static Array nanToNum(Array x) {
    return Ufuncs.nanToNum(x, 0, null, null);
  }

  public static Array nanToNum(
      Array x, Number nan, @Nullable Number posinf, @Nullable Number neginf) {
    return Ufuncs.nanToNum(x, nan, posinf, neginf);
  }

  public static Array logicalNot(Array x) {
    return truth(x).not();
  }

  public static Array invert(Array x) {
    return x.not();
  }

  public static Array bitwiseNot(Array x) {
    return x.not();
  }

  public static Array bitwiseInvert(Array x) {
    return x.not();
  }

  /// How many bits are set.
  public static Array bitwiseCount(Array x) {
    return Trace.bind(Unary.POPULATION_COUNT, Arithmetic.promoted(Promote.NUMERIC, x).abs())
        .astype(DType.UINT8);
  }

  /// The array itself: there are no complex numbers yet.
  public static Array conj(Array x) {
    return x;
  }

  public static Array conjugate(Array x) {
    return x;
  }

  public static Array real(Array x) {
    return x;
  }

  public static Array imag(Array x) {
    return zerosLike(x);
  }

  /// 0 or pi; of -0, too, it is pi.
  public static Array angle(Array x) {
    return where(isnan(x), nan, where(signbit(x), Math.PI, 0.0)).astype(Types.inexact(x.dtype()));
  }

  public static Array iscomplex(Array x) {
    return Ops.zeros(x.aval().withDtype(DType.BOOL).strong());
  }

  public static Array isreal(Array x) {
    return Ops.ones(x.aval().withDtype(DType.BOOL).strong());
  }

  // Functions of two arrays, elementwise

  public static Array add(Array x, Array y) {
    return Arithmetic.binary("add", Binary.ADD, Promote.ANY, x, y);
  }

  public static Array add(Array x, Number y) {
    return Arithmetic.binary(Binary.ADD, Promote.ANY, x, y);
  }

  public static Array add(Number x, Array y) {
    return Arithmetic.binary(Binary.ADD, Promote.ANY, x, y);
  }

  public static Array subtract(Array x, Array y) {
    return Arithmetic.binary("subtract", Binary.SUB, Promote.ANY, x, y);
  }

  public static Array subtract(Array x, Number y) {
    return Arithmetic.binary(Binary.SUB, Promote.ANY, x, y);
  }

  public static Array subtract(Number x, Array y) {
    return Arithmetic.binary(Binary.SUB, Promote.ANY, x, y);
  }

  public static Array multiply(Array x, Array y) {
    return Arithmetic.binary("multiply", Binary.MUL, Promote.ANY, x, y);
  }

  public static Array multiply(Array x, Number y) {
    return Arithmetic.binary(Binary.MUL, Promote.ANY, x, y);
  }

  public static Array multiply(Number x, Array y) {
    return Arithmetic.binary(Binary.MUL, Promote.ANY, x, y);
  }

  /// The quotient; of integers, too, it is floating.
  public static Array divide(Array x, Array y) {
    return Arithmetic.binary("divide", Binary.DIV, Promote.INEXACT, x, y);
  }

  public static Array divide(Array x, Number y) {
    return Arithmetic.binary(Binary.DIV, Promote.INEXACT, x, y);
  }

  public static Array divide(Number x, Array y) {
    return Arithmetic.binary(Binary.DIV, Promote.INEXACT, x, y);
  }

  /// The quotient; of integers, too, it is floating.
  public static Array trueDivide(Array x, Array y) {
    return Arithmetic.binary("trueDivide", Binary.DIV, Promote.INEXACT, x, y);
  }

  public static Array trueDivide(Array x, Number y) {
    return Arithmetic.binary(Binary.DIV, Promote.INEXACT, x, y);
  }

  public static Array trueDivide(Number x, Array y) {
    return Arithmetic.binary(Binary.DIV, Promote.INEXACT, x, y);
  }

  /// The larger of two; NaN wins.
  public static Array maximum(Array x, Array y) {
    return Arithmetic.binary("maximum", Binary.MAX, Promote.ANY, x, y);
  }

  public static Array maximum(Array x, Number y) {
    return Arithmetic.binary(Binary.MAX, Promote.ANY, x, y);
  }

  public static Array maximum(Number x, Array y) {
    return Arithmetic.binary(Binary.MAX, Promote.ANY, x, y);
  }

  /// The smaller of two; NaN wins.
  public static Array minimum(Array x, Array y) {
    return Arithmetic.binary("minimum", Binary.MIN, Promote.ANY, x, y);
  }

  public static Array minimum(Array x, Number y) {
    return Arithmetic.binary(Binary.MIN, Promote.ANY, x, y);
  }

  public static Array minimum(Number x, Array y) {
    return Arithmetic.binary(Binary.MIN, Promote.ANY, x, y);
  }

  /// The angle of the point `(y, x)`, given `y` first.
  public static Array arctan2(Array x, Array y) {
    return Arithmetic.binary("arctan2", Binary.ATAN2, Promote.INEXACT, x, y);
  }

  public static Array arctan2(Array x, Number y) {
    return Arithmetic.binary(Binary.ATAN2, Promote.INEXACT, x, y);
  }

  public static Array arctan2(Number x, Array y) {
    return Arithmetic.binary(Binary.ATAN2, Promote.INEXACT, x, y);
  }

  /// The angle of the point `(y, x)`, given `y` first.
  public static Array atan2(Array x, Array y) {
    return Arithmetic.binary("atan2", Binary.ATAN2, Promote.INEXACT, x, y);
  }

  public static Array atan2(Array x, Number y) {
    return Arithmetic.binary(Binary.ATAN2, Promote.INEXACT, x, y);
  }

  public static Array atan2(Number x, Array y) {
    return Arithmetic.binary(Binary.ATAN2, Promote.INEXACT, x, y);
  }

  /// The next representable number from `x` toward `y`.
  public static Array nextafter(Array x, Array y) {
    return Arithmetic.binary("nextafter", Binary.NEXTAFTER, Promote.INEXACT, x, y);
  }

  public static Array nextafter(Array x, Number y) {
    return Arithmetic.binary(Binary.NEXTAFTER, Promote.INEXACT, x, y);
  }

  public static Array nextafter(Number x, Array y) {
    return Arithmetic.binary(Binary.NEXTAFTER, Promote.INEXACT, x, y);
  }

  public static Array equal(Array x, Array y) {
    return Arithmetic.binary("equal", Binary.EQ, Promote.ANY, x, y);
  }

  public static Array equal(Array x, Number y) {
    return Arithmetic.binary(Binary.EQ, Promote.ANY, x, y);
  }

  public static Array equal(Number x, Array y) {
    return Arithmetic.binary(Binary.EQ, Promote.ANY, x, y);
  }

  public static Array notEqual(Array x, Array y) {
    return Arithmetic.binary("notEqual", Binary.NE, Promote.ANY, x, y);
  }

  public static Array notEqual(Array x, Number y) {
    return Arithmetic.binary(Binary.NE, Promote.ANY, x, y);
  }

  public static Array notEqual(Number x, Array y) {
    return Arithmetic.binary(Binary.NE, Promote.ANY, x, y);
  }

  public static Array less(Array x, Array y) {
    return Arithmetic.binary("less", Binary.LT, Promote.ANY, x, y);
  }

  public static Array less(Array x, Number y) {
    return Arithmetic.binary(Binary.LT, Promote.ANY, x, y);
  }

  public static Array less(Number x, Array y) {
    return Arithmetic.binary(Binary.LT, Promote.ANY, x, y);
  }

  public static Array lessEqual(Array x, Array y) {
    return Arithmetic.binary("lessEqual", Binary.LE, Promote.ANY, x, y);
  }

  public static Array lessEqual(Array x, Number y) {
    return Arithmetic.binary(Binary.LE, Promote.ANY, x, y);
  }

  public static Array lessEqual(Number x, Array y) {
    return Arithmetic.binary(Binary.LE, Promote.ANY, x, y);
  }

  public static Array greater(Array x, Array y) {
    return Arithmetic.binary("greater", Binary.GT, Promote.ANY, x, y);
  }

  public static Array greater(Array x, Number y) {
    return Arithmetic.binary(Binary.GT, Promote.ANY, x, y);
  }

  public static Array greater(Number x, Array y) {
    return Arithmetic.binary(Binary.GT, Promote.ANY, x, y);
  }

  public static Array greaterEqual(Array x, Array y) {
    return Arithmetic.binary("greaterEqual", Binary.GE, Promote.ANY, x, y);
  }

  public static Array greaterEqual(Array x, Number y) {
    return Arithmetic.binary(Binary.GE, Promote.ANY, x, y);
  }

  public static Array greaterEqual(Number x, Array y) {
    return Arithmetic.binary(Binary.GE, Promote.ANY, x, y);
  }

  public static Array bitwiseAnd(Array x, Array y) {
    return Arithmetic.binary("bitwiseAnd", Binary.AND, Promote.ANY, x, y);
  }

  public static Array bitwiseAnd(Array x, Number y) {
    return Arithmetic.binary(Binary.AND, Promote.ANY, x, y);
  }

  public static Array bitwiseAnd(Number x, Array y) {
    return Arithmetic.binary(Binary.AND, Promote.ANY, x, y);
  }

  public static Array bitwiseOr(Array x, Array y) {
    return Arithmetic.binary("bitwiseOr", Binary.OR, Promote.ANY, x, y);
  }

  public static Array bitwiseOr(Array x, Number y) {
    return Arithmetic.binary(Binary.OR, Promote.ANY, x, y);
  }

  public static Array bitwiseOr(Number x, Array y) {
    return Arithmetic.binary(Binary.OR, Promote.ANY, x, y);
  }

  public static Array bitwiseXor(Array x, Array y) {
    return Arithmetic.binary("bitwiseXor", Binary.XOR, Promote.ANY, x, y);
  }

  public static Array bitwiseXor(Array x, Number y) {
    return Arithmetic.binary(Binary.XOR, Promote.ANY, x, y);
  }

  public static Array bitwiseXor(Number x, Array y) {
    return Arithmetic.binary(Binary.XOR, Promote.ANY, x, y);
  }

  public static Array leftShift(Array x, Array y) {
    return Arithmetic.binary("leftShift", Binary.SHIFT_LEFT, Promote.ANY, x, y);
  }

  public static Array leftShift(Array x, Number y) {
    return Arithmetic.binary(Binary.SHIFT_LEFT, Promote.ANY, x, y);
  }

  public static Array leftShift(Number x, Array y) {
    return Arithmetic.binary(Binary.SHIFT_LEFT, Promote.ANY, x, y);
  }

  /// Arithmetic for signed integers, logical for unsigned ones.
  public static Array rightShift(Array x, Array y) {
    return Arithmetic.binary(
        Types.common(x, y).dtype().isUnsigned()
            ? Binary.SHIFT_RIGHT_LOGICAL
            : Binary.SHIFT_RIGHT_ARITHMETIC,
        Promote.ANY,
        x,
        y);
  }

  public static Array rightShift(Array x, Number y) {
    return rightShift(x, Types.weak(y));
  }

  public static Array rightShift(Number x, Array y) {
    return rightShift(Types.weak(x), y);
  }

  public static Array bitwiseLeftShift(Array x, Array y) {
    return leftShift(x, y);
  }

  public static Array bitwiseRightShift(Array x, Array y) {
    return rightShift(x, y);
  }

  /// `x` to the power `y`; a whole number makes `integer_pow`.
  public static Array power(Array x, Array y) {
    return x.pow(y);
  }

  public static Array power(Array x, Number y) {
    return x.pow(y);
  }

  public static Array power(Number x, Array y) {
    return power(Types.weak(x), y);
  }

  public static Array pow(Array x, Array y) {
    return x.pow(y);
  }

  public static Array pow(Array x, Number y) {
    return x.pow(y);
  }

  public static Array pow(Number x, Array y) {
    return power(x, y);
  }

  /// `x` to the power `y`, floating.
  public static Array floatPower(Array x, Array y) {
    return Arithmetic.binary("floatPower", Binary.POW, Promote.INEXACT, x, y);
  }

  public static Array floatPower(Array x, Number y) {
    return floatPower(x, Types.weak(y));
  }

  public static Array floatPower(Number x, Array y) {
    return floatPower(Types.weak(x), y);
  }

  /// The quotient rounded down.
  public static Array floorDivide(Array x, Array y) {
    return x.floorDivide(y);
  }

  public static Array floorDivide(Array x, Number y) {
    return floorDivide(x, Types.weak(y));
  }

  public static Array floorDivide(Number x, Array y) {
    return floorDivide(Types.weak(x), y);
  }

  /// The remainder with the sign of the divisor.
  public static Array remainder(Array x, Array y) {
    return x.rem(y);
  }

  public static Array remainder(Array x, Number y) {
    return remainder(x, Types.weak(y));
  }

  public static Array remainder(Number x, Array y) {
    return remainder(Types.weak(x), y);
  }

  /// The remainder with the sign of the divisor.
  public static Array mod(Array x, Array y) {
    return x.rem(y);
  }

  public static Array mod(Array x, Number y) {
    return mod(x, Types.weak(y));
  }

  public static Array mod(Number x, Array y) {
    return mod(Types.weak(x), y);
  }

  /// The remainder with the sign of the dividend.
  public static Array fmod(Array x, Array y) {
    return Ufuncs.fmod(x, y);
  }

  public static Array fmod(Array x, Number y) {
    return fmod(x, Types.weak(y));
  }

  public static Array fmod(Number x, Array y) {
    return fmod(Types.weak(x), y);
  }

  /// Quotient rounded down, and remainder.
  public static List<Array> divmod(Array x, Array y) {
    return Named.calls(
        "divmod",
        List.of(),
        in -> List.of(in.get(0).floorDivide(in.get(1)), in.get(0).rem(in.get(1))),
        List.of(x, y));
  }

  /// The larger of two; a number wins over NaN.
  public static Array fmax(Array x, Array y) {
    return Named.call("fmax", (a, b) -> where(a.gt(b).or(isnan(b)), a, b), x, y);
  }

  /// The smaller of two; a number wins over NaN.
  public static Array fmin(Array x, Array y) {
    return Named.call("fmin", (a, b) -> where(a.lt(b).or(isnan(b)), a, b), x, y);
  }

  /// The length of the hypotenuse.
  public static Array hypot(Array x, Array y) {
    return Ufuncs.hypot(x, y);
  }

  public static Array hypot(Array x, Number y) {
    return hypot(x, Types.weak(y));
  }

  public static Array hypot(Number x, Array y) {
    return hypot(Types.weak(x), y);
  }

  /// `log(exp(x) + exp(y))` without overflow.
  public static Array logaddexp(Array x, Array y) {
    return LogAddExp.logaddexp(x, y);
  }

  public static Array logaddexp(Array x, Number y) {
    return logaddexp(x, Types.weak(y));
  }

  public static Array logaddexp(Number x, Array y) {
    return logaddexp(Types.weak(x), y);
  }

  /// `log2(2**x + 2**y)` without overflow.
  public static Array logaddexp2(Array x, Array y) {
    return LogAddExp.logaddexp2(x, y);
  }

  public static Array logaddexp2(Array x, Number y) {
    return logaddexp2(x, Types.weak(y));
  }

  public static Array logaddexp2(Number x, Array y) {
    return logaddexp2(Types.weak(x), y);
  }

  /// 0 below zero, 1 above, and `y` at zero.
  public static Array heaviside(Array x, Array y) {
    return Ufuncs.heaviside(x, y);
  }

  public static Array heaviside(Array x, Number y) {
    return heaviside(x, Types.weak(y));
  }

  public static Array heaviside(Number x, Array y) {
    return heaviside(Types.weak(x), y);
  }

  /// The magnitude of `x` with the sign of `y`.
  public static Array copysign(Array x, Array y) {
    return Ufuncs.copysign(x, y);
  }

  public static Array copysign(Array x, Number y) {
    return copysign(x, Types.weak(y));
  }

  public static Array copysign(Number x, Array y) {
    return copysign(Types.weak(x), y);
  }

  /// The greatest common divisor.
  public static Array gcd(Array x, Array y) {
    return Ufuncs.gcd(x, y);
  }

  public static Array gcd(Array x, Number y) {
    return gcd(x, Types.weak(y));
  }

  public static Array gcd(Number x, Array y) {
    return gcd(Types.weak(x), y);
  }

  /// The least common multiple.
  public static Array lcm(Array x, Array y) {
    return Ufuncs.lcm(x, y);
  }

  public static Array lcm(Array x, Number y) {
    return lcm(x, Types.weak(y));
  }

  public static Array lcm(Number x, Array y) {
    return lcm(Types.weak(x), y);
  }

  /// The fraction, from a half to one, and the power of two (`int32`) whose product is `x`.
  public static List<Array> frexp(Array x) {
    return Frexp.of(x);
  }

  /// `x` times 2 to the power `y`.
  public static Array ldexp(Array x, Array y) {
    return Ufuncs.ldexp(x, y);
  }

  public static Array ldexp(Array x, Number y) {
    return ldexp(x, Types.weak(y));
  }

  public static Array ldexp(Number x, Array y) {
    return ldexp(Types.weak(x), y);
  }

  public static Array logicalAnd(Array x, Array y) {
    return Arithmetic.binary("logicalAnd", Binary.AND, Promote.ANY, truth(x), truth(y));
  }

  public static Array logicalOr(Array x, Array y) {
    return Arithmetic.binary("logicalOr", Binary.OR, Promote.ANY, truth(x), truth(y));
  }

  public static Array logicalXor(Array x, Array y) {
    return Arithmetic.binary("logicalXor", Binary.XOR, Promote.ANY, truth(x), truth(y));
  }

  private static Array truth(Array x) {
    return x.dtype() == DType.BOOL ? x : x.ne(0);
  }

  /// `condition ? x : y`, elementwise.
  public static Array where(Array condition, Array x, Array y) {
    return Arithmetic.where(condition, x, y);
  }

  public static Array where(Array condition, Array x, Number y) {
    return where(condition, x, Types.weak(y));
  }

  public static Array where(Array condition, Number x, Array y) {
    return where(condition, Types.weak(x), y);
  }

  public static Array where(Array condition, Number x, Number y) {
    return where(condition, Types.weak(x), Types.weak(y));
  }

  /// The places where a condition holds: [#nonzero(Array)].
  public static List<Array> where(Array condition) {
    return condition.nonzero();
  }

  /// Between two bounds; null is no bound.
  public static Array clip(Array x, @Nullable Number min, @Nullable Number max) {
    return x.clip(min, max);
  }

  public static Array clip(Array x, @Nullable Array min, @Nullable Array max) {
    return x.clip(min, max);
  }

  /// Whether elements differ by at most `1e-8 + 1e-5 |y|`.
  public static Array isclose(Array x, Array y) {
    return Statistics.isclose(x, y, 1e-5, 1e-8, false);
  }

  public static Array isclose(Array x, Array y, double rtol, double atol, boolean equalNan) {
    return Statistics.isclose(x, y, rtol, atol, equalNan);
  }

  /// Whether all elements are close, as a scalar array.
  public static Array allclose(Array x, Array y) {
    return allclose(x, y, 1e-5, 1e-8, false);
  }

  public static Array allclose(Array x, Array y, double rtol, double atol, boolean equalNan) {
    return Statistics.allclose(x, y, rtol, atol, equalNan);
  }

  /// Whether shapes and all elements are equal, as a scalar array.
  public static Array arrayEqual(Array x, Array y) {
    return x.shape().equals(y.shape()) ? equal(x, y).all() : array(false);
  }

  /// Whether all elements are equal after broadcasting.
  public static Array arrayEquiv(Array x, Array y) {
    boolean fits;
    try {
      Broadcasting.shape("arrayEquiv", x.shape(), y.shape());
      fits = true;
    } catch (IllegalArgumentException _) {
      fits = false;
    }
    return fits ? equal(x, y).all() : array(false);
  }

  /// The first choice whose condition holds; else the default.
  public static Array select(List<Array> conditions, List<Array> choices, Number otherwise) {
    if (conditions.size() != choices.size()) {
      throw new IllegalArgumentException(
          "select: %d conditions for %d choices".formatted(conditions.size(), choices.size()));
    }
    Array out = Types.weak(otherwise);
    for (int i = choices.size() - 1; i >= 0; i--) {
      out = where(conditions.get(i), choices.get(i), out);
    }
    return out;
  }

  /// Element `i` comes from the choice that `which` names there; numbers outside are clipped.
  public static Array choose(Array which, List<Array> choices) {
    Array stacked = stack(broadcastArrays(choices.toArray(Array[]::new)));
    Array index = broadcastTo(which.clip(0, choices.size() - 1), stacked.shape().without(0));
    return takeAlongAxis(stacked, index.expandDims(0), 0).squeeze(0);
  }

  // Products

  public static Array matmul(Array x, Array y) {
    return x.matmul(y);
  }

  public static Array dot(Array x, Array y) {
    return x.dot(y);
  }

  /// The sum of products of all elements.
  public static Array vdot(Array x, Array y) {
    return x.ravel().dot(y.ravel());
  }

  /// Sums of products along the last axes.
  public static Array inner(Array x, Array y) {
    return Contractions.inner(x, y);
  }

  /// All products of the elements of two arrays.
  public static Array outer(Array x, Array y) {
    return x.ravel().expandDims(1).mul(y.ravel().expandDims(0));
  }

  /// The products of all elements, block by block.
  public static Array kron(Array x, Array y) {
    return Contractions.kron(x, y);
  }

  /// The vector product along the last axes.
  public static Array cross(Array x, Array y) {
    return Contractions.cross(x, y);
  }

  /// The last `axes` axes of `x` with the first of `y`.
  public static Array tensordot(Array x, Array y, int axes) {
    return Contractions.tensordot(x, y, axes);
  }

  public static Array tensordot(Array x, Array y) {
    return Contractions.tensordot(x, y, 2);
  }

  public static Array tensordot(Array x, Array y, int[] xAxes, int[] yAxes) {
    return Contractions.tensordot(x, y, Dims.of(xAxes), Dims.of(yAxes));
  }

  public static Array vecdot(Array x, Array y) {
    return Contractions.vecdot(x, y, -1);
  }

  public static Array vecdot(Array x, Array y, int axis) {
    return Contractions.vecdot(x, y, axis);
  }

  /// Matrices times vectors.
  public static Array matvec(Array x, Array y) {
    return Einsum.einsum("...ij,...j->...i", List.of(x, y));
  }

  /// Vectors times matrices.
  public static Array vecmat(Array x, Array y) {
    return Einsum.einsum("...i,...ij->...j", List.of(x, y));
  }

  /// Sums of products over labelled axes: `einsum("ij,jk->ik", x, y)` is a matrix product.
  ///
  /// Without an arrow the result has the labels that come once, in alphabetical order; `...` stands
  /// for axes without labels, which are broadcast; a label that comes twice in one operand takes
  /// its diagonal.
  ///
  /// @throws IllegalArgumentException if the subscripts do not fit the operands
  public static Array einsum(String subscripts, Array... operands) {
    return Einsum.einsum(subscripts, List.of(operands));
  }

  /// As [#einsum(String, Array...)], with a choice of how sums are taken.
  ///
  /// @param precision how exactly products are taken where a device can choose; null for its usual
  /// @param preferredElementType the type of the sums and of the result; null for that of the
  ///   operands
  public static Array einsum(
      String subscripts,
      @Nullable Precision precision,
      @Nullable DType preferredElementType,
      Array... operands) {
    return Einsum.einsum(
        subscripts, List.of(operands), new Einsum.Sums(precision, preferredElementType));
  }

  /// The pairs of operands that [#einsum] contracts one after the other: their places, after which
  /// both are taken out and what they make is put at the end.
  ///
  /// In JAX: `einsum_path`, which also returns a description.
  ///
  /// @throws IllegalArgumentException if the subscripts do not fit the operands
  public static List<int[]> einsumPath(String subscripts, Array... operands) {
    return Einsum.path(subscripts, List.of(operands));
  }

  // Reductions

  /// Sums. Over all axes if none is given.
  public static Array sum(Array x, int... axes) {
    return x.sum(Over.over(axes));
  }

  public static Array sum(Array x, int axis, boolean keepdims) {
    return x.sum(axis, keepdims);
  }

  public static Array sum(Array x, Over over) {
    return x.sum(over);
  }

  /// Means. Over all axes if none is given.
  public static Array mean(Array x, int... axes) {
    return x.mean(Over.over(axes));
  }

  public static Array mean(Array x, int axis, boolean keepdims) {
    return x.mean(axis, keepdims);
  }

  public static Array mean(Array x, Over over) {
    return x.mean(over);
  }

  /// Products. Over all axes if none is given.
  public static Array prod(Array x, int... axes) {
    return x.prod(Over.over(axes));
  }

  public static Array prod(Array x, int axis, boolean keepdims) {
    return x.prod(axis, keepdims);
  }

  public static Array prod(Array x, Over over) {
    return x.prod(over);
  }

  /// The largest elements; NaN wins. Over all axes if none is given.
  public static Array max(Array x, int... axes) {
    return x.max(Over.over(axes));
  }

  public static Array max(Array x, int axis, boolean keepdims) {
    return x.max(axis, keepdims);
  }

  public static Array max(Array x, Over over) {
    return x.max(over);
  }

  /// The smallest elements; NaN wins. Over all axes if none is given.
  public static Array min(Array x, int... axes) {
    return x.min(Over.over(axes));
  }

  public static Array min(Array x, int axis, boolean keepdims) {
    return x.min(axis, keepdims);
  }

  public static Array min(Array x, Over over) {
    return x.min(over);
  }

  /// Mean squared distances from the mean. Over all axes if none is given.
  public static Array var(Array x, int... axes) {
    return x.var(Over.over(axes));
  }

  public static Array var(Array x, int axis, boolean keepdims) {
    return x.var(axis, keepdims);
  }

  public static Array var(Array x, Over over) {
    return x.var(over);
  }

  /// The roots of variances. Over all axes if none is given.
  public static Array std(Array x, int... axes) {
    return x.std(Over.over(axes));
  }

  public static Array std(Array x, int axis, boolean keepdims) {
    return x.std(axis, keepdims);
  }

  public static Array std(Array x, Over over) {
    return x.std(over);
  }

  /// Whether any element is not zero. Over all axes if none is given.
  public static Array any(Array x, int... axes) {
    return x.any(Over.over(axes));
  }

  public static Array any(Array x, int axis, boolean keepdims) {
    return x.any(axis, keepdims);
  }

  public static Array any(Array x, Over over) {
    return x.any(over);
  }

  /// Whether all elements are not zero. Over all axes if none is given.
  public static Array all(Array x, int... axes) {
    return x.all(Over.over(axes));
  }

  public static Array all(Array x, int axis, boolean keepdims) {
    return x.all(axis, keepdims);
  }

  public static Array all(Array x, Over over) {
    return x.all(over);
  }

  public static Array amax(Array x, int... axes) {
    return x.max(axes);
  }

  public static Array amin(Array x, int... axes) {
    return x.min(axes);
  }

  /// How reductions are taken: `sum(x, over(0, 1).keepdims())`.
  public static Over over(int... axes) {
    return Over.over(axes);
  }

  public static Array ptp(Array x, int... axes) {
    return x.ptp(axes);
  }

  /// Sums of what is not NaN.
  public static Array nansum(Array x, int... axes) {
    return NanReductions.sum(x, Over.over(axes));
  }

  public static Array nansum(Array x, Over over) {
    return NanReductions.sum(x, over);
  }

  /// Means of what is not NaN.
  public static Array nanmean(Array x, int... axes) {
    return NanReductions.mean(x, Over.over(axes));
  }

  public static Array nanmean(Array x, Over over) {
    return NanReductions.mean(x, over);
  }

  /// Products of what is not NaN.
  public static Array nanprod(Array x, int... axes) {
    return NanReductions.prod(x, Over.over(axes));
  }

  public static Array nanprod(Array x, Over over) {
    return NanReductions.prod(x, over);
  }

  /// The largest numbers of what is not NaN.
  public static Array nanmax(Array x, int... axes) {
    return NanReductions.max(x, Over.over(axes));
  }

  public static Array nanmax(Array x, Over over) {
    return NanReductions.max(x, over);
  }

  /// The smallest numbers of what is not NaN.
  public static Array nanmin(Array x, int... axes) {
    return NanReductions.min(x, Over.over(axes));
  }

  public static Array nanmin(Array x, Over over) {
    return NanReductions.min(x, over);
  }

  /// Variances of what is not NaN.
  public static Array nanvar(Array x, int... axes) {
    return NanReductions.var(x, Over.over(axes));
  }

  public static Array nanvar(Array x, Over over) {
    return NanReductions.var(x, over);
  }

  /// Standard deviations of what is not NaN.
  public static Array nanstd(Array x, int... axes) {
    return NanReductions.std(x, Over.over(axes));
  }

  public static Array nanstd(Array x, Over over) {
    return NanReductions.std(x, over);
  }

  /// The position of the first largest element in row-major order.
  public static Array argmax(Array x) {
    return x.argmax();
  }

  public static Array argmax(Array x, int axis) {
    return x.argmax(axis);
  }

  public static Array argmax(Array x, int axis, boolean keepdims) {
    return x.argmax(axis, keepdims);
  }

  /// As without NaN; -1 where all are NaN.
  public static Array nanargmax(Array x) {
    return NanReductions.arg(true, x, null);
  }

  public static Array nanargmax(Array x, int axis) {
    return NanReductions.arg(true, x, axis);
  }

  /// The position of the first smallest element in row-major order.
  public static Array argmin(Array x) {
    return x.argmin();
  }

  public static Array argmin(Array x, int axis) {
    return x.argmin(axis);
  }

  public static Array argmin(Array x, int axis, boolean keepdims) {
    return x.argmin(axis, keepdims);
  }

  /// As without NaN; -1 where all are NaN.
  public static Array nanargmin(Array x) {
    return NanReductions.arg(false, x, null);
  }

  public static Array nanargmin(Array x, int axis) {
    return NanReductions.arg(false, x, axis);
  }

  /// How many elements are not zero.
  public static Array countNonzero(Array x, int... axes) {
    return Named.call("count_nonzero", List.of(Dims.of(axes)), v -> v.ne(0).sum(axes), x);
  }

  public static Array cumsum(Array x) {
    return x.cumsum();
  }

  public static Array cumsum(Array x, int axis) {
    return x.cumsum(axis);
  }

  public static Array nancumsum(Array x, int axis) {
    return NanReductions.cumsum(x, axis);
  }

  public static Array cumprod(Array x) {
    return x.cumprod();
  }

  public static Array cumprod(Array x, int axis) {
    return x.cumprod(axis);
  }

  public static Array nancumprod(Array x, int axis) {
    return NanReductions.cumprod(x, axis);
  }

  /// Running sums, with a leading 0 if asked for; small integers are summed as by [#sum].
  public static Array cumulativeSum(Array x, int axis, boolean includeInitial) {
    DType t = Reductions.summed(x.dtype());
    Array sums = (t == x.dtype() ? x : x.astype(t)).cumsum(axis);
    return includeInitial
        ? concatenate(List.of(zerosLike(takeFirst(sums, axis)), sums), axis)
        : sums;
  }

  /// Running products, with a leading 1 if asked for.
  public static Array cumulativeProd(Array x, int axis, boolean includeInitial) {
    Array products = x.cumprod(axis);
    return includeInitial
        ? concatenate(List.of(onesLike(takeFirst(products, axis)), products), axis)
        : products;
  }

  private static Array takeFirst(Array x, int axis) {
    int a = Axes.of("cumulative", axis, x.aval());
    return Ops.sliceInDim(x, a, 0, Math.min(1, x.shape(a)));
  }

  /// The mean with weights.
  public static Array average(Array x, Array weights) {
    return Statistics.average(x, weights, Over.ALL);
  }

  public static Array average(Array x) {
    return x.mean();
  }

  public static Array average(Array x, @Nullable Array weights, int axis) {
    return Statistics.average(x, weights, Over.over(axis));
  }

  public static Array median(Array x) {
    return Quantiles.median(x, Over.ALL, false);
  }

  public static Array median(Array x, int axis) {
    return median(x, axis, false);
  }

  public static Array median(Array x, int axis, boolean keepdims) {
    return Quantiles.median(x, Over.over(axis).keepdims(keepdims), false);
  }

  public static Array nanmedian(Array x) {
    return Quantiles.median(x, Over.ALL, true);
  }

  public static Array nanmedian(Array x, int axis) {
    return nanmedian(x, axis, false);
  }

  public static Array nanmedian(Array x, int axis, boolean keepdims) {
    return Quantiles.median(x, Over.over(axis).keepdims(keepdims), true);
  }

  /// Quantiles of the elements.
  ///
  /// @param q from 0 to 1
  public static Array quantile(Array x, Number q) {
    return quantile(x, Types.weak(q), Over.ALL, "linear");
  }

  public static Array quantile(Array x, Number q, int axis) {
    return quantile(x, Types.weak(q), Over.over(axis), "linear");
  }

  /// Quantiles of the elements.
  ///
  /// @param q from 0 to 1; its axes come first in the result
  /// @param method `linear`, `lower`, `higher`, `midpoint`, `nearest` or `inverted_cdf`
  public static Array quantile(Array x, Array q, Over over, String method) {
    return Quantiles.quantile(x, q, over, method, false);
  }

  /// Quantiles of the elements that are not NaN.
  ///
  /// @param q from 0 to 1
  public static Array nanquantile(Array x, Number q) {
    return nanquantile(x, Types.weak(q), Over.ALL, "linear");
  }

  public static Array nanquantile(Array x, Number q, int axis) {
    return nanquantile(x, Types.weak(q), Over.over(axis), "linear");
  }

  /// Quantiles of the elements that are not NaN.
  ///
  /// @param q from 0 to 1; its axes come first in the result
  /// @param method `linear`, `lower`, `higher`, `midpoint`, `nearest` or `inverted_cdf`
  public static Array nanquantile(Array x, Array q, Over over, String method) {
    return Quantiles.quantile(x, q, over, method, true);
  }

  /// Percentiles of the elements.
  ///
  /// @param q from 0 to 100
  public static Array percentile(Array x, Number q) {
    return percentile(x, Types.weak(q), Over.ALL, "linear");
  }

  public static Array percentile(Array x, Number q, int axis) {
    return percentile(x, Types.weak(q), Over.over(axis), "linear");
  }

  /// Percentiles of the elements.
  ///
  /// @param q from 0 to 100; its axes come first in the result
  /// @param method `linear`, `lower`, `higher`, `midpoint`, `nearest` or `inverted_cdf`
  public static Array percentile(Array x, Array q, Over over, String method) {
    return Quantiles.percentile(x, q, over, method, false);
  }

  /// Percentiles of the elements that are not NaN.
  ///
  /// @param q from 0 to 100
  public static Array nanpercentile(Array x, Number q) {
    return nanpercentile(x, Types.weak(q), Over.ALL, "linear");
  }

  public static Array nanpercentile(Array x, Number q, int axis) {
    return nanpercentile(x, Types.weak(q), Over.over(axis), "linear");
  }

  /// Percentiles of the elements that are not NaN.
  ///
  /// @param q from 0 to 100; its axes come first in the result
  /// @param method `linear`, `lower`, `higher`, `midpoint`, `nearest` or `inverted_cdf`
  public static Array nanpercentile(Array x, Array q, Over over, String method) {
    return Quantiles.percentile(x, q, over, method, true);
  }

  /// Covariances of the rows.
  public static Array cov(Array x) {
    return Statistics.cov(x, null, true, 1, null);
  }

  public static Array cov(Array x, Array y) {
    return Statistics.cov(x, y, true, 1, null);
  }

  /// Covariances of the variables.
  ///
  /// @param rowvar whether rows are the variables
  /// @param ddof what is subtracted from the number of observations
  /// @param aweights weights of the observations; null for equal ones
  public static Array cov(
      Array x, @Nullable Array y, boolean rowvar, double ddof, @Nullable Array aweights) {
    return Statistics.cov(x, y, rowvar, ddof, aweights);
  }

  /// Correlations of the rows.
  public static Array corrcoef(Array x) {
    return Statistics.corrcoef(x, null, true);
  }

  public static Array corrcoef(Array x, Array y) {
    return Statistics.corrcoef(x, y, true);
  }

  public static Array corrcoef(Array x, @Nullable Array y, boolean rowvar) {
    return Statistics.corrcoef(x, y, rowvar);
  }

  /// Counts in equal bins, and their edges.
  public static List<Array> histogram(Array x, int bins) {
    return Statistics.histogram(x, histogramBinEdges(x, bins), null, false);
  }

  public static List<Array> histogram(Array x, Array edges) {
    return Statistics.histogram(x, edges, null, false);
  }

  public static List<Array> histogram(
      Array x, Array edges, @Nullable Array weights, boolean density) {
    return Statistics.histogram(x, edges, weights, density);
  }

  public static List<Array> histogram(Array x, int bins, double low, double high) {
    return Statistics.histogram(
        x, Statistics.histogramBinEdges(x, bins, array(low, high)), null, false);
  }

  public static Array histogramBinEdges(Array x, int bins) {
    return Statistics.histogramBinEdges(x, bins, null);
  }

  /// Counts of points in equal boxes, and the edges of both axes.
  public static List<Array> histogram2d(Array x, Array y, int bins) {
    return histogramdd(stack(List.of(x, y), 1), bins);
  }

  public static List<Array> histogram2d(
      Array x, Array y, Array xEdges, Array yEdges, @Nullable Array weights, boolean density) {
    return histogramdd(stack(List.of(x, y), 1), List.of(xEdges, yEdges), weights, density);
  }

  /// Counts of points in equal boxes, then the edges of each axis.
  ///
  /// In JAX: a pair of the counts and a list of the edges.
  ///
  /// @param sample one point a row
  /// @param bins along each axis
  public static List<Array> histogramdd(Array sample, int bins) {
    return Histograms.of(sample, Histograms.edges(sample, bins), null, false);
  }

  /// Counts of points in boxes with the given edges, then the edges.
  ///
  /// @param edges of the boxes, a vector an axis; the last one is in the last box
  /// @param weights what a point counts; null for 1
  /// @param density whether counts become a density, whose integral is 1
  public static List<Array> histogramdd(
      Array sample, List<Array> edges, @Nullable Array weights, boolean density) {
    return Histograms.of(sample, edges, weights, density);
  }

  /// How often each number from 0 comes. The length of the result is the largest number plus 1, so
  /// the array must have data; [#bincount(Array, Array, int)] does not need that.
  public static Array bincount(Array x) {
    return Statistics.bincount(x, null, 0);
  }

  /// How often each number from 0 to `length` - 1 occurs.
  ///
  /// @param weights what each number counts; null for 1
  /// @param length how many numbers are counted
  public static Array bincount(Array x, @Nullable Array weights, int length) {
    return Statistics.bincountTo(x, weights, length);
  }

  /// The bin of each element: how many edges are at or below it.
  public static Array digitize(Array x, Array bins) {
    return Statistics.digitize(x, bins, false);
  }

  public static Array digitize(Array x, Array bins, boolean right) {
    return Statistics.digitize(x, bins, right);
  }

  // Functions of a user

  /// A function of vectors for all vectors along an axis: what it returns stands in their place.
  public static Array applyAlongAxis(UnaryOperator<Array> f, int axis, Array x) {
    return Apply.alongAxis(f, axis, x);
  }

  /// A function of an array and an axis, such as `Jnp::sum`, one axis after the other.
  public static Array applyOverAxes(BiFunction<Array, Integer, Array> f, Array x, int... axes) {
    return Apply.overAxes(f, x, axes);
  }

  /// For each element the function whose condition holds there, the last one if several do; one
  /// more function than conditions is for where none holds, and 0 stands there without one.
  public static Array piecewise(
      Array x, List<Array> conditions, List<? extends UnaryOperator<Array>> functions) {
    return Apply.piecewise(x, conditions, functions);
  }

  // Shape

  public static Array reshape(Array x, int... shape) {
    return x.reshape(shape);
  }

  public static Array reshape(Array x, Dims shape) {
    return x.reshape(shape);
  }

  public static Array ravel(Array x) {
    return x.ravel();
  }

  public static Array transpose(Array x, int... permutation) {
    return x.transpose(permutation);
  }

  public static Array permuteDims(Array x, int... permutation) {
    return x.transpose(permutation);
  }

  public static Array matrixTranspose(Array x) {
    return x.mT();
  }

  public static Array swapaxes(Array x, int axis1, int axis2) {
    return x.swapaxes(axis1, axis2);
  }

  public static Array moveaxis(Array x, int source, int destination) {
    return Shapes.moveaxis(x, Dims.of(source), Dims.of(destination));
  }

  public static Array moveaxis(Array x, int[] source, int[] destination) {
    return Shapes.moveaxis(x, Dims.of(source), Dims.of(destination));
  }

  /// An axis moved before the position `start`.
  public static Array rollaxis(Array x, int axis, int start) {
    int a = Axes.of("rollaxis", axis, x.aval());
    int s = start < 0 ? start + x.ndim() : start;
    return moveaxis(x, a, a < s ? s - 1 : s);
  }

  public static Array squeeze(Array x, int... axes) {
    return x.squeeze(axes);
  }

  /// With new axes of size 1 at the given positions of the result.
  public static Array expandDims(Array x, int... axes) {
    return x.expandDims(axes);
  }

  public static Array broadcastTo(Array x, int... shape) {
    return x.broadcastTo(shape);
  }

  public static Array broadcastTo(Array x, Dims shape) {
    return x.broadcastTo(shape);
  }

  public static List<Array> broadcastArrays(Array... xs) {
    return Broadcasting.all("broadcastArrays", List.of(xs));
  }

  public static Dims broadcastShapes(Dims... shapes) {
    return Broadcasting.shape("broadcastShapes", shapes);
  }

  public static Array atleast1d(Array x) {
    return Manipulate.atLeast(1, x);
  }

  public static Array atleast2d(Array x) {
    return Manipulate.atLeast(2, x);
  }

  public static Array atleast3d(Array x) {
    return Manipulate.atLeast(3, x);
  }

  // Joining and cutting

  /// Joined along an axis.
  public static Array concatenate(List<? extends Array> xs, int axis) {
    return Shapes.concatenate(xs, axis);
  }

  public static Array concatenate(List<? extends Array> xs) {
    return Shapes.concatenate(xs, 0);
  }

  /// Joined along the first axis.
  public static Array concatenate(Array... xs) {
    return Shapes.concatenate(List.of(xs), 0);
  }

  public static Array concat(List<? extends Array> xs, int axis) {
    return Shapes.concatenate(xs, axis);
  }

  public static Array concat(Array... xs) {
    return Shapes.concatenate(List.of(xs), 0);
  }

  /// Stacked along a new axis.
  public static Array stack(List<? extends Array> xs, int axis) {
    return Shapes.stack(xs, axis);
  }

  public static Array stack(List<? extends Array> xs) {
    return Shapes.stack(xs, 0);
  }

  public static Array stack(Array... xs) {
    return Shapes.stack(List.of(xs), 0);
  }

  public static Array vstack(Array... xs) {
    return concatenate(List.of(xs).stream().map(Jnp::atleast2d).toList(), 0);
  }

  public static Array hstack(Array... xs) {
    List<Array> in = List.of(xs).stream().map(Jnp::atleast1d).toList();
    return concatenate(in, in.getFirst().ndim() == 1 ? 0 : 1);
  }

  public static Array dstack(Array... xs) {
    return concatenate(List.of(xs).stream().map(Jnp::atleast3d).toList(), 2);
  }

  /// Vectors as columns.
  public static Array columnStack(Array... xs) {
    return concatenate(
        List.of(xs).stream().map(x -> x.ndim() < 2 ? atleast2d(x).T() : x).toList(), 1);
  }

  /// Nested lists of arrays joined: the innermost along the last axis.
  public static Array block(List<?> nested) {
    return Manipulate.block(nested);
  }

  /// `x` with `values` at the end, both flattened.
  public static Array append(Array x, Array values) {
    return concatenate(List.of(x.ravel(), values.ravel()), 0);
  }

  public static Array append(Array x, Array values, int axis) {
    return concatenate(List.of(x, values), axis);
  }

  /// The arrays along an axis.
  public static List<Array> unstack(Array x, int axis) {
    return x.unstack(axis);
  }

  public static List<Array> unstack(Array x) {
    return x.unstack(0);
  }

  /// Cut into equal parts.
  public static List<Array> split(Array x, int sections) {
    return Manipulate.split(x, sections, 0);
  }

  public static List<Array> split(Array x, int sections, int axis) {
    return Manipulate.split(x, sections, axis);
  }

  /// Cut before the given places.
  public static List<Array> split(Array x, int[] places) {
    return Manipulate.split(x, places, 0);
  }

  public static List<Array> split(Array x, int[] places, int axis) {
    return Manipulate.split(x, places, axis);
  }

  /// Cut into parts that differ in size by at most one.
  public static List<Array> arraySplit(Array x, int sections) {
    return Manipulate.arraySplit(x, sections, 0);
  }

  public static List<Array> arraySplit(Array x, int sections, int axis) {
    return Manipulate.arraySplit(x, sections, axis);
  }

  public static List<Array> vsplit(Array x, int sections) {
    return Manipulate.split(x, sections, 0);
  }

  public static List<Array> hsplit(Array x, int sections) {
    return Manipulate.split(x, sections, x.ndim() == 1 ? 0 : 1);
  }

  public static List<Array> dsplit(Array x, int sections) {
    return Manipulate.split(x, sections, 2);
  }

  /// Copies side by side: `reps[i]` times along axis `i`, aligned at the last axes.
  public static Array tile(Array x, int... reps) {
    return Shapes.tile(x, Dims.of(reps));
  }

  /// Every element several times, in row-major order.
  public static Array repeat(Array x, int repeats) {
    return x.repeat(repeats);
  }

  public static Array repeat(Array x, int repeats, int axis) {
    return x.repeat(repeats, axis);
  }

  public static Array repeat(Array x, int[] repeats, int axis) {
    return x.repeat(repeats, axis);
  }

  /// In reverse order along the given axes, or along all.
  public static Array flip(Array x, int... axes) {
    return Manipulate.flip(x, axes);
  }

  public static Array fliplr(Array x) {
    return Manipulate.flip(x, 1);
  }

  public static Array flipud(Array x) {
    return Manipulate.flip(x, 0);
  }

  /// All elements moved on in row-major order; those that fall off come back at the front.
  public static Array roll(Array x, int shift) {
    return Manipulate.roll(x.ravel(), shift, 0).reshape(x.shape());
  }

  public static Array roll(Array x, int shift, int axis) {
    return Manipulate.roll(x, shift, axis);
  }

  public static Array roll(Array x, int[] shifts, int[] axes) {
    Array out = x;
    for (int i = 0; i < axes.length; i++) {
      out = Manipulate.roll(out, shifts[i], axes[i]);
    }
    return out;
  }

  /// Turned by quarter turns, from the first axis toward the second.
  public static Array rot90(Array x) {
    return Manipulate.rot90(x, 1, 0, 1);
  }

  public static Array rot90(Array x, int k) {
    return Manipulate.rot90(x, k, 0, 1);
  }

  public static Array rot90(Array x, int k, int axis1, int axis2) {
    return Manipulate.rot90(x, k, axis1, axis2);
  }

  /// Zeros around.
  public static Array pad(Array x, int width) {
    return Padding.pad(x, new int[][] {{width, width}}, "constant", 0);
  }

  /// Zeros before and after along every axis.
  public static Array pad(Array x, int before, int after) {
    return Padding.pad(x, new int[][] {{before, after}}, "constant", 0);
  }

  /// Zeros, as many as `widths` says: a pair for each axis, or one pair for all.
  public static Array pad(Array x, int[][] widths) {
    return Padding.pad(x, widths, "constant", 0);
  }

  /// Padded along every axis, as many as `widths` says, in the way that `mode` names.
  ///
  /// @param mode `constant`, `edge`, `empty`, `linear_ramp`, `maximum`, `mean`, `median`,
  ///   `minimum`, `reflect`, `symmetric` or `wrap`
  public static Array pad(Array x, int[][] widths, String mode) {
    return Padding.pad(x, widths, mode, null);
  }

  /// Padded along every axis, as many as `widths` says, in the way that `mode` names.
  ///
  /// @param value the constant, or where a linear ramp ends
  public static Array pad(Array x, int[][] widths, String mode, Number value) {
    return Padding.pad(x, widths, mode, value);
  }

  public static Array pad(Array x, int width, String mode) {
    return Padding.pad(x, new int[][] {{width, width}}, mode, null);
  }

  /// The elements repeated or cut until they fill a shape.
  public static Array resize(Array x, int... shape) {
    return Manipulate.resize(x, Dims.of(shape));
  }

  /// Without the given places along an axis.
  public static Array delete(Array x, int[] places, int axis) {
    return Manipulate.delete(x, places, axis);
  }

  public static Array delete(Array x, int place, int axis) {
    return Manipulate.delete(x, new int[] {place}, axis);
  }

  /// With values put before a place along an axis.
  public static Array insert(Array x, int place, Array values, int axis) {
    return Manipulate.insert(x, place, values, axis);
  }

  public static Array insert(Array x, int place, Number value, int axis) {
    return Manipulate.insert(x, place, Types.weak(value), axis);
  }

  /// Without zeros at both ends of a vector.
  public static Array trimZeros(Array x) {
    return Manipulate.trimZeros(x, true, true);
  }

  // Matrices

  /// A matrix with the given diagonal, or the diagonal of a matrix.
  public static Array diag(Array x) {
    return Manipulate.diag(x, 0);
  }

  public static Array diag(Array x, int k) {
    return Manipulate.diag(x, k);
  }

  public static Array diagflat(Array x) {
    return Manipulate.diagflat(x, 0);
  }

  public static Array diagflat(Array x, int k) {
    return Manipulate.diagflat(x, k);
  }

  public static Array diagonal(Array x) {
    return x.diagonal();
  }

  public static Array diagonal(Array x, int offset, int axis1, int axis2) {
    return x.diagonal(offset, axis1, axis2);
  }

  /// The sum of the diagonal of the first two axes.
  public static Array trace(Array x) {
    return x.trace(0, 0, 1);
  }

  public static Array trace(Array x, int offset, int axis1, int axis2) {
    return x.trace(offset, axis1, axis2);
  }

  /// Zeros above a diagonal.
  public static Array tril(Array x) {
    return Manipulate.triangle(x, 0, true);
  }

  public static Array tril(Array x, int k) {
    return Manipulate.triangle(x, k, true);
  }

  /// Zeros below a diagonal.
  public static Array triu(Array x) {
    return Manipulate.triangle(x, 0, false);
  }

  public static Array triu(Array x, int k) {
    return Manipulate.triangle(x, k, false);
  }

  /// The places of a triangle: rows, columns.
  public static List<Array> trilIndices(int n) {
    return Manipulate.triangleIndices(n, n, 0, true);
  }

  public static List<Array> trilIndices(int n, int k, int m) {
    return Manipulate.triangleIndices(n, m, k, true);
  }

  public static List<Array> trilIndicesFrom(Array x) {
    return Manipulate.triangleIndices(x.shape(-2), x.shape(-1), 0, true);
  }

  /// The places of a triangle: rows, columns.
  public static List<Array> triuIndices(int n) {
    return Manipulate.triangleIndices(n, n, 0, false);
  }

  public static List<Array> triuIndices(int n, int k, int m) {
    return Manipulate.triangleIndices(n, m, k, false);
  }

  public static List<Array> triuIndicesFrom(Array x) {
    return Manipulate.triangleIndices(x.shape(-2), x.shape(-1), 0, false);
  }

  /// The places of a square that a function leaves of ones, such as `Jnp::triu`: rows, columns.
  public static List<Array> maskIndices(int n, BiFunction<Array, Integer, Array> mask) {
    return maskIndices(n, mask, 0);
  }

  /// The places of a square that a function of it and `k` leaves of ones: rows, columns.
  public static List<Array> maskIndices(int n, BiFunction<Array, Integer, Array> mask, int k) {
    return mask.apply(ones(n, n), k).nonzero();
  }

  /// The places of the diagonal of an array with `ndim` axes of size `n`.
  public static List<Array> diagIndices(int n, int ndim) {
    return Collections.nCopies(ndim, arange(n));
  }

  public static List<Array> diagIndicesFrom(Array x) {
    return diagIndices(x.shape(0), x.ndim());
  }

  /// With one number, or the numbers of a vector in turn, on the diagonal. In JAX with
  /// `inplace=False`.
  public static Array fillDiagonal(Array x, Number value) {
    return Manipulate.fillDiagonal(x, Types.weak(value));
  }

  public static Array fillDiagonal(Array x, Array values) {
    return Manipulate.fillDiagonal(x, values);
  }

  // Elements

  /// The elements at the given places in row-major order; places outside give NaN, or the smallest
  /// integer.
  public static Array take(Array x, Array indices) {
    return x.take(indices);
  }

  public static Array take(Array x, Array indices, int axis) {
    return x.take(indices, axis);
  }

  public static Array take(Array x, int index, int axis) {
    return x.take(index, axis);
  }

  /// For each place of `indices` the element of `x` there along one axis.
  public static Array takeAlongAxis(Array x, Array indices, int axis) {
    return Named.call(
        "take_along_axis",
        List.of(axis),
        in -> Manipulate.alongAxis(in.get(0), in.get(1), axis, "fill"),
        List.of(x, indices));
  }

  /// With values at the places that `indices` names along one axis. In JAX with `inplace=False`.
  public static Array putAlongAxis(Array x, Array indices, Array values, int axis) {
    return Manipulate.alongAxis("putAlongAxis", x, indices, axis).set(values);
  }

  public static Array putAlongAxis(Array x, Array indices, Number value, int axis) {
    return putAlongAxis(x, indices, Types.weak(value), axis);
  }

  /// With values at places in row-major order. In JAX with `inplace=False`.
  public static Array put(Array x, Array indices, Array values) {
    return x.ravel().at(indices).set(Manipulate.resize(values, indices.shape())).reshape(x.shape());
  }

  /// With values, in turn, where the mask holds. In JAX with `inplace=False`.
  public static Array place(Array x, Array mask, Array values) {
    Array m = mask.ravel().ne(0);
    Array order = m.cumsum().sub(1).rem(Math.toIntExact(values.size()));
    return where(m, values.ravel().take(order).astype(x.dtype()), x.ravel()).reshape(x.shape());
  }

  /// The places that are not zero, a vector for each axis.
  public static List<Array> nonzero(Array x) {
    return x.nonzero();
  }

  /// The first `size` of them, filled up with `fill`: for functions that are transformed.
  public static List<Array> nonzero(Array x, int size, int fill) {
    return Sets.nonzero(Manipulate.atLeast(1, x), size, fill);
  }

  public static Array flatnonzero(Array x) {
    return x.ravel().nonzero().getFirst();
  }

  /// The places that are not zero, one row each.
  public static Array argwhere(Array x) {
    return x.ndim() == 0
        ? zeros(Dims.of(x.itemBoolean() ? 1 : 0, 0), Promotion.defaultInt())
        : stack(x.nonzero(), 1);
  }

  /// The elements where the mask holds.
  public static Array extract(Array mask, Array x) {
    return x.ravel().at(mask.ravel().ne(0)).get();
  }

  /// The parts along an axis where the mask holds.
  public static Array compress(Array mask, Array x, int axis) {
    return x.take(mask.ravel().ne(0).nonzero().getFirst(), axis);
  }

  /// The place in row-major order of coordinates in a shape.
  public static Array ravelMultiIndex(List<Array> indices, int... shape) {
    long[] strides = Dims.of(shape).strides();
    Array out = zeros(Dims.NONE, Promotion.defaultInt());
    for (int i = 0; i < shape.length; i++) {
      out = out.add(indices.get(i).clip(0, shape[i] - 1).mul(strides[i]));
    }
    return out;
  }

  /// The coordinates in a shape of places in row-major order.
  public static List<Array> unravelIndex(Array places, int... shape) {
    long[] strides = Dims.of(shape).strides();
    Array p =
        where(places.lt(0), places.add(Dims.of(shape).size()), places)
            .clip(0, Dims.of(shape).size() - 1);
    return IntStream.range(0, shape.length)
        .mapToObj(i -> p.floorDivide(strides[i]).rem(shape[i]))
        .toList();
  }

  /// Index arrays that select the product of the given places.
  public static List<Array> ix_(Array... places) {
    return IntStream.range(0, places.length)
        .mapToObj(i -> {
          Array p = places[i].dtype() == DType.BOOL ? places[i].nonzero().getFirst() : places[i];
          return p.reshape(Dims.repeat(1, places.length).with(i, p.shape(0)));
        })
        .toList();
  }

  /// `stop`, `start:stop` or `start:stop:step` of an index.
  public static Index slice(@Nullable Integer stop) {
    return Index.slice(stop);
  }

  public static Index slice(@Nullable Integer start, @Nullable Integer stop) {
    return Index.slice(start, stop);
  }

  public static Index slice(
      @Nullable Integer start, @Nullable Integer stop, @Nullable Integer step) {
    return Index.slice(start, stop, step);
  }

  // Order

  public static Array sort(Array x) {
    return x.sort(-1);
  }

  public static Array sort(Array x, int axis) {
    return x.sort(axis);
  }

  public static Array sort(Array x, int axis, boolean descending) {
    return x.sort(axis, descending);
  }

  /// The positions that sort; equal elements keep their order.
  public static Array argsort(Array x) {
    return x.argsort(-1);
  }

  public static Array argsort(Array x, int axis) {
    return x.argsort(axis);
  }

  public static Array argsort(Array x, int axis, boolean descending) {
    return x.argsort(axis, descending);
  }

  /// The positions that sort by several keys along the last axis, the last key first.
  public static Array lexsort(List<Array> keys) {
    return Sorting.lexsort(keys);
  }

  /// As [#sort(Array)]: a sorted array is partitioned at every place.
  public static Array partition(Array x, int kth) {
    return sortedFor("partition", x, kth).sort(-1);
  }

  /// As [#argsort(Array)].
  public static Array argpartition(Array x, int kth) {
    return sortedFor("argpartition", x, kth).argsort(-1);
  }

  private static Array sortedFor(String operation, Array x, int kth) {
    Axes.of(operation, kth, x.shape(-1), "the last axis of " + x.aval());
    return x;
  }

  /// Where values would have to be inserted into a sorted vector to keep it sorted.
  public static Array searchsorted(Array x, Array values) {
    return Sorting.searchsorted(x, values, false);
  }

  /// Where the values would be inserted to keep the vector sorted.
  ///
  /// @param side `left` for before equal elements, `right` for after them
  public static Array searchsorted(Array x, Array values, String side) {
    return switch (side) {
      case "left" -> Sorting.searchsorted(x, values, false);
      case "right" -> Sorting.searchsorted(x, values, true);
      default ->
          throw new IllegalArgumentException(
              "searchsorted: there is no side \"%s\"; there are left and right".formatted(side));
    };
  }

  public static Array searchsorted(Array x, Number value) {
    return Sorting.searchsorted(x, Types.weak(value), false);
  }

  /// The `k` largest elements along the last axis, largest first, and their places.
  public static List<Array> topK(Array x, int k) {
    return topK(x, k, -1);
  }

  /// The `k` largest elements along an axis, largest first, and their places.
  public static List<Array> topK(Array x, int k, int axis) {
    int a = Axes.of("topK", axis, x.aval());
    return Named.calls(
        "top_k", List.of(k, a), in -> Trace.bindAll(new Ordering.TopK(k, a), in), List.of(x));
  }

  // Sets; how many elements they have depends on the data

  /// The distinct elements, sorted; all NaN are one.
  public static Array unique(Array x) {
    return Sets.unique(x, true).values();
  }

  /// The first `size` distinct elements, filled up: for functions that are transformed.
  public static Array unique(Array x, int size, Number fill) {
    return Sets.unique(x, size, fill);
  }

  /// The distinct elements, and where and how often they come; every NaN is an element of its own.
  public static Unique uniqueAll(Array x) {
    return Sets.unique(x, false);
  }

  /// The distinct elements, sorted; every NaN is an element of its own.
  public static Array uniqueValues(Array x) {
    return Sets.unique(x, false).values();
  }

  /// The distinct elements, and how often each comes; every NaN is an element of its own.
  public static List<Array> uniqueCounts(Array x) {
    Unique all = Sets.unique(x, false);
    return List.of(all.values(), all.counts());
  }

  /// The distinct elements, and for each element of `x` the place of its value among them; every
  /// NaN is an element of its own.
  public static List<Array> uniqueInverse(Array x) {
    Unique all = Sets.unique(x, false);
    return List.of(all.values(), all.inverse());
  }

  /// Whether each element of `x` is in `y`.
  public static Array isin(Array x, Array y) {
    return Sets.isin(x, y);
  }

  public static Array union1d(Array x, Array y) {
    return Sets.union1d(x, y);
  }

  public static Array intersect1d(Array x, Array y) {
    return Sets.intersect1d(x, y);
  }

  public static Array setdiff1d(Array x, Array y) {
    return Sets.setdiff1d(x, y);
  }

  public static Array setxor1d(Array x, Array y) {
    return Sets.setxor1d(x, y);
  }

  // Samples of functions, and polynomials

  /// Differences of neighbours along the last axis.
  public static Array diff(Array x) {
    return Series.diff(x, 1, -1);
  }

  public static Array diff(Array x, int n, int axis) {
    return Series.diff(x, n, axis);
  }

  public static Array ediff1d(Array x) {
    return Series.ediff1d(x);
  }

  /// Derivatives by central differences along one axis.
  public static Array gradient(Array x, double spacing, int axis) {
    return Series.gradient(x, spacing, axis);
  }

  /// Derivatives by central differences along each axis.
  public static List<Array> gradient(Array x) {
    return IntStream.range(0, x.ndim()).mapToObj(a -> Series.gradient(x, 1, a)).toList();
  }

  /// The integral by the trapezoidal rule along the last axis.
  public static Array trapezoid(Array y, double dx) {
    return Series.trapezoid(y, null, dx, -1);
  }

  public static Array trapezoid(Array y) {
    return Series.trapezoid(y, null, 1, -1);
  }

  public static Array trapezoid(Array y, Array x) {
    return Series.trapezoid(y, x, 1, -1);
  }

  public static Array trapezoid(Array y, Array x, int axis) {
    return Series.trapezoid(y, x, 1, axis);
  }

  /// Jumps of half a period or more taken out.
  public static Array unwrap(Array x) {
    return Series.unwrap(x, Math.PI, -1, 2 * Math.PI);
  }

  public static Array unwrap(Array x, double discont, int axis, double period) {
    return Series.unwrap(x, discont, axis, period);
  }

  /// Linear interpolation between points with ascending `xp`; beyond them the end values.
  public static Array interp(Array x, Array xp, Array fp) {
    return Series.interp(x, xp, fp, null, null, null);
  }

  public static Array interp(
      Array x,
      Array xp,
      Array fp,
      @Nullable Number left,
      @Nullable Number right,
      @Nullable Number period) {
    return Series.interp(x, xp, fp, left, right, period);
  }

  /// The convolution of two vectors; of integers, too, it is floating.
  public static Array convolve(Array x, Array y) {
    return Polynomials.convolve(x, y, "full");
  }

  /// The discrete convolution of two vectors; of integers, too, it is floating.
  ///
  /// @param mode `full`, `same` or `valid`
  public static Array convolve(Array x, Array y, String mode) {
    return Polynomials.convolve(x, y, mode);
  }

  public static Array correlate(Array x, Array y) {
    return Polynomials.correlate(x, y, "valid");
  }

  public static Array correlate(Array x, Array y, String mode) {
    return Polynomials.correlate(x, y, mode);
  }

  /// The value of a polynomial.
  public static Array polyval(Array p, Array x) {
    return Polynomials.polyval(p, x);
  }

  public static Array polyadd(Array a, Array b) {
    return Polynomials.polyadd(a, b);
  }

  public static Array polysub(Array a, Array b) {
    return Polynomials.polyadd(a, b.neg());
  }

  public static Array polymul(Array a, Array b) {
    return convolve(a, b);
  }

  /// The quotient of two polynomials and what remains, with leading zeros.
  public static List<Array> polydiv(Array a, Array b) {
    return Polynomials.polydiv(a, b);
  }

  /// The polynomial `(x - r₀)(x - r₁)…` with the given roots; its first coefficient is 1.
  public static Array poly(Array roots) {
    return Polynomials.poly(roots);
  }

  public static Array polyder(Array p) {
    return Polynomials.polyder(p, 1);
  }

  public static Array polyder(Array p, int m) {
    return Polynomials.polyder(p, m);
  }

  public static Array polyint(Array p) {
    return Polynomials.polyint(p, 1);
  }

  public static Array polyint(Array p, int m) {
    return Polynomials.polyint(p, m);
  }

  /// Eight elements of the last axis to a byte, the first in its highest bit.
  public static Array packbits(Array x) {
    return Bits.pack(x, -1, "big");
  }

  /// Eight elements along an axis to a byte.
  ///
  /// @param bitorder `big` or `little`: whether the first is the highest bit or the lowest
  public static Array packbits(Array x, int axis, String bitorder) {
    return Bits.pack(x, axis, bitorder);
  }

  /// The bits of each byte of the last axis, the highest first.
  public static Array unpackbits(Array x) {
    return Bits.unpack(x, -1, -1, "big");
  }

  /// The bits of each byte along an axis, of which the first `count` are kept; all if it is
  /// negative.
  public static Array unpackbits(Array x, int axis, int count, String bitorder) {
    return Bits.unpack(x, axis, count, bitorder);
  }

  // Printing

  /// Makes these the settings with which arrays are printed.
  public static void setPrintoptions(PrintOptions options) {
    options.use();
  }

  /// Runs `body` with these settings: `printoptions(DEFAULT.precision(3), () -> …)`.
  ///
  /// In JAX: `with jnp.printoptions(…):`.
  public static void printoptions(PrintOptions options, Runnable body) {
    options.during(body);
  }

  public static PrintOptions getPrintoptions() {
    return PrintOptions.current();
  }

  /// As Python shows it: `Array([0, 1, 3, 6], dtype=int32)`.
  public static String arrayRepr(Array x) {
    return x.repr();
  }

  /// What `print(x)` shows.
  public static String arrayStr(Array x) {
    return x.toString();
  }
}

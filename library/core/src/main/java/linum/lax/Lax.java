package linum.lax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import linum.core.Arithmetic;
import linum.core.Array;
import linum.core.Axes;
import linum.core.Broadcasting;
import linum.core.Ops;
import linum.core.Products;
import linum.core.Scan;
import linum.core.Trace;
import linum.core.Types;
import linum.core.Views;
import linum.ir.Binary;
import linum.ir.Collective;
import linum.ir.Contraction;
import linum.ir.ConvDimensionNumbers;
import linum.ir.Creation;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Elementwise;
import linum.ir.GatherDimensionNumbers;
import linum.ir.Generator;
import linum.ir.Indexing;
import linum.ir.Jaxpr;
import linum.ir.Marker;
import linum.ir.Movement;
import linum.ir.Ordering;
import linum.ir.Param;
import linum.ir.Promotion;
import linum.ir.RandomAlgorithm;
import linum.ir.Reduction;
import linum.ir.ScatterDimensionNumbers;
import linum.ir.Special;
import linum.ir.Unary;
import linum.ir.Window;
import linum.ir.Windowed;
import linum.transform.AssociativeScan;
import linum.transform.Collectives;
import linum.transform.Composites;
import linum.transform.Conditional;
import linum.transform.ScanLoop;
import linum.transform.ScanOptions;
import linum.transform.Staging;
import linum.transform.WhileLoop;
import org.jspecify.annotations.Nullable;

/// Primitives as functions: strict in types and shapes, nothing is promoted. In JAX: `jax.lax`.
///
/// Operands of elementwise functions have one type and one shape, except that scalars go with any
/// shape; a [Number] takes the type of the other operand. For NumPy's promotion and broadcasting
/// see `linum.numpy.Jnp`.
public final class Lax {
  private Lax() {}

  // Functions of one array, elementwise

  public static Array abs(Array x) {
    return Trace.bind(Unary.ABS, x);
  }

  public static Array acos(Array x) {
    return Trace.bind(Unary.ACOS, x);
  }

  public static Array acosh(Array x) {
    return Trace.bind(Unary.ACOSH, x);
  }

  public static Array asin(Array x) {
    return Trace.bind(Unary.ASIN, x);
  }

  public static Array asinh(Array x) {
    return Trace.bind(Unary.ASINH, x);
  }

  public static Array atan(Array x) {
    return Trace.bind(Unary.ATAN, x);
  }

  public static Array atanh(Array x) {
    return Trace.bind(Unary.ATANH, x);
  }

  public static Array cbrt(Array x) {
    return Trace.bind(Unary.CBRT, x);
  }

  public static Array ceil(Array x) {
    return Trace.bind(Unary.CEIL, x);
  }

  /// Leading zero bits.
  public static Array clz(Array x) {
    return Trace.bind(Unary.CLZ, x);
  }

  public static Array cos(Array x) {
    return Trace.bind(Unary.COS, x);
  }

  public static Array cosh(Array x) {
    return Trace.bind(Unary.COSH, x);
  }

  /// The modified Bessel function of order 0, times `e^-|x|`.
  public static Array besselI0e(Array x) {
    return Trace.bind(Unary.BESSEL_I0E, x);
  }

  /// The modified Bessel function of order 1, times `e^-|x|`.
  public static Array besselI1e(Array x) {
    return Trace.bind(Unary.BESSEL_I1E, x);
  }

  /// The derivative of [#lgamma].
  public static Array digamma(Array x) {
    return Trace.bind(Unary.DIGAMMA, x);
  }

  /// The error function.
  public static Array erf(Array x) {
    return Trace.bind(Unary.ERF, x);
  }

  /// The inverse of the error function.
  public static Array erfInv(Array x) {
    return Trace.bind(Unary.ERF_INV, x);
  }

  /// 1 minus the error function.
  public static Array erfc(Array x) {
    return Trace.bind(Unary.ERFC, x);
  }

  public static Array exp(Array x) {
    return Trace.bind(Unary.EXP, x);
  }

  public static Array exp2(Array x) {
    return Trace.bind(Unary.EXP2, x);
  }

  public static Array expm1(Array x) {
    return Trace.bind(Unary.EXPM1, x);
  }

  public static Array floor(Array x) {
    return Trace.bind(Unary.FLOOR, x);
  }

  public static Array isFinite(Array x) {
    return Trace.bind(Unary.IS_FINITE, x);
  }

  /// The logarithm of the magnitude of the gamma function.
  public static Array lgamma(Array x) {
    return Trace.bind(Unary.LGAMMA, x);
  }

  public static Array log(Array x) {
    return Trace.bind(Unary.LOG, x);
  }

  public static Array log1p(Array x) {
    return Trace.bind(Unary.LOG1P, x);
  }

  /// `1 / (1 + exp(-x))`
  public static Array logistic(Array x) {
    return Trace.bind(Unary.LOGISTIC, x);
  }

  public static Array neg(Array x) {
    return Trace.bind(Unary.NEG, x);
  }

  /// Set bits.
  public static Array populationCount(Array x) {
    return Trace.bind(Unary.POPULATION_COUNT, x);
  }

  /// `1 / sqrt(x)`
  public static Array rsqrt(Array x) {
    return Trace.bind(Unary.RSQRT, x);
  }

  public static Array sign(Array x) {
    return Trace.bind(Unary.SIGN, x);
  }

  public static Array sin(Array x) {
    return Trace.bind(Unary.SIN, x);
  }

  public static Array sinh(Array x) {
    return Trace.bind(Unary.SINH, x);
  }

  public static Array sqrt(Array x) {
    return Trace.bind(Unary.SQRT, x);
  }

  public static Array square(Array x) {
    return Trace.bind(Unary.SQUARE, x);
  }

  public static Array tan(Array x) {
    return Trace.bind(Unary.TAN, x);
  }

  public static Array tanh(Array x) {
    return Trace.bind(Unary.TANH, x);
  }

  public static Array bitwiseNot(Array x) {
    return Trace.bind(Unary.NOT, x);
  }

  /// `1 / x`
  public static Array reciprocal(Array x) {
    return Ops.integerPow(x, -1);
  }

  /// To whole numbers, ties away from zero.
  public static Array round(Array x) {
    return Trace.bind(Unary.ROUND_AWAY_FROM_ZERO, x);
  }

  /// To whole numbers, ties to even.
  public static Array roundToNearestEven(Array x) {
    return Trace.bind(Unary.ROUND_TO_NEAREST_EVEN, x);
  }

  /// `x` to a power that is known.
  public static Array integerPow(Array x, int y) {
    return Ops.integerPow(x, y);
  }

  /// The array, but a constant to every derivative.
  public static Array stopGradient(Array x) {
    return Ops.stopGradient(x);
  }

  public static Array convertElementType(Array x, DType dtype) {
    return Ops.convert(x, Promotion.canonical(dtype));
  }

  /// The same bits as another type.
  public static Array bitcastConvertType(Array x, DType dtype) {
    return Views.bitcast(x, dtype);
  }

  /// Rounded to a floating format with fewer bits.
  public static Array reducePrecision(Array x, int exponentBits, int mantissaBits) {
    return Trace.bind(new Elementwise.ReducePrecision(exponentBits, mantissaBits), x);
  }

  /// The element type.
  public static DType dtype(Array x) {
    return x.dtype();
  }

  /// Nothing is moved across it or merged with anything on its other side.
  public static List<Array> optimizationBarrier(Array... xs) {
    return Trace.bindAll(new Marker.OptimizationBarrier(), List.of(xs));
  }

  /// Computes the arrays even if nobody reads them.
  public static void dceSink(Array... xs) {
    for (Array x : xs) {
      Trace.bindAll(new Marker.DceSink(false), List.of(x));
    }
  }

  /// The array, as the current transformation sees it.
  public static Array stage(Array x) {
    return x;
  }

  /// The number as an array, weakly typed.
  public static Array stage(Number x) {
    return Types.weak(x);
  }

  /// A token, which orders effects by being passed on.
  public static Array createToken() {
    return Trace.bind(new Creation.CreateToken());
  }

  /// A token that follows all given ones.
  public static Array afterAll(Array... tokens) {
    return Trace.bind(new Marker.AfterAll(), tokens);
  }

  // Functions of two arrays of one type and shape, or of an array and a number

  public static Array add(Array x, Array y) {
    return Trace.bind(Binary.ADD, x, y);
  }

  public static Array add(Array x, Number y) {
    return Trace.bind(Binary.ADD, x, Arithmetic.like(y, x));
  }

  public static Array add(Number x, Array y) {
    return Trace.bind(Binary.ADD, Arithmetic.like(x, y), y);
  }

  public static Array sub(Array x, Array y) {
    return Trace.bind(Binary.SUB, x, y);
  }

  public static Array sub(Array x, Number y) {
    return Trace.bind(Binary.SUB, x, Arithmetic.like(y, x));
  }

  public static Array sub(Number x, Array y) {
    return Trace.bind(Binary.SUB, Arithmetic.like(x, y), y);
  }

  public static Array mul(Array x, Array y) {
    return Trace.bind(Binary.MUL, x, y);
  }

  public static Array mul(Array x, Number y) {
    return Trace.bind(Binary.MUL, x, Arithmetic.like(y, x));
  }

  public static Array mul(Number x, Array y) {
    return Trace.bind(Binary.MUL, Arithmetic.like(x, y), y);
  }

  /// The quotient; of integers it is rounded toward zero.
  public static Array div(Array x, Array y) {
    return Trace.bind(Binary.DIV, x, y);
  }

  public static Array div(Array x, Number y) {
    return Trace.bind(Binary.DIV, x, Arithmetic.like(y, x));
  }

  public static Array div(Number x, Array y) {
    return Trace.bind(Binary.DIV, Arithmetic.like(x, y), y);
  }

  /// The remainder with the sign of the dividend.
  public static Array rem(Array x, Array y) {
    return Trace.bind(Binary.REM, x, y);
  }

  public static Array rem(Array x, Number y) {
    return Trace.bind(Binary.REM, x, Arithmetic.like(y, x));
  }

  public static Array rem(Number x, Array y) {
    return Trace.bind(Binary.REM, Arithmetic.like(x, y), y);
  }

  public static Array max(Array x, Array y) {
    return Trace.bind(Binary.MAX, x, y);
  }

  public static Array max(Array x, Number y) {
    return Trace.bind(Binary.MAX, x, Arithmetic.like(y, x));
  }

  public static Array max(Number x, Array y) {
    return Trace.bind(Binary.MAX, Arithmetic.like(x, y), y);
  }

  public static Array min(Array x, Array y) {
    return Trace.bind(Binary.MIN, x, y);
  }

  public static Array min(Array x, Number y) {
    return Trace.bind(Binary.MIN, x, Arithmetic.like(y, x));
  }

  public static Array min(Number x, Array y) {
    return Trace.bind(Binary.MIN, Arithmetic.like(x, y), y);
  }

  public static Array pow(Array x, Array y) {
    return Trace.bind(Binary.POW, x, y);
  }

  public static Array pow(Array x, Number y) {
    return Trace.bind(Binary.POW, x, Arithmetic.like(y, x));
  }

  public static Array pow(Number x, Array y) {
    return Trace.bind(Binary.POW, Arithmetic.like(x, y), y);
  }

  public static Array atan2(Array x, Array y) {
    return Trace.bind(Binary.ATAN2, x, y);
  }

  public static Array atan2(Array x, Number y) {
    return Trace.bind(Binary.ATAN2, x, Arithmetic.like(y, x));
  }

  public static Array atan2(Number x, Array y) {
    return Trace.bind(Binary.ATAN2, Arithmetic.like(x, y), y);
  }

  /// The next representable number from `x` toward `y`.
  public static Array nextafter(Array x, Array y) {
    return Trace.bind(Binary.NEXTAFTER, x, y);
  }

  public static Array bitwiseAnd(Array x, Array y) {
    return Trace.bind(Binary.AND, x, y);
  }

  public static Array bitwiseAnd(Array x, Number y) {
    return Trace.bind(Binary.AND, x, Arithmetic.like(y, x));
  }

  public static Array bitwiseAnd(Number x, Array y) {
    return Trace.bind(Binary.AND, Arithmetic.like(x, y), y);
  }

  public static Array bitwiseOr(Array x, Array y) {
    return Trace.bind(Binary.OR, x, y);
  }

  public static Array bitwiseOr(Array x, Number y) {
    return Trace.bind(Binary.OR, x, Arithmetic.like(y, x));
  }

  public static Array bitwiseOr(Number x, Array y) {
    return Trace.bind(Binary.OR, Arithmetic.like(x, y), y);
  }

  public static Array bitwiseXor(Array x, Array y) {
    return Trace.bind(Binary.XOR, x, y);
  }

  public static Array bitwiseXor(Array x, Number y) {
    return Trace.bind(Binary.XOR, x, Arithmetic.like(y, x));
  }

  public static Array bitwiseXor(Number x, Array y) {
    return Trace.bind(Binary.XOR, Arithmetic.like(x, y), y);
  }

  public static Array shiftLeft(Array x, Array y) {
    return Trace.bind(Binary.SHIFT_LEFT, x, y);
  }

  public static Array shiftLeft(Array x, Number y) {
    return Trace.bind(Binary.SHIFT_LEFT, x, Arithmetic.like(y, x));
  }

  public static Array shiftLeft(Number x, Array y) {
    return Trace.bind(Binary.SHIFT_LEFT, Arithmetic.like(x, y), y);
  }

  public static Array shiftRightArithmetic(Array x, Array y) {
    return Trace.bind(Binary.SHIFT_RIGHT_ARITHMETIC, x, y);
  }

  public static Array shiftRightArithmetic(Array x, Number y) {
    return Trace.bind(Binary.SHIFT_RIGHT_ARITHMETIC, x, Arithmetic.like(y, x));
  }

  public static Array shiftRightArithmetic(Number x, Array y) {
    return Trace.bind(Binary.SHIFT_RIGHT_ARITHMETIC, Arithmetic.like(x, y), y);
  }

  public static Array shiftRightLogical(Array x, Array y) {
    return Trace.bind(Binary.SHIFT_RIGHT_LOGICAL, x, y);
  }

  public static Array shiftRightLogical(Array x, Number y) {
    return Trace.bind(Binary.SHIFT_RIGHT_LOGICAL, x, Arithmetic.like(y, x));
  }

  public static Array shiftRightLogical(Number x, Array y) {
    return Trace.bind(Binary.SHIFT_RIGHT_LOGICAL, Arithmetic.like(x, y), y);
  }

  /// The upper half of the double-width product.
  public static Array mulhi(Array x, Array y) {
    return Trace.bind(Binary.MULHI, x, y);
  }

  public static Array eq(Array x, Array y) {
    return Trace.bind(Binary.EQ, x, y);
  }

  public static Array eq(Array x, Number y) {
    return Trace.bind(Binary.EQ, x, Arithmetic.like(y, x));
  }

  public static Array eq(Number x, Array y) {
    return Trace.bind(Binary.EQ, Arithmetic.like(x, y), y);
  }

  public static Array ne(Array x, Array y) {
    return Trace.bind(Binary.NE, x, y);
  }

  public static Array ne(Array x, Number y) {
    return Trace.bind(Binary.NE, x, Arithmetic.like(y, x));
  }

  public static Array ne(Number x, Array y) {
    return Trace.bind(Binary.NE, Arithmetic.like(x, y), y);
  }

  public static Array lt(Array x, Array y) {
    return Trace.bind(Binary.LT, x, y);
  }

  public static Array lt(Array x, Number y) {
    return Trace.bind(Binary.LT, x, Arithmetic.like(y, x));
  }

  public static Array lt(Number x, Array y) {
    return Trace.bind(Binary.LT, Arithmetic.like(x, y), y);
  }

  public static Array le(Array x, Array y) {
    return Trace.bind(Binary.LE, x, y);
  }

  public static Array le(Array x, Number y) {
    return Trace.bind(Binary.LE, x, Arithmetic.like(y, x));
  }

  public static Array le(Number x, Array y) {
    return Trace.bind(Binary.LE, Arithmetic.like(x, y), y);
  }

  public static Array gt(Array x, Array y) {
    return Trace.bind(Binary.GT, x, y);
  }

  public static Array gt(Array x, Number y) {
    return Trace.bind(Binary.GT, x, Arithmetic.like(y, x));
  }

  public static Array gt(Number x, Array y) {
    return Trace.bind(Binary.GT, Arithmetic.like(x, y), y);
  }

  public static Array ge(Array x, Array y) {
    return Trace.bind(Binary.GE, x, y);
  }

  public static Array ge(Array x, Number y) {
    return Trace.bind(Binary.GE, x, Arithmetic.like(y, x));
  }

  public static Array ge(Number x, Array y) {
    return Trace.bind(Binary.GE, Arithmetic.like(x, y), y);
  }

  /// Between two bounds, which are scalars or have the shape of `x`.
  public static Array clamp(Array min, Array x, Array max) {
    return Trace.bind(new Elementwise.Clamp(), min, x, max);
  }

  public static Array clamp(Number min, Array x, Number max) {
    return clamp(Arithmetic.like(min, x), x, Arithmetic.like(max, x));
  }

  /// `condition ? onTrue : onFalse`; the cases have one type.
  public static Array select(Array condition, Array onTrue, Array onFalse) {
    return Ops.select(condition, onTrue, onFalse);
  }

  /// `cases[which]`, elementwise.
  public static Array selectN(Array which, Array... cases) {
    List<Array> in = new ArrayList<>();
    in.add(which);
    in.addAll(List.of(cases));
    return Trace.bindAll(new Elementwise.SelectN(), in).getFirst();
  }

  // Special functions of several arrays

  /// The derivatives of [#digamma], of order `m` from 0 on.
  public static Array polygamma(Array m, Array x) {
    return Trace.bind(Special.POLYGAMMA, m, x);
  }

  public static Array polygamma(Number m, Array x) {
    return Trace.bind(Special.POLYGAMMA, Arithmetic.like(m, x), x);
  }

  /// Hurwitz' zeta function: the sum of `(k + q)^-x` for `k` from 0 on. It has no derivative.
  public static Array zeta(Array x, Array q) {
    return Trace.bind(Special.ZETA, x, q);
  }

  /// The lower incomplete gamma function, divided by the complete one.
  public static Array igamma(Array a, Array x) {
    return Trace.bind(Special.IGAMMA, a, x);
  }

  /// The upper incomplete gamma function, divided by the complete one: `1 - igamma(a, x)`, exact
  /// where that is small.
  public static Array igammac(Array a, Array x) {
    return Trace.bind(Special.IGAMMAC, a, x);
  }

  /// The derivative of [#igamma] in `a`.
  public static Array igammaGradA(Array a, Array x) {
    return Trace.bind(Special.IGAMMA_GRAD_A, a, x);
  }

  /// The derivative in `a` of a number `x` drawn from the gamma distribution of `a`.
  public static Array randomGammaGrad(Array a, Array x) {
    return Trace.bind(Special.RANDOM_GAMMA_GRAD, a, x);
  }

  /// The incomplete beta function, divided by the complete one. It has a derivative in `x` only.
  public static Array betainc(Array a, Array b, Array x) {
    return Trace.bind(Special.REGULARIZED_INCOMPLETE_BETA, a, b, x);
  }

  // Products

  /// A contraction: `dotGeneral(x, y, [1], [0], [], [])` is a matrix product. The axes of the
  /// result are the batch axes, the free axes of `x`, then those of `y`.
  public static Array dotGeneral(
      Array x, Array y, int[] xContracting, int[] yContracting, int[] xBatch, int[] yBatch) {
    return Products.contract(
        x, Dims.of(xContracting), Dims.of(xBatch), y, Dims.of(yContracting), Dims.of(yBatch));
  }

  /// A contraction with all its options.
  public static Array dotGeneral(Array x, Array y, Contraction.DotGeneral dimensions) {
    return Ops.dot(dimensions, x, y);
  }

  /// The product of vectors and matrices.
  public static Array dot(Array x, Array y) {
    if (x.ndim() < 1 || x.ndim() > 2 || y.ndim() < 1 || y.ndim() > 2) {
      throw new IllegalArgumentException(
          "dot: operands must be vectors or matrices, got %s and %s\nUse dotGeneral for more axes"
              .formatted(x.aval(), y.aval()));
    }
    return Products.dot(x, y);
  }

  /// Products of stacks of matrices.
  public static Array batchMatmul(Array x, Array y) {
    int n = x.ndim() - 2;
    return Products.contract(x, Dims.of(n + 1), Dims.range(n), y, Dims.of(n), Dims.range(n));
  }

  /// Rows in groups of the given sizes, each group times its own matrix.
  public static Array raggedDot(Array x, Array y, Array groupSizes) {
    return Trace.bind(new Contraction.RaggedDot(null, null), x, y, groupSizes);
  }

  // Convolution

  /// Convolution without flipping the kernel, of `[batch, feature, spatial…]` with `[out, in,
  /// spatial…]`.
  ///
  /// @param padding `SAME` or `VALID`
  public static Array conv(Array x, Array kernel, int[] strides, String padding) {
    return convGeneralDilated(x, kernel, Convolution.strides(strides).padding(padding));
  }

  /// Convolution with explicit padding and dilation of both operands.
  public static Array convWithGeneralPadding(
      Array x, Array kernel, int[] strides, int[][] padding, int[] lhsDilation, int[] rhsDilation) {
    return convGeneralDilated(
        x,
        kernel,
        Convolution.strides(strides)
            .padding(padding)
            .lhsDilation(lhsDilation)
            .rhsDilation(rhsDilation));
  }

  /// Convolution with all its options: `convGeneralDilated(x, kernel, Convolution.strides(1,
  /// 1).padding("SAME").dimensionNumbers("NHWC", "HWIO", "NHWC"))`.
  public static Array convGeneralDilated(Array x, Array kernel, Convolution options) {
    return options.apply(x, kernel);
  }

  /// The transpose of a strided convolution, as an upsampling one. Arrays are `[batch, spatial…,
  /// feature]` and `[spatial…, in, out]`.
  public static Array convTranspose(Array x, Array kernel, int[] strides, String padding) {
    return convTranspose(x, kernel, Convolution.strides(strides).padding(padding), false);
  }

  /// The transpose of a strided convolution with all its options. Without a layout arrays are
  /// `[batch, spatial…, feature]` and `[spatial…, in, out]`. The padding `SAME` or `VALID` is that
  /// of the convolution that makes the array smaller; pairs are added as they are.
  ///
  /// @param transposeKernel whether the kernel is the one of the smaller-making convolution,
  ///   `[spatial…, out, in]`, so that the result is its derivative by the input
  public static Array convTranspose(
      Array x, Array kernel, Convolution options, boolean transposeKernel) {
    return TransposedConvolution.apply(x, kernel, options, transposeKernel);
  }

  /// The windows over which a convolution would sum, each flattened into the feature axis: input
  /// features first, then the places of the window.
  ///
  /// @param filterShape the spatial sizes of the window
  public static Array convGeneralDilatedPatches(Array x, int[] filterShape, Convolution options) {
    return Patches.patches(x, Dims.of(filterShape), options);
  }

  /// A convolution with a kernel for every place of the result. The spatial axes of the kernel are
  /// those of the result, its input axis has the flattened windows of [#convGeneralDilatedPatches].
  ///
  /// @param filterShape the spatial sizes of the window
  public static Array convGeneralDilatedLocal(
      Array x, Array kernel, int[] filterShape, Convolution options) {
    return Patches.local(x, kernel, Dims.of(filterShape), options);
  }

  /// The axes that layouts such as `NHWC`, `HWIO`, `NHWC` name.
  public static ConvDimensionNumbers convDimensionNumbers(String lhs, String rhs, String out) {
    return Convolution.layout(lhs, rhs, out);
  }

  // Windows

  /// The largest element of each window.
  public static Array reduceWindowMax(Array x, int[] dimensions, int[] strides, String padding) {
    return reduceWindow(Windowed.Kind.MAX, x, dimensions, strides, padding);
  }

  /// Windows over all axes; padding counts as the neutral element.
  ///
  /// @param padding `SAME` or `VALID`
  public static Array reduceWindow(
      Windowed.Kind kind, Array x, int[] dimensions, int[] strides, String padding) {
    return Trace.bind(
        new Windowed.ReduceWindow(kind, Windows.of(x, dimensions, strides, padding)), x);
  }

  public static Array reduceWindow(Windowed.Kind kind, Array x, Window window) {
    return Trace.bind(new Windowed.ReduceWindow(kind, window), x);
  }

  /// The elements of each window combined by a function of two scalars: `reduceWindow(x, 1,
  /// Lax::mul, window)`. [Windowed.Kind] is faster where it has the function.
  ///
  /// @param init what to start from; padding counts as this
  /// @param f associative
  public static Array reduceWindow(Array x, Number init, BinaryOperator<Array> f, Window window) {
    Array start = Ops.scalar(init.doubleValue(), x.dtype());
    Jaxpr program = Staging.makeJaxpr(in -> f.apply(operand(in[0]), operand(in[1])), start, start);
    return Trace.bind(new Windowed.GeneralReduceWindow(program, window), x, start);
  }

  // What a function of two arrays is called with.
  private static Array operand(@Nullable Object x) {
    return (Array) Objects.requireNonNull(x);
  }

  // Reductions

  public static Array reduceSum(Array x, int... axes) {
    return Ops.reduce(Reduction.Kind.SUM, x, Axes.of("reduceSum", Dims.of(axes), x.aval()));
  }

  public static Array reduceProd(Array x, int... axes) {
    return Ops.reduce(Reduction.Kind.PROD, x, Axes.of("reduceProd", Dims.of(axes), x.aval()));
  }

  public static Array reduceMax(Array x, int... axes) {
    return Ops.reduce(Reduction.Kind.MAX, x, Axes.of("reduceMax", Dims.of(axes), x.aval()));
  }

  public static Array reduceMin(Array x, int... axes) {
    return Ops.reduce(Reduction.Kind.MIN, x, Axes.of("reduceMin", Dims.of(axes), x.aval()));
  }

  public static Array reduceAnd(Array x, int... axes) {
    return Ops.reduce(Reduction.Kind.AND, x, Axes.of("reduceAnd", Dims.of(axes), x.aval()));
  }

  public static Array reduceOr(Array x, int... axes) {
    return Ops.reduce(Reduction.Kind.OR, x, Axes.of("reduceOr", Dims.of(axes), x.aval()));
  }

  public static Array reduceXor(Array x, int... axes) {
    return Ops.reduce(Reduction.Kind.XOR, x, Axes.of("reduceXor", Dims.of(axes), x.aval()));
  }

  public static Array argmax(Array x, int axis, DType indexDtype) {
    return Trace.bind(
        new Reduction.ArgReduce(true, Axes.of("argmax", axis, x.aval()), indexDtype), x);
  }

  public static Array argmin(Array x, int axis, DType indexDtype) {
    return Trace.bind(
        new Reduction.ArgReduce(false, Axes.of("argmin", axis, x.aval()), indexDtype), x);
  }

  public static Array cumsum(Array x, int axis) {
    return cumsum(x, axis, false);
  }

  public static Array cumsum(Array x, int axis, boolean reverse) {
    return Trace.bind(
        new Reduction.Cumulative(Reduction.Running.SUM, Axes.of("cumsum", axis, x.aval()), reverse),
        x);
  }

  public static Array cumprod(Array x, int axis) {
    return cumprod(x, axis, false);
  }

  public static Array cumprod(Array x, int axis, boolean reverse) {
    return Trace.bind(
        new Reduction.Cumulative(
            Reduction.Running.PROD, Axes.of("cumprod", axis, x.aval()), reverse),
        x);
  }

  public static Array cummax(Array x, int axis) {
    return cummax(x, axis, false);
  }

  public static Array cummax(Array x, int axis, boolean reverse) {
    return Trace.bind(
        new Reduction.Cumulative(Reduction.Running.MAX, Axes.of("cummax", axis, x.aval()), reverse),
        x);
  }

  public static Array cummin(Array x, int axis) {
    return cummin(x, axis, false);
  }

  public static Array cummin(Array x, int axis, boolean reverse) {
    return Trace.bind(
        new Reduction.Cumulative(Reduction.Running.MIN, Axes.of("cummin", axis, x.aval()), reverse),
        x);
  }

  public static Array cumlogsumexp(Array x, int axis) {
    return cumlogsumexp(x, axis, false);
  }

  public static Array cumlogsumexp(Array x, int axis, boolean reverse) {
    return Trace.bind(
        new Reduction.Cumulative(
            Reduction.Running.LOGSUMEXP, Axes.of("cumlogsumexp", axis, x.aval()), reverse),
        x);
  }

  // Order

  /// Sorted along the last axis; NaN comes last.
  public static Array sort(Array x) {
    return x.sort(-1);
  }

  public static Array sort(Array x, int axis) {
    return x.sort(axis);
  }

  /// All arrays sorted by the first `numKeys` of them.
  public static List<Array> sort(List<Array> xs, int axis, int numKeys) {
    return Trace.bindAll(
        new Ordering.Sort(Axes.of("sort", axis, xs.getFirst().aval()), true, numKeys), xs);
  }

  /// Keys sorted, and values along with them.
  public static List<Array> sortKeyVal(Array keys, Array values, int axis) {
    return sort(List.of(keys, values), axis, 1);
  }

  /// The `k` largest elements along the last axis, largest first, and their positions.
  public static List<Array> topK(Array x, int k) {
    return topK(x, k, -1);
  }

  public static List<Array> topK(Array x, int k, int axis) {
    return Trace.bindAll(new Ordering.TopK(k, Axes.of("topK", axis, x.aval())), List.of(x));
  }

  /// As [#topK(Array, int)]: exact on every backend so far.
  public static List<Array> approxMaxK(Array x, int k) {
    return topK(x, k);
  }

  /// The `k` smallest elements along the last axis, and their positions.
  public static List<Array> approxMinK(Array x, int k) {
    List<Array> top = topK(neg(x), k);
    return List.of(neg(top.get(0)), top.get(1));
  }

  // Shape

  /// Operand axis `i` becomes axis `broadcastDimensions[i]`.
  public static Array broadcastInDim(Array x, int[] shape, int[] broadcastDimensions) {
    return Ops.broadcastInDim(x, Dims.of(shape), Dims.of(broadcastDimensions));
  }

  /// With new axes in front.
  public static Array broadcast(Array x, int... sizes) {
    return Ops.broadcast(x, Dims.of(sizes).concat(x.shape()));
  }

  /// With leading axes of size 1 up to a rank.
  public static Array broadcastToRank(Array x, int rank) {
    return Ops.broadcast(x, Dims.repeat(1, rank - x.ndim()).concat(x.shape()));
  }

  public static Dims broadcastShapes(Dims... shapes) {
    return Broadcasting.shape("broadcastShapes", shapes);
  }

  /// `0, 1, … size - 1`
  public static Array iota(DType dtype, int size) {
    return Ops.iota(Promotion.canonical(dtype), Dims.of(size), 0);
  }

  /// `0, 1, …` along one axis, the same along all others.
  public static Array broadcastedIota(DType dtype, int[] shape, int dimension) {
    return Ops.iota(
        Promotion.canonical(dtype),
        Dims.of(shape),
        Axes.of("broadcastedIota", dimension, shape.length, Dims.of(shape)));
  }

  /// One number everywhere.
  public static Array full(int[] shape, Number value, DType dtype) {
    return Ops.broadcast(
        Types.scalar(value, new Promotion.Type(Promotion.canonical(dtype), false)), Dims.of(shape));
  }

  public static Array fullLike(Array x, Number value) {
    return Ops.broadcast(Types.scalar(value, new Promotion.Type(x.dtype(), false)), x.shape());
  }

  public static Array empty(int[] shape, DType dtype) {
    return Trace.bind(new Creation.Empty(Promotion.canonical(dtype), Dims.of(shape)));
  }

  public static Array reshape(Array x, int... shape) {
    return x.reshape(shape);
  }

  public static Array transpose(Array x, int... permutation) {
    return Ops.transpose(x, Axes.of("transpose", Dims.of(permutation), x.aval()));
  }

  public static Array squeeze(Array x, int... dimensions) {
    return Ops.squeeze(x, Axes.of("squeeze", Dims.of(dimensions), x.aval()).sorted());
  }

  public static Array expandDims(Array x, int... dimensions) {
    return x.expandDims(dimensions);
  }

  public static Array rev(Array x, int... dimensions) {
    return Ops.rev(x, Axes.of("rev", Dims.of(dimensions), x.aval()));
  }

  /// The axes from `start` up to `stop` as one.
  public static Array collapse(Array x, int start, int stop) {
    Dims s = x.shape();
    return Ops.reshape(
        x,
        s.slice(0, start)
            .concat(Dims.of(Math.toIntExact(s.slice(start, stop).size())))
            .concat(s.slice(stop, s.rank())));
  }

  /// Joined along an axis; the arrays have one type.
  public static Array concatenate(List<? extends Array> xs, int dimension) {
    return Ops.concatenate(xs, dimension);
  }

  /// Joined along a new axis; the arrays have one type and shape.
  public static Array stack(List<? extends Array> xs, int axis) {
    if (xs.isEmpty()) {
      throw new IllegalArgumentException("stack: there is no array to stack");
    }
    Array first = xs.getFirst();
    return Ops.stack(xs, Axes.of("stack", axis, first.ndim() + 1, "a stack of " + first.aval()));
  }

  /// The slices along an axis, without it.
  public static List<Array> unstack(Array x, int axis) {
    return x.unstack(axis);
  }

  /// Cut along an axis into parts of the given sizes.
  public static List<Array> split(Array x, int[] sizes, int axis) {
    return Trace.bindAll(
        new Movement.Split(Dims.of(sizes), Axes.of("split", axis, x.aval())), List.of(x));
  }

  /// Repeated `reps[i]` times along axis `i`.
  public static Array tile(Array x, int... reps) {
    return Trace.bind(new Movement.Tile(Dims.of(reps)), x);
  }

  /// Padded with a scalar: for each axis `{low, high, interior}`; negative low and high cut off.
  public static Array pad(Array x, Array value, int[][] config) {
    return Ops.pad(x, value, column(config, 0), column(config, 1), column(config, 2));
  }

  public static Array pad(Array x, Number value, int[][] config) {
    return pad(x, Arithmetic.like(value, x), config);
  }

  private static Dims column(int[][] rows, int i) {
    return Dims.of(Arrays.stream(rows).mapToInt(r -> r[i]));
  }

  // Elements

  /// The elements from `start` up to `limit`, one entry an axis.
  public static Array slice(Array x, int[] start, int[] limit) {
    return slice(x, start, limit, Dims.repeat(1, x.ndim()).toArray());
  }

  public static Array slice(Array x, int[] start, int[] limit, int[] strides) {
    return Trace.bind(new Movement.Slice(Dims.of(start), Dims.of(limit), Dims.of(strides)), x);
  }

  /// The elements from `start` up to `limit` along one axis; negative places count from its end.
  public static Array sliceInDim(Array x, int start, int limit, int axis) {
    int a = Axes.of("sliceInDim", axis, x.aval());
    int n = x.shape(a);
    return Ops.sliceInDim(x, a, start < 0 ? start + n : start, limit < 0 ? limit + n : limit);
  }

  /// One place along an axis, which stays with size 1 if `keepdims`.
  public static Array indexInDim(Array x, int index, int axis, boolean keepdims) {
    int a = Axes.of("indexInDim", axis, x.aval());
    int i = Axes.of("indexInDim", index, x.shape(a), "axis %d of %s".formatted(a, x.aval()));
    Array slab = Ops.sliceInDim(x, a, i, i + 1);
    return keepdims ? slab : Ops.squeeze(slab, Dims.of(a));
  }

  /// The block of the given sizes that starts at integer scalars, one an axis; a start is moved so
  /// that the block lies inside.
  public static Array dynamicSlice(Array x, List<? extends Array> starts, int... sizes) {
    return Ops.dynamicSlice(x, DynamicStarts.of(x, starts), Dims.of(sizes));
  }

  /// The block of the given sizes that starts at known indices.
  ///
  /// @param start one index for each axis
  public static Array dynamicSlice(Array x, int[] start, int... sizes) {
    return Ops.dynamicSlice(x, DynamicStarts.of(x, start), Dims.of(sizes));
  }

  /// A block along one axis.
  public static Array dynamicSliceInDim(Array x, Array start, int size, int axis) {
    int a = Axes.of("dynamicSliceInDim", axis, x.aval());
    return Ops.dynamicSlice(x, DynamicStarts.of(x, start, a), x.shape().with(a, size));
  }

  public static Array dynamicSliceInDim(Array x, int start, int size, int axis) {
    return dynamicSliceInDim(x, Types.weak(start), size, axis);
  }

  /// One place along an axis, which stays with size 1 if `keepdims`.
  public static Array dynamicIndexInDim(Array x, Array index, int axis, boolean keepdims) {
    Array slab = dynamicSliceInDim(x, index, 1, axis);
    return keepdims ? slab : slab.squeeze(axis);
  }

  /// With a block replaced.
  public static Array dynamicUpdateSlice(Array x, Array update, List<? extends Array> starts) {
    return Ops.dynamicUpdateSlice(x, update, DynamicStarts.of(x, starts));
  }

  public static Array dynamicUpdateSlice(Array x, Array update, int... start) {
    return Ops.dynamicUpdateSlice(x, update, DynamicStarts.of(x, start));
  }

  public static Array dynamicUpdateSliceInDim(Array x, Array update, Array start, int axis) {
    return Ops.dynamicUpdateSlice(
        x, update, DynamicStarts.of(x, start, Axes.of("dynamicUpdateSliceInDim", axis, x.aval())));
  }

  /// With one place along an axis replaced.
  public static Array dynamicUpdateIndexInDim(Array x, Array update, Array index, int axis) {
    Array slab =
        update.ndim() == x.ndim()
            ? update
            : update.expandDims(Axes.of("dynamicUpdateIndexInDim", axis, x.aval()));
    return dynamicUpdateSliceInDim(x, slab, index, axis);
  }

  /// Blocks read at index vectors, which the last axis of `indices` holds; places outside give NaN,
  /// or the smallest integer.
  public static Array gather(
      Array x, Array indices, GatherDimensionNumbers dimensions, int[] sliceSizes) {
    return gather(
        x,
        indices,
        new Indexing.Gather(
            dimensions, Dims.of(sliceSizes), false, false, Indexing.Mode.FILL_OR_DROP, null));
  }

  /// As above, with all options.
  public static Array gather(Array x, Array indices, Indexing.Gather gather) {
    return Trace.bind(gather, x, indices);
  }

  public static Array scatter(
      Array x, Array indices, Array updates, ScatterDimensionNumbers dimensions) {
    return scatter(Indexing.Update.SET, x, indices, updates, dimensions);
  }

  public static Array scatterAdd(
      Array x, Array indices, Array updates, ScatterDimensionNumbers dimensions) {
    return scatter(Indexing.Update.ADD, x, indices, updates, dimensions);
  }

  public static Array scatterSub(
      Array x, Array indices, Array updates, ScatterDimensionNumbers dimensions) {
    return scatter(Indexing.Update.SUB, x, indices, updates, dimensions);
  }

  public static Array scatterMul(
      Array x, Array indices, Array updates, ScatterDimensionNumbers dimensions) {
    return scatter(Indexing.Update.MUL, x, indices, updates, dimensions);
  }

  public static Array scatterMin(
      Array x, Array indices, Array updates, ScatterDimensionNumbers dimensions) {
    return scatter(Indexing.Update.MIN, x, indices, updates, dimensions);
  }

  public static Array scatterMax(
      Array x, Array indices, Array updates, ScatterDimensionNumbers dimensions) {
    return scatter(Indexing.Update.MAX, x, indices, updates, dimensions);
  }

  private static Array scatter(
      Indexing.Update update, Array x, Array indices, Array updates, ScatterDimensionNumbers d) {
    Indexing.Scatter scatter =
        new Indexing.Scatter(update, d, false, false, Indexing.Mode.FILL_OR_DROP);
    return Trace.bind(scatter, x, indices, updates);
  }

  /// Blocks of updates joined into an array, with all options.
  public static Array scatter(Array x, Array indices, Array updates, Indexing.Scatter scatter) {
    return Trace.bind(scatter, x, indices, updates);
  }

  // Random bits without keys

  /// The state that follows, and uniform bits. For numbers see `linum.random.Random`.
  ///
  /// @param state `uint32[4]` or `uint64[2]`
  /// @param dtype an unsigned type
  public static List<Array> rngBitGenerator(
      Array state, Dims shape, DType dtype, RandomAlgorithm algorithm) {
    return Trace.bindAll(
        new Generator.RngBitGenerator(shape, Promotion.canonical(dtype), algorithm),
        List.of(state));
  }

  public static List<Array> rngBitGenerator(Array state, int... shape) {
    return rngBitGenerator(state, Dims.of(shape), DType.UINT32, RandomAlgorithm.RNG_DEFAULT);
  }

  /// Numbers from `a` up to, not including, `b`, from the device's own generator: others at every
  /// call, and never the same again.
  public static Array rngUniform(Array a, Array b, int... shape) {
    return Trace.bind(new Generator.RngUniform(Dims.of(shape)), a, b);
  }

  // Control flow

  /// Steps through the leading axis of all arrays in `xs`, carrying a value along. In JAX:
  /// `lax.scan`.
  public static <C, X, Y> Scan<C, Y> scan(BiFunction<C, X, Scan<C, Y>> f, C init, X xs) {
    return ScanLoop.scan(f, init, xs, -1, ScanOptions.DEFAULT);
  }

  public static <C, X, Y> Scan<C, Y> scan(
      BiFunction<C, X, Scan<C, Y>> f, C init, X xs, ScanOptions options) {
    return ScanLoop.scan(f, init, xs, -1, options);
  }

  /// Repeats `body` while `cond` holds.
  public static <C> C whileLoop(Function<C, Array> cond, Function<C, C> body, C init) {
    return WhileLoop.whileLoop(cond, body, init);
  }

  /// `body(i, carry)` for `i` from `low` up to, not including, `high`.
  public static <C> C foriLoop(int low, int high, BiFunction<Array, C, C> body, C init) {
    return ScanLoop.foriLoop(low, high, body, init);
  }

  public static <C> C foriLoop(Array low, Array high, BiFunction<Array, C, C> body, C init) {
    return WhileLoop.foriLoop(low, high, body, init);
  }

  /// `onTrue(operand)` if the predicate holds, else `onFalse(operand)`.
  public static <A, R> R cond(
      Array predicate, Function<A, R> onTrue, Function<A, R> onFalse, A operand) {
    return Conditional.cond(predicate, onTrue, onFalse, operand);
  }

  /// `branches[index](operand)`. In JAX: `lax.switch`.
  public static <A, R> R switchCase(Array index, List<Function<A, R>> branches, A operand) {
    return Conditional.switchCase(index, branches, operand);
  }

  /// The function of the platform that the program is compiled for, such as `cpu`. All functions
  /// are staged, but only that one is compiled.
  ///
  /// @throws IllegalArgumentException if there is none for the platform
  public static <A, R> R platformDependent(
      A operand, SequencedMap<String, Function<A, R>> perPlatform) {
    return Conditional.platformDependent(perPlatform, null, operand);
  }

  /// As above, with a function for all other platforms.
  public static <A, R> R platformDependent(
      A operand, SequencedMap<String, Function<A, R>> perPlatform, Function<A, R> otherwise) {
    return Conditional.platformDependent(perPlatform, otherwise, operand);
  }

  /// The function as one operation of a name that a compiler may know. It has no derivative; under
  /// `vmap` it is done as it is written.
  public static <A, R> Function<A, R> composite(Function<A, R> decomposition, String name) {
    return Composites.composite(decomposition, name, 0, List.of());
  }

  /// As above.
  ///
  /// @param version of what the name means
  /// @param attributes what belongs to the operation: `new Param("axis", -1)`
  public static <A, R> Function<A, R> composite(
      Function<A, R> decomposition, String name, int version, Param... attributes) {
    return Composites.composite(decomposition, name, version, List.of(attributes));
  }

  /// `f` of every slice of `xs` along the leading axis, one after the other.
  public static <X, Y> Y map(Function<X, Y> f, X xs) {
    return ScanLoop.map(f, xs, 0);
  }

  /// `f` of every slice of `xs` along the leading axis, some at a time.
  ///
  /// @param batchSize how many slices at once
  public static <X, Y> Y map(Function<X, Y> f, X xs, int batchSize) {
    return ScanLoop.map(f, xs, batchSize);
  }

  /// Each element combined with all before it by an associative function.
  public static <T> T associativeScan(BinaryOperator<T> fn, T elems) {
    return AssociativeScan.associativeScan(fn, elems, false, 0);
  }

  public static <T> T associativeScan(BinaryOperator<T> fn, T elems, boolean reverse, int axis) {
    return AssociativeScan.associativeScan(fn, elems, reverse, axis);
  }

  // Over named axes

  public static Array psum(Array x, String axisName) {
    return Collectives.allReduce(Collective.Kind.SUM, x, List.of(axisName));
  }

  public static Array pmax(Array x, String axisName) {
    return Collectives.allReduce(Collective.Kind.MAX, x, List.of(axisName));
  }

  public static Array pmin(Array x, String axisName) {
    return Collectives.allReduce(Collective.Kind.MIN, x, List.of(axisName));
  }

  public static Array pmean(Array x, String axisName) {
    return Collectives.mean(x, List.of(axisName));
  }

  public static Array allGather(Array x, String axisName) {
    return Collectives.allGather(x, axisName, 0, false);
  }

  public static Array axisIndex(String axisName) {
    return Collectives.axisIndex(axisName);
  }

  public static int axisSize(String axisName) {
    return Collectives.axisSize(axisName);
  }
}

package linum.core;

import java.util.List;
import linum.core.Arithmetic.Promote;
import linum.ir.Aval;
import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Promotion;
import linum.ir.Reduction;
import linum.ir.Unary;
import org.jspecify.annotations.Nullable;

/// An immutable array of numbers: one with data, or one that a transformation looks at.
///
/// In JAX: `jax.Array`. Java has no operators for it, so `x + 2` is `x.add(2)`. Operands of
/// different shapes are broadcast as in NumPy, operands of different types are promoted as in JAX;
/// a [Number] gives way to the array's type (`int32` plus `2` is `int32`), unless it is of a higher
/// kind (`int32` plus `2.5` is `float32`).
///
/// ```java
/// var x = arange(3.0);
/// x.add(2).pow(2).add(3).mean().item();   // 12.666667
/// ```
///
/// Where shapes do not broadcast or an axis does not exist, methods throw an
/// [IllegalArgumentException] that names both sides.
public sealed interface Array permits ConcreteArray, Tracer {
  Aval aval();

  default DType dtype() {
    return aval().dtype();
  }

  default Dims shape() {
    return aval().shape();
  }

  /// The size of one axis; negative axes count from the end.
  default int shape(int axis) {
    return shape().get(Axes.of("shape", axis, aval()));
  }

  default int ndim() {
    return aval().rank();
  }

  default long size() {
    return aval().size();
  }

  /// Bytes of one element.
  default int itemsize() {
    return dtype().byteSize();
  }

  /// Bytes of all elements.
  default long nbytes() {
    return aval().byteSize();
  }

  // Arithmetic

  default Array add(Array y) {
    return Arithmetic.binary(Binary.ADD, Promote.ANY, this, y);
  }

  default Array add(Number y) {
    return Arithmetic.binary(Binary.ADD, Promote.ANY, this, y);
  }

  default Array sub(Array y) {
    return Arithmetic.binary(Binary.SUB, Promote.ANY, this, y);
  }

  default Array sub(Number y) {
    return Arithmetic.binary(Binary.SUB, Promote.ANY, this, y);
  }

  default Array mul(Array y) {
    return Arithmetic.binary(Binary.MUL, Promote.ANY, this, y);
  }

  default Array mul(Number y) {
    return Arithmetic.binary(Binary.MUL, Promote.ANY, this, y);
  }

  /// The quotient; of integers, too, it is floating. In JAX: `x / y`.
  default Array div(Array y) {
    return Arithmetic.binary(Binary.DIV, Promote.INEXACT, this, y);
  }

  default Array div(Number y) {
    return Arithmetic.binary(Binary.DIV, Promote.INEXACT, this, y);
  }

  /// The quotient rounded down. In JAX: `x // y`.
  default Array floorDivide(Array y) {
    return Arithmetic.floorDivide(this, y);
  }

  default Array floorDivide(Number y) {
    return Arithmetic.floorDivide(this, Types.weak(y));
  }

  /// The remainder with the sign of the divisor. In JAX: `x % y`.
  default Array rem(Array y) {
    return Arithmetic.remainder(this, y);
  }

  default Array rem(Number y) {
    return Arithmetic.remainder(this, Types.weak(y));
  }

  /// To the power `y`; a whole number makes `integer_pow`, which negative bases have derivatives
  /// of.
  default Array pow(Array y) {
    return Arithmetic.pow(this, y);
  }

  default Array pow(Number y) {
    return Arithmetic.pow(this, y);
  }

  default Array neg() {
    return Arithmetic.unary(Unary.NEG, Promote.ANY, this);
  }

  default Array abs() {
    return dtype() == DType.BOOL ? this : Arithmetic.unary(Unary.ABS, Promote.ANY, this);
  }

  default Array sign() {
    return Arithmetic.unary(Unary.SIGN, Promote.ANY, this);
  }

  default Array square() {
    return Arithmetic.unary(Unary.SQUARE, Promote.NUMERIC, this);
  }

  default Array sqrt() {
    return Arithmetic.unary(Unary.SQRT, Promote.INEXACT, this);
  }

  default Array exp() {
    return Arithmetic.unary(Unary.EXP, Promote.INEXACT, this);
  }

  default Array log() {
    return Arithmetic.unary(Unary.LOG, Promote.INEXACT, this);
  }

  default Array sin() {
    return Arithmetic.unary(Unary.SIN, Promote.INEXACT, this);
  }

  default Array cos() {
    return Arithmetic.unary(Unary.COS, Promote.INEXACT, this);
  }

  default Array tanh() {
    return Arithmetic.unary(Unary.TANH, Promote.INEXACT, this);
  }

  default Array floor() {
    return dtype().isInexact() ? Arithmetic.unary(Unary.FLOOR, Promote.ANY, this) : this;
  }

  default Array ceil() {
    return dtype().isInexact() ? Arithmetic.unary(Unary.CEIL, Promote.ANY, this) : this;
  }

  /// To whole numbers, ties to even.
  default Array round() {
    return round(0);
  }

  /// To a number of decimals, ties to even.
  default Array round(int decimals) {
    return Arithmetic.round(this, decimals);
  }

  /// The larger of two, elementwise. In JAX: `jnp.maximum`.
  default Array maximum(Array y) {
    return Arithmetic.binary("maximum", Binary.MAX, Promote.ANY, this, y);
  }

  default Array maximum(Number y) {
    return Arithmetic.binary(Binary.MAX, Promote.ANY, this, y);
  }

  /// The smaller of two, elementwise. In JAX: `jnp.minimum`.
  default Array minimum(Array y) {
    return Arithmetic.binary("minimum", Binary.MIN, Promote.ANY, this, y);
  }

  default Array minimum(Number y) {
    return Arithmetic.binary(Binary.MIN, Promote.ANY, this, y);
  }

  /// Between two bounds; null is no bound.
  default Array clip(@Nullable Number min, @Nullable Number max) {
    return Clip.clip(this, min, max);
  }

  default Array clip(@Nullable Array min, @Nullable Array max) {
    return Clip.clip(this, min, max);
  }

  // Comparisons: a bool array

  default Array eq(Array y) {
    return dtype() == DType.KEY && y.dtype() == DType.KEY
        ? Ops.eq(this, y)
        : Arithmetic.binary(Binary.EQ, Promote.ANY, this, y);
  }

  default Array eq(Number y) {
    return Arithmetic.binary(Binary.EQ, Promote.ANY, this, y);
  }

  default Array ne(Array y) {
    return dtype() == DType.KEY && y.dtype() == DType.KEY
        ? Ops.ne(this, y)
        : Arithmetic.binary(Binary.NE, Promote.ANY, this, y);
  }

  default Array ne(Number y) {
    return Arithmetic.binary(Binary.NE, Promote.ANY, this, y);
  }

  default Array lt(Array y) {
    return Arithmetic.binary(Binary.LT, Promote.ANY, this, y);
  }

  default Array lt(Number y) {
    return Arithmetic.binary(Binary.LT, Promote.ANY, this, y);
  }

  default Array le(Array y) {
    return Arithmetic.binary(Binary.LE, Promote.ANY, this, y);
  }

  default Array le(Number y) {
    return Arithmetic.binary(Binary.LE, Promote.ANY, this, y);
  }

  default Array gt(Array y) {
    return Arithmetic.binary(Binary.GT, Promote.ANY, this, y);
  }

  default Array gt(Number y) {
    return Arithmetic.binary(Binary.GT, Promote.ANY, this, y);
  }

  default Array ge(Array y) {
    return Arithmetic.binary(Binary.GE, Promote.ANY, this, y);
  }

  default Array ge(Number y) {
    return Arithmetic.binary(Binary.GE, Promote.ANY, this, y);
  }

  // Logic: of booleans, or of the bits of integers

  default Array and(Array y) {
    return Arithmetic.binary(Binary.AND, Promote.ANY, this, y);
  }

  default Array and(Number y) {
    return Arithmetic.binary(Binary.AND, Promote.ANY, this, y);
  }

  default Array or(Array y) {
    return Arithmetic.binary(Binary.OR, Promote.ANY, this, y);
  }

  default Array or(Number y) {
    return Arithmetic.binary(Binary.OR, Promote.ANY, this, y);
  }

  default Array xor(Array y) {
    return Arithmetic.binary(Binary.XOR, Promote.ANY, this, y);
  }

  default Array xor(Number y) {
    return Arithmetic.binary(Binary.XOR, Promote.ANY, this, y);
  }

  /// In JAX: `~x`.
  default Array not() {
    return Ops.not(this);
  }

  default Array shiftLeft(Number y) {
    return Arithmetic.binary(Binary.SHIFT_LEFT, Promote.ANY, this, y);
  }

  default Array shiftRight(Number y) {
    return Arithmetic.binary(
        dtype().isUnsigned() ? Binary.SHIFT_RIGHT_LOGICAL : Binary.SHIFT_RIGHT_ARITHMETIC,
        Promote.ANY,
        this,
        y);
  }

  // Products

  /// Matrix product; stacks of matrices are broadcast, vectors are rows at the left and columns at
  /// the right. In JAX: `x @ y`.
  default Array matmul(Array y) {
    return Products.matmul(this, y);
  }

  /// In JAX: `jnp.dot`.
  default Array dot(Array y) {
    return Products.dot(this, y);
  }

  // Reductions; no axes means all of them

  default Array sum(int... axes) {
    return Reductions.sum(this, Over.over(axes));
  }

  default Array sum(int axis, boolean keepdims) {
    return Reductions.sum(this, Over.over(axis).keepdims(keepdims));
  }

  default Array sum(Over over) {
    return Reductions.sum(this, over);
  }

  default Array mean(int... axes) {
    return Reductions.mean(this, Over.over(axes));
  }

  default Array mean(int axis, boolean keepdims) {
    return Reductions.mean(this, Over.over(axis).keepdims(keepdims));
  }

  default Array mean(Over over) {
    return Reductions.mean(this, over);
  }

  default Array max(int... axes) {
    return Reductions.max(this, Over.over(axes));
  }

  default Array max(int axis, boolean keepdims) {
    return Reductions.max(this, Over.over(axis).keepdims(keepdims));
  }

  default Array max(Over over) {
    return Reductions.max(this, over);
  }

  default Array min(int... axes) {
    return Reductions.min(this, Over.over(axes));
  }

  default Array min(int axis, boolean keepdims) {
    return Reductions.min(this, Over.over(axis).keepdims(keepdims));
  }

  default Array min(Over over) {
    return Reductions.min(this, over);
  }

  default Array prod(int... axes) {
    return Reductions.prod(this, Over.over(axes));
  }

  default Array prod(int axis, boolean keepdims) {
    return Reductions.prod(this, Over.over(axis).keepdims(keepdims));
  }

  default Array prod(Over over) {
    return Reductions.prod(this, over);
  }

  /// Mean squared distance from the mean.
  default Array var(int... axes) {
    return Reductions.var(this, Over.over(axes));
  }

  default Array var(int axis, boolean keepdims) {
    return Reductions.var(this, Over.over(axis).keepdims(keepdims));
  }

  default Array var(Over over) {
    return Reductions.var(this, over);
  }

  /// The root of [#var(int...)].
  default Array std(int... axes) {
    return Reductions.std(this, Over.over(axes));
  }

  default Array std(int axis, boolean keepdims) {
    return Reductions.std(this, Over.over(axis).keepdims(keepdims));
  }

  default Array std(Over over) {
    return Reductions.std(this, over);
  }

  default Array any(int... axes) {
    return Reductions.any(this, Over.over(axes));
  }

  default Array any(int axis, boolean keepdims) {
    return Reductions.any(this, Over.over(axis).keepdims(keepdims));
  }

  default Array any(Over over) {
    return Reductions.any(this, over);
  }

  default Array all(int... axes) {
    return Reductions.all(this, Over.over(axes));
  }

  default Array all(int axis, boolean keepdims) {
    return Reductions.all(this, Over.over(axis).keepdims(keepdims));
  }

  default Array all(Over over) {
    return Reductions.all(this, over);
  }

  /// The distance of the largest and the smallest element.
  default Array ptp(int... axes) {
    return Named.call("_ptp", List.of(Dims.of(axes)), x -> x.max(axes).sub(x.min(axes)), this);
  }

  /// The position of the first largest element in row-major order.
  default Array argmax() {
    return Reductions.arg(true, this, null, false);
  }

  /// The position of the first largest element along an axis; NaN is largest.
  default Array argmax(int axis) {
    return Reductions.arg(true, this, axis, false);
  }

  default Array argmax(int axis, boolean keepdims) {
    return Reductions.arg(true, this, axis, keepdims);
  }

  /// The position of the first smallest element in row-major order.
  default Array argmin() {
    return Reductions.arg(false, this, null, false);
  }

  default Array argmin(int axis) {
    return Reductions.arg(false, this, axis, false);
  }

  default Array argmin(int axis, boolean keepdims) {
    return Reductions.arg(false, this, axis, keepdims);
  }

  /// Running sums of all elements in row-major order.
  default Array cumsum() {
    return Reductions.cumulative("cumsum", Reduction.Running.SUM, this, null, null);
  }

  default Array cumsum(int axis) {
    return Reductions.cumulative("cumsum", Reduction.Running.SUM, this, axis, null);
  }

  /// Running products of all elements in row-major order.
  default Array cumprod() {
    return Reductions.cumulative("cumprod", Reduction.Running.PROD, this, null, null);
  }

  default Array cumprod(int axis) {
    return Reductions.cumulative("cumprod", Reduction.Running.PROD, this, axis, null);
  }

  /// The sum of a diagonal. The form without arguments is `Jnp.trace(x)`: a traced array has
  /// another method of that name.
  default Array trace(int offset, int axis1, int axis2) {
    return diagonal(offset, axis1, axis2).sum(-1);
  }

  // Shape

  /// The same elements under another shape; one size may be -1 and follows from the others.
  default Array reshape(int... shape) {
    return Shapes.reshape(this, Dims.of(shape));
  }

  default Array reshape(Dims shape) {
    return Shapes.reshape(this, shape);
  }

  /// One axis with all elements in row-major order.
  default Array ravel() {
    return Shapes.ravel(this);
  }

  /// As [#ravel].
  default Array flatten() {
    return Shapes.ravel(this);
  }

  /// Axis `i` of the result is axis `permutation[i]`; without arguments all axes are reversed.
  default Array transpose(int... permutation) {
    return Shapes.transpose(this, Dims.of(permutation));
  }

  /// All axes reversed.
  default Array T() {
    return Shapes.transpose(this, Dims.NONE);
  }

  /// The last two axes exchanged.
  default Array mT() {
    return Shapes.matrixTranspose(this);
  }

  default Array swapaxes(int axis1, int axis2) {
    return Shapes.swapaxes(this, axis1, axis2);
  }

  /// Without the given axes, which have size 1; without all axes of size 1 if none is given.
  default Array squeeze(int... axes) {
    return Shapes.squeeze(this, Dims.of(axes));
  }

  /// With new axes of size 1 at the given positions of the result. In JAX: `jnp.expand_dims`.
  default Array expandDims(int... axes) {
    return Shapes.expandDims(this, Dims.of(axes));
  }

  /// Stretched to a shape. In JAX: `jnp.broadcast_to`.
  default Array broadcastTo(int... shape) {
    return Broadcasting.to("broadcastTo", this, Dims.of(shape));
  }

  default Array broadcastTo(Dims shape) {
    return Broadcasting.to("broadcastTo", this, shape);
  }

  /// Element `i` along an axis `repeats[i]` times.
  default Array repeat(int[] repeats, int axis) {
    return Shapes.repeat(this, repeats, axis);
  }

  /// Every element `repeats` times, in row-major order.
  default Array repeat(int repeats) {
    return Shapes.repeat(ravel(), repeats, 0);
  }

  /// Every element `repeats` times along an axis.
  default Array repeat(int repeats, int axis) {
    return Shapes.repeat(this, repeats, axis);
  }

  /// The diagonal of the first two axes.
  default Array diagonal() {
    return diagonal(0, 0, 1);
  }

  default Array diagonal(int offset, int axis1, int axis2) {
    return Shapes.diagonal(this, offset, axis1, axis2);
  }

  /// The arrays along the first axis: what a `for` loop over the array sees in JAX.
  default List<Array> unstack() {
    return Shapes.unstack(this, 0);
  }

  default List<Array> unstack(int axis) {
    return Shapes.unstack(this, axis);
  }

  // Elements

  /// The elements at a place along the first axis: `x.at(0).get()` reads them, `x.at(0).set(1)`
  /// returns an array in which they are replaced.
  ///
  /// In JAX: `x[0]` and `x.at[0].set(1)`. Arrays are immutable: `x[0] = 1` has no form, in Java as
  /// in JAX; every update is a new array (a compiled program reuses the memory of the old one).
  default Indexer at(int i) {
    return new Indexer(this, List.of(new Index.Position(i)));
  }

  default Indexer at(int i, int j) {
    return new Indexer(this, List.of(new Index.Position(i), new Index.Position(j)));
  }

  default Indexer at(int i, int j, int k) {
    return new Indexer(
        this, List.of(new Index.Position(i), new Index.Position(j), new Index.Position(k)));
  }

  /// The elements that a NumPy index selects: one entry an axis, each an integer, a slice
  /// (`slice(1, 3)`), a string as in `"0, :, 1:3"` or `"..., None, ::-1"`, an array of integers, a
  /// mask, an `int[]` or a `boolean[]`. See [#at(int)] for what can be done with them.
  ///
  /// Where arrays and integers stand side by side, the axes of the indices take their place; else
  /// they come first.
  ///
  /// @throws IllegalArgumentException if there are more entries than axes, an entry is not an index
  ///   (a floating number), or a mask has another shape than the axes it selects from
  /// @throws ConcretizationException if a mask is traced
  default Indexer at(@Nullable Object... index) {
    return new Indexer(this, Index.of(index));
  }

  /// `x.at(i).get()`. In JAX: `x[i]`.
  default Array get(int i) {
    return at(i).get();
  }

  default Array get(int i, int j) {
    return at(i, j).get();
  }

  default Array get(int i, int j, int k) {
    return at(i, j, k).get();
  }

  /// `x.at(…).get()`. In JAX: `x[…]`.
  default Array get(@Nullable Object... index) {
    return at(index).get();
  }

  /// The elements at the given places of the array in row-major order; places outside give NaN, or
  /// the smallest integer.
  default Array take(Array indices) {
    return Named.call("_take", (x, i) -> x.ravel().at(i).mode("fill").get(), this, indices);
  }

  /// The elements at the given places along an axis.
  default Array take(Array indices, int axis) {
    int a = Axes.of("take", axis, aval());
    return Named.call(
        "_take", List.of(a), in -> Shapes.take(in.get(0), in.get(1), a), List.of(this, indices));
  }

  default Array take(int index, int axis) {
    return take(HostWrite.scalarInt(index), axis);
  }

  /// The places of the elements that are not zero, a vector for each axis.
  ///
  /// @throws ConcretizationException if the array is traced: how many there are is not known then
  default List<Array> nonzero() {
    return HostRead.nonzero(Shapes.atLeast1d(this));
  }

  // Order

  /// Sorted along the last axis, ascending.
  default Array sort() {
    return sort(-1);
  }

  default Array sort(int axis) {
    return Sorting.sort(this, axis, false);
  }

  default Array sort(int axis, boolean descending) {
    return Sorting.sort(this, axis, descending);
  }

  /// The positions that sort along the last axis; equal elements keep their order.
  default Array argsort() {
    return argsort(-1);
  }

  default Array argsort(int axis) {
    return Sorting.argsort(this, axis, false);
  }

  default Array argsort(int axis, boolean descending) {
    return Sorting.argsort(this, axis, descending);
  }

  /// Where the values would have to be inserted into this sorted vector to keep it sorted.
  default Array searchsorted(Array values) {
    return Sorting.searchsorted(this, values, false);
  }

  // Types

  /// The elements as another type; 64-bit types become 32-bit ones unless they are enabled.
  default Array astype(DType dtype) {
    return Ops.convert(this, Promotion.canonical(dtype));
  }

  /// The same bits as another type: with narrower elements the last axis is longer, with wider ones
  /// shorter.
  ///
  /// @throws IllegalArgumentException if the last axis cannot be divided into the wider elements
  default Array view(DType dtype) {
    return Views.view(this, dtype);
  }

  /// The array itself: arrays are immutable.
  default Array copy() {
    return Trace.bind(Unary.COPY, this);
  }

  // Data

  /// The value of an array with one element, as a double. In JAX: `float(x)`.
  ///
  /// @throws IllegalArgumentException if there is not exactly one element
  /// @throws ConcretizationException if the array is traced
  default double item() {
    return HostRead.single("item", this).doubleValue();
  }

  /// The value of an array with one element, as a long. In JAX: `int(x)`.
  default long itemLong() {
    return HostRead.single("itemLong", this).longValue();
  }

  /// The value of an array with one element as a truth value: whether it is not zero. In JAX:
  /// `bool(x)`.
  default boolean itemBoolean() {
    return HostRead.single("itemBoolean", this).doubleValue() != 0;
  }

  /// The elements in row-major order, rounded to `float`.
  ///
  /// @throws ConcretizationException if the array is traced, here and in the methods that follow
  default float[] toFloatArray() {
    return HostArrays.toFloats(HostRead.concrete("toFloatArray", this));
  }

  default double[] toDoubleArray() {
    return HostArrays.toDoubles(HostRead.concrete("toDoubleArray", this));
  }

  /// The elements in row-major order.
  ///
  /// @throws IllegalArgumentException if the elements are not integers, or one does not fit
  default int[] toIntArray() {
    return HostArrays.toInts(HostRead.concrete("toIntArray", this));
  }

  /// The elements in row-major order.
  ///
  /// @throws IllegalArgumentException if the elements are not integers
  default long[] toLongArray() {
    return HostArrays.toLongs(HostRead.concrete("toLongArray", this));
  }

  /// Whether each element is not zero.
  default boolean[] toBooleanArray() {
    return HostArrays.toBooleans(HostRead.concrete("toBooleanArray", this));
  }

  /// A nested Java array with one level for each axis, such as a `float[][]`. In JAX: `x.tolist()`.
  default Object toNestedArray() {
    return NestedArrays.toNested(HostRead.concrete("toNestedArray", this));
  }

  /// Where the data is.
  default Device device() {
    return HostRead.concrete("device", this).buffer().device();
  }

  /// Waits until the array is computed, and returns it; a traced array returns at once. In JAX:
  /// `x.block_until_ready()`.
  default Array blockUntilReady() {
    return this;
  }

  /// As Python shows it: `Array([0, 1, 3, 6], dtype=int32)`.
  default String repr() {
    return this instanceof ConcreteArray c ? ArrayText.repr(c) : toString();
  }
}

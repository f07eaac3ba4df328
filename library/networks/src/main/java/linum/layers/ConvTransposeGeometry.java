package linum.layers;

import java.util.stream.IntStream;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import linum.lax.Convolution;
import linum.lax.Lax;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// Convolutions that make their input larger: `[batch…, spatial…, features]` with any number of
/// batch axes, none included.
///
/// @param kernelSize the window, one number for each spatial axis
/// @param strides by how much the input is spread
/// @param padding `SAME`, `VALID`, `CIRCULAR`, a width or pairs
/// @param kernelDilation the distance of neighbours of the kernel
/// @param transposeKernel whether the kernel is that of the convolution of which this is the
///   transpose, `[window…, features, in]`
public record ConvTransposeGeometry(
    Dims kernelSize, Dims strides, Padding padding, Dims kernelDilation, boolean transposeKernel) {

  /// One number for all spatial axes becomes one for each.
  ///
  /// @throws IllegalArgumentException if there are neither one nor as many numbers as spatial axes
  public ConvTransposeGeometry {
    ConvGeometry checked =
        new ConvGeometry(kernelSize, strides, padding, Dims.of(1), kernelDilation, 1);
    strides = checked.strides();
    kernelDilation = checked.kernelDilation();
  }

  /// The window, then input and output features, the other way round if the kernel is transposed.
  public Dims kernelShape(Dims input, int features) {
    int in = input.get(-1);
    return kernelSize.concat(transposeKernel ? Dims.of(features, in) : Dims.of(in, features));
  }

  /// The convolution.
  ///
  /// @param kernel of [#kernelShape]
  /// @param bias `[features]`; null for none
  /// @param dtype the type to compute with; null for what the arrays promote to
  /// @param sums the type of sums; null for the type that is computed with
  public Array apply(
      Array x,
      Array kernel,
      @Nullable Array bias,
      @Nullable DType dtype,
      @Nullable Precision precision,
      @Nullable DType sums) {
    DType type = Dtypes.canonicalizeDtype(dtype, x, kernel, bias);
    Array in = Ops.convert(ConvGeometry.oneBatchAxis(x, kernelSize), type);
    Convolution options = options().precision(precision).preferredElementType(sums);
    Array y = Lax.convTranspose(in, Ops.convert(kernel, type), options, transposeKernel);
    if (padding == Padding.Mode.CIRCULAR) {
      y = wrapped(y, in.shape());
    }
    Array out = bias == null ? y : y.add(Linears.alongLast(Ops.convert(bias, type), y.ndim()));
    return ConvGeometry.batchAxesOf(x, out, kernelSize);
  }

  private Convolution options() {
    Convolution plain =
        Convolution.strides(strides.toArray()).rhsDilation(kernelDilation.toArray());
    return switch (padding) {
      case Padding.Pairs p ->
          plain.padding(p.pairs().stream().map(Dims::toArray).toArray(int[][]::new));
      case Padding.Width w ->
          plain.padding(
              IntStream.range(0, kernelSize.rank())
                  .mapToObj(i -> new int[] {w.width(), w.width()})
                  .toArray(int[][]::new));
      case Padding.Mode m ->
          switch (m) {
            case SAME, VALID -> plain.padding(m.name());
            case CIRCULAR -> plain.padding(Padding.Mode.VALID.name());
            case SAME_LOWER, REFLECT, CAUSAL ->
                throw new IllegalArgumentException(
                    "convTranspose: the padding %s has no transpose; there are SAME, VALID, CIRCULAR, a width and pairs"
                        .formatted(m));
          };
    };
  }

  /// What the result without borders gives if its ends are joined: each axis is filled up to whole
  /// periods, so that the input starts at one of them, and the periods are summed.
  private Array wrapped(Array y, Dims input) {
    Array out = y;
    for (int i = 0; i < kernelSize.rank(); i++) {
      int axis = i + 1;
      int period = input.get(axis) * strides.get(i);
      int missing = Math.floorMod(-(out.shape(axis) - period), 2 * period);
      int before = transposeKernel ? missing / 2 : (missing + 1) / 2;
      int[][] widths = new int[out.ndim()][2];
      widths[axis] = new int[] {before, missing - before};
      Array filled = Jnp.pad(out, widths);
      Dims periods =
          filled.shape().with(axis, filled.shape(axis) / period).insert(axis + 1, period);
      out = filled.reshape(periods).sum(axis);
    }
    return out;
  }
}

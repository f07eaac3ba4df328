package linum.layers;

import java.util.List;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.ir.ConvDimensionNumbers;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import linum.lax.Convolution;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// How a convolution moves over its input: `[batch…, spatial…, features]` with any number of batch
/// axes, none included.
///
/// @param kernelSize the window, one number for each spatial axis
/// @param strides how far the window moves
/// @param inputDilation the distance of neighbours of the input
/// @param kernelDilation the distance of neighbours of the kernel
/// @param featureGroupCount into how many groups the features are cut that do not see each other
public record ConvGeometry(
    Dims kernelSize,
    Dims strides,
    Padding padding,
    Dims inputDilation,
    Dims kernelDilation,
    int featureGroupCount) {

  /// One number for all spatial axes becomes one for each.
  ///
  /// @throws IllegalArgumentException if there are neither one nor as many numbers as spatial axes
  public ConvGeometry {
    int n = kernelSize.rank();
    if (n == 0 || kernelSize.stream().anyMatch(k -> k < 1)) {
      throw new IllegalArgumentException(
          "conv: the kernel size %s must have a positive number for each spatial axis, as in (3, 3)"
              .formatted(kernelSize));
    }
    strides = each("strides", strides, n);
    inputDilation = each("inputDilation", inputDilation, n);
    kernelDilation = each("kernelDilation", kernelDilation, n);
    if (padding instanceof Padding.Pairs p && p.pairs().size() != n) {
      throw new IllegalArgumentException(
          "conv: a kernel of size %s needs %d pairs of padding, got %s"
              .formatted(kernelSize, n, p.pairs()));
    }
  }

  static Dims each(String name, Dims numbers, int n) {
    if (numbers.rank() == n) {
      return numbers;
    }
    if (numbers.rank() == 1) {
      return Dims.repeat(numbers.get(0), n);
    }
    throw new IllegalArgumentException(
        "conv: %s %s must have one number for each of the %d spatial axes, or one for all"
            .formatted(name, numbers, n));
  }

  /// The shape of a kernel that is the same everywhere: the window, the input features of a group,
  /// the output features.
  ///
  /// @throws IllegalArgumentException if the groups do not divide the features
  public Dims kernelShape(Dims input, int features) {
    int in = input.get(-1);
    if (in % featureGroupCount != 0 || features % featureGroupCount != 0) {
      throw new IllegalArgumentException(
          "conv: %d groups of features must divide the %d features of the input %s and the %d of the result"
              .formatted(featureGroupCount, in, input, features));
    }
    return kernelSize.concat(Dims.of(in / featureGroupCount, features));
  }

  /// The convolution with a kernel that is the same everywhere.
  ///
  /// @param kernel of [#kernelShape]
  /// @param bias `[features]`; null for none
  /// @param dtype the type to compute with; null for what the arrays promote to
  /// @param with the functions to compute with
  public Array apply(
      Array x,
      Array kernel,
      @Nullable Array bias,
      @Nullable DType dtype,
      @Nullable Precision precision,
      Substitutes with) {
    List<Array> all = with.promoted(dtype, x, kernel, bias);
    Array in = padded(oneBatchAxis(all.getFirst()));
    Array y = with.conv(in, all.get(1), options().precision(precision));
    Array out = bias == null ? y : y.add(Linears.alongLast(all.get(2), y.ndim()));
    return batchAxesOf(x, out);
  }

  Convolution options() {
    int n = kernelSize.rank();
    Dims data = Dims.of(0, n + 1).concat(Dims.range(1, n + 1));
    Convolution plain =
        Convolution.strides(strides.toArray())
            .lhsDilation(inputDilation.toArray())
            .rhsDilation(kernelDilation.toArray())
            .featureGroupCount(featureGroupCount)
            .dimensionNumbers(
                new ConvDimensionNumbers(data, Dims.of(n + 1, n).concat(Dims.range(n)), data));
    return switch (padding) {
      case Padding.Pairs p ->
          plain.padding(p.pairs().stream().map(Dims::toArray).toArray(int[][]::new));
      case Padding.Width w ->
          plain.padding(
              IntStream.range(0, n)
                  .mapToObj(i -> new int[] {w.width(), w.width()})
                  .toArray(int[][]::new));
      case Padding.Mode m ->
          switch (m) {
            case SAME, SAME_LOWER, VALID -> plain.padding(m.name());
            case CIRCULAR, REFLECT, CAUSAL -> plain.padding(Padding.Mode.VALID.name());
          };
    };
  }

  /// With the borders that `CIRCULAR`, `REFLECT` and `CAUSAL` add.
  ///
  /// @param x with one batch axis
  Array padded(Array x) {
    if (!(padding instanceof Padding.Mode mode)) {
      return x;
    }
    return switch (mode) {
      case CIRCULAR -> Jnp.pad(x, centred(), "wrap");
      case REFLECT -> Jnp.pad(x, centred(), "reflect");
      case CAUSAL -> causal(x);
      case SAME, SAME_LOWER, VALID -> x;
    };
  }

  private int[][] centred() {
    int n = kernelSize.rank();
    int[][] widths = new int[n + 2][2];
    for (int i = 0; i < n; i++) {
      int reach = (kernelSize.get(i) - 1) * kernelDilation.get(i);
      widths[i + 1] = new int[] {reach / 2, (reach + 1) / 2};
    }
    return widths;
  }

  private Array causal(Array x) {
    if (kernelSize.rank() != 1) {
      throw new IllegalArgumentException(
          "conv: the padding CAUSAL is for one spatial axis, but the kernel has size "
              + kernelSize);
    }
    int before = kernelDilation.get(0) * (kernelSize.get(0) - 1);
    return Jnp.pad(x, new int[][] {{0, 0}, {before, 0}, {0, 0}});
  }

  /// The input, if it has enough axes.
  ///
  /// @throws IllegalArgumentException if not
  public Array checked(Array x) {
    requireAxes(x, kernelSize);
    return x;
  }

  private static int requireAxes(Array x, Dims kernelSize) {
    int batch = x.ndim() - kernelSize.rank() - 1;
    if (batch < 0) {
      throw new IllegalArgumentException(
          "conv: a kernel of size %s needs an input with %d spatial axes and one for features, got %s"
              .formatted(kernelSize, kernelSize.rank(), x.aval()));
    }
    return batch;
  }

  /// All batch axes joined to one.
  ///
  /// @throws IllegalArgumentException if the input has too few axes
  Array oneBatchAxis(Array x) {
    return oneBatchAxis(x, kernelSize);
  }

  static Array oneBatchAxis(Array x, Dims kernelSize) {
    int batch = requireAxes(x, kernelSize);
    int joined = Math.toIntExact(x.shape().slice(0, batch).size());
    return batch == 1 ? x : x.reshape(Dims.of(joined).concat(x.shape().slice(batch, x.ndim())));
  }

  /// The batch axes of `x` in place of the joined one of `y`.
  Array batchAxesOf(Array x, Array y) {
    return batchAxesOf(x, y, kernelSize);
  }

  static Array batchAxesOf(Array x, Array y, Dims kernelSize) {
    int batch = x.ndim() - kernelSize.rank() - 1;
    Dims rest = y.shape().slice(1, y.ndim());
    return batch == 1 ? y : y.reshape(x.shape().slice(0, batch).concat(rest));
  }

  /// The kernel with zeros where the mask has them; the kernel itself if there is no mask.
  ///
  /// @throws IllegalArgumentException if the shapes differ
  public static Array masked(Array kernel, @Nullable Array mask) {
    if (mask == null) {
      return kernel;
    }
    if (!mask.shape().equals(kernel.shape())) {
      throw new IllegalArgumentException(
          "conv: the mask %s must have the shape of the kernel %s"
              .formatted(mask.aval(), kernel.aval()));
    }
    return kernel.mul(mask);
  }
}

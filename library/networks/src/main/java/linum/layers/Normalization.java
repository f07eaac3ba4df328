package linum.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import linum.Linum;
import linum.core.Array;
import linum.core.Over;
import linum.ir.DType;
import linum.ir.Dims;
import linum.lax.Lax;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// Statistics over some axes, and arrays normalized by them: what all normalization layers share.
public final class Normalization {
  private Normalization() {}

  /// Mean and variance over some axes.
  ///
  /// @param mean without the reduced axes
  /// @param var the mean of `|x - mean|²`
  public record Statistics(Array mean, Array var) {}

  /// How statistics are taken.
  ///
  /// @param useMean whether the mean is subtracted; if not, it is given as zero
  /// @param useFastVariance `E[|x|²] - |E[x]|²` in place of `E[|x - E[x]|²]`: one pass, less exact
  /// @param forceFloat32Reductions whether half precision is left for float32
  /// @param axisName the mapped axis to average over as well
  public record Options(
      boolean useMean,
      boolean useFastVariance,
      boolean forceFloat32Reductions,
      @Nullable String axisName) {
    public static final Options DEFAULT = new Options(true, true, true, null);

    public Options useMean(boolean use) {
      return new Options(use, useFastVariance, forceFloat32Reductions, axisName);
    }

    public Options useFastVariance(boolean use) {
      return new Options(useMean, use, forceFloat32Reductions, axisName);
    }

    public Options forceFloat32Reductions(boolean force) {
      return new Options(useMean, useFastVariance, force, axisName);
    }

    public Options axisName(@Nullable String name) {
      return new Options(useMean, useFastVariance, forceFloat32Reductions, name);
    }
  }

  /// Mean and variance over some axes, in float32 at least.
  ///
  /// @param dtype the least precise type to compute in, or null
  /// @param mask broadcast to `x`: what counts; null if all does
  public static Statistics statistics(
      Array x, int[] axes, @Nullable DType dtype, @Nullable Array mask, Options options) {
    DType type = dtype == null ? x.dtype() : dtype;
    if (options.forceFloat32Reductions()) {
      type = Jnp.promoteTypes(type, DType.FLOAT32);
    }
    Array values = x.astype(type);
    Over over = mask == null ? Over.over(axes) : Over.over(axes).where(mask.astype(DType.BOOL));
    if (!options.useMean()) {
      Array var = averaged(List.of(squared(values).mean(over)), options).getFirst();
      return new Statistics(Jnp.zerosLike(var), var);
    }
    if (options.useFastVariance()) {
      List<Array> means = averaged(List.of(values.mean(over), squared(values).mean(over)), options);
      Array mean = means.get(0);
      return new Statistics(mean, Jnp.maximum(means.get(1).sub(squared(mean)), 0));
    }
    Array mean = averaged(List.of(values.mean(over)), options).getFirst();
    Array centered = values.sub(Jnp.expandDims(mean, axes));
    return new Statistics(
        mean, averaged(List.of(squared(centered).mean(over)), options).getFirst());
  }

  private static List<Array> averaged(List<Array> means, Options options) {
    return options.axisName() == null ? means : Linum.pmean(means, options.axisName());
  }

  private static Array squared(Array x) {
    return x.dtype().isComplex() ? Jnp.real(x).square().add(Jnp.imag(x).square()) : x.square();
  }

  /// `(x - mean) / sqrt(var + epsilon) · scale + bias`.
  ///
  /// @param reductionAxes the axes of `x` that `mean` and `var` lack
  /// @param featureAxes the axes of `x` that `scale` and `bias` have
  /// @param dtype the type of the result; if null, the common one of `x`, `scale` and `bias`
  public static Array normalize(
      Array x,
      Statistics statistics,
      int[] reductionAxes,
      int[] featureAxes,
      @Nullable Array scale,
      @Nullable Array bias,
      double epsilon,
      @Nullable DType dtype) {
    Dims features = featureShape(x, featureAxes);
    Array y = x.sub(Jnp.expandDims(statistics.mean(), reductionAxes));
    Array factor = Lax.rsqrt(Jnp.expandDims(statistics.var(), reductionAxes).add(epsilon));
    if (scale != null) {
      factor = factor.mul(scale.reshape(features));
    }
    y = y.mul(factor);
    if (bias != null) {
      y = y.add(bias.reshape(features));
    }
    return y.astype(DTypes.inexact(dtype, x, scale, bias));
  }

  private static Dims featureShape(Array x, int[] featureAxes) {
    int[] shape = new int[x.ndim()];
    Arrays.fill(shape, 1);
    for (int axis : featureAxes) {
      shape[axis] = x.shape(axis);
    }
    return Dims.of(shape);
  }

  /// Axes counted from the front, in order, each once.
  public static int[] canonical(int ndim, int... axes) {
    TreeSet<Integer> all = new TreeSet<>();
    for (int axis : axes) {
      all.add(axis < 0 ? axis + ndim : axis);
    }
    return all.stream().mapToInt(i -> i).toArray();
  }

  /// All axes of an array that are not among the given ones, which are counted from the front.
  public static int[] others(int ndim, int... axes) {
    List<Integer> rest = new ArrayList<>();
    for (int i = 0; i < ndim; i++) {
      int axis = i;
      if (Arrays.stream(axes).noneMatch(a -> a == axis)) {
        rest.add(axis);
      }
    }
    return rest.stream().mapToInt(i -> i).toArray();
  }

  /// The lengths of some axes.
  public static Dims lengths(Array x, int... axes) {
    return Dims.of(Arrays.stream(axes).map(x::shape).toArray());
  }
}

package linum.layers;

import linum.core.Array;
import linum.core.Ops;
import linum.core.Over;
import linum.ir.DType;
import linum.ir.Dims;
import linum.lax.Lax;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// Subtracting a mean, dividing by a deviation, then scale and shift.
public final class Normalizations {
  private Normalizations() {}

  /// `(x - mean) / sqrt(var + epsilon) · scale + bias`.
  ///
  /// @param moments over `reductionAxes`
  /// @param reductionAxes the axes that the moments lack
  /// @param featureAxes the axes of scale and bias
  /// @param scale null for none
  /// @param bias null for none
  /// @param dtype the type of the result; null for what the arrays promote to
  public static Array normalize(
      Array x,
      Moments moments,
      Dims reductionAxes,
      Dims featureAxes,
      double epsilon,
      @Nullable Array scale,
      @Nullable Array bias,
      @Nullable DType dtype) {
    int rank = x.ndim();
    Array mean = Axes.expanded(moments.mean(), rank, reductionAxes);
    Array factor = Lax.rsqrt(Axes.expanded(moments.var(), rank, reductionAxes).add(epsilon));
    if (scale != null) {
      factor = factor.mul(spread(scale, x.shape(), featureAxes));
    }
    Array y = x.sub(mean).mul(factor);
    if (bias != null) {
      y = y.add(spread(bias, x.shape(), featureAxes));
    }
    return Ops.convert(y, Dtypes.canonicalizeDtype(dtype, x, scale, bias));
  }

  /// The sizes of the feature axes: the shape of scale and bias.
  ///
  /// @throws IllegalArgumentException if an axis is out of range
  public static Dims featureShape(Dims input, Dims featureAxes) {
    return input.at(Axes.canonical(input.rank(), featureAxes));
  }

  /// The axes counted from 0, ascending.
  ///
  /// @throws IllegalArgumentException if one is out of range
  public static Dims axes(int rank, Dims axes) {
    return Axes.canonical(rank, axes);
  }

  /// The axes over which a batch normalization takes its moments: all but those of the features.
  public static Dims batchAxes(int rank, Dims featureAxes) {
    return Axes.others(rank, featureAxes);
  }

  /// The axes over which an instance normalization takes its moments: all but the first and those
  /// of the features.
  ///
  /// @throws IllegalArgumentException if the first axis is one of the features
  public static Dims instanceAxes(int rank, Dims featureAxes) {
    Dims features = Axes.canonical(rank, featureAxes);
    if (features.contains(0)) {
      throw new IllegalArgumentException(
          "instanceNorm: the first axis is the batch and cannot be a feature axis, but the feature"
              + " axes are "
              + featureAxes);
    }
    return Dims.range(1, rank).without(features.map(a -> a - 1));
  }

  /// A running average moved towards a new value: `momentum · old + (1 - momentum) · new`.
  public static Array running(Array old, Array fresh, double momentum) {
    return old.mul(momentum).add(fresh.mul(1 - momentum));
  }

  /// Rescaled to length 1 over the given axes; none means all.
  ///
  /// @param epsilon added to the squared length
  public static Array l2Normalize(Array x, Dims axes, double epsilon) {
    Array length = x.mul(x).sum(Over.over(axes.toArray()).keepdims());
    return x.mul(Lax.rsqrt(length.add(epsilon)));
  }

  /// A weight of length 1 over all but the feature axes, times a scale: weight normalization
  /// (Salimans and Kingma, 2016).
  ///
  /// @param featureAxes none if all axes are normalized together
  /// @param scale of [#featureShape]; null for none
  /// @param dtype the type of the result; null for what the arrays promote to
  public static Array weightNorm(
      Array weight,
      Dims featureAxes,
      double epsilon,
      @Nullable Array scale,
      @Nullable DType dtype) {
    Dims reduced = Axes.others(weight.ndim(), featureAxes);
    Array unit =
        reduced.isEmpty()
            ? weight.mul(Lax.rsqrt(weight.square().add(epsilon)))
            : l2Normalize(weight, reduced, epsilon);
    Array out = scale == null ? unit : unit.mul(spread(scale, weight.shape(), featureAxes));
    return Ops.convert(out, Dtypes.canonicalizeDtype(dtype, weight, scale));
  }

  /// The vector of the features along their axes.
  private static Array spread(Array x, Dims input, Dims featureAxes) {
    Dims shape = Dims.repeat(1, input.rank());
    for (int axis : Axes.canonical(input.rank(), featureAxes).toArray()) {
      shape = shape.with(axis, input.get(axis));
    }
    return Jnp.reshape(x, shape);
  }
}

package linum.layers;

import linum.core.Array;
import linum.ir.Dims;
import org.jspecify.annotations.Nullable;

/// Features in groups that are normalized together (Wu and He, 2018).
///
/// @param count how many groups
/// @param size how many features one group has
public record Groups(int count, int size) {

  /// The groups of some number of features.
  ///
  /// @param numGroups null if the size is given
  /// @param groupSize null if the number is given
  /// @throws IllegalArgumentException if not exactly one is given, or it does not divide the
  ///   features
  public static Groups of(int channels, @Nullable Integer numGroups, @Nullable Integer groupSize) {
    if (groupSize == null && numGroups != null) {
      return new Groups(numGroups, divided("numGroups", channels, numGroups));
    }
    if (numGroups == null && groupSize != null) {
      return new Groups(divided("groupSize", channels, groupSize), groupSize);
    }
    throw new IllegalArgumentException(
        "groupNorm: give either numGroups or groupSize, got numGroups %s and groupSize %s\nUse new GroupNorm().groupSize(8)."
            .formatted(numGroups, groupSize));
  }

  private static int divided(String name, int channels, int by) {
    if (by <= 0 || channels % by != 0) {
      throw new IllegalArgumentException(
          "groupNorm: %s %d does not divide the %d channels".formatted(name, by, channels));
    }
    return channels / by;
  }

  /// The moments of each group, one for each feature: their axes are those of `x` without the
  /// reduced ones but with the last.
  ///
  /// @param reductionAxes the last of them must be the last of `x`
  /// @param mask which elements take part; null for all
  public Moments moments(
      Array x, Dims reductionAxes, @Nullable Array mask, Moments.Options options) {
    Dims axes = reductionAxes(x.ndim(), reductionAxes);
    Dims inner = axes.slice(0, axes.rank() - 1).concat(Dims.of(x.ndim()));
    Array selected = mask == null ? null : grouped(mask);
    Moments each = Moments.of(grouped(x), inner, selected, options);
    return new Moments(each.mean().repeat(size, -1), each.var().repeat(size, -1));
  }

  /// The axes counted from 0.
  ///
  /// @throws IllegalArgumentException if the last axis is not among them
  public static Dims reductionAxes(int rank, Dims axes) {
    Dims all = Axes.canonical(rank, axes);
    if (all.isEmpty() || all.get(-1) != rank - 1) {
      throw new IllegalArgumentException(
          "groupNorm: the reduction axes %s must contain the last axis, which has the features"
              .formatted(axes));
    }
    return all;
  }

  /// All axes but the first.
  public static Dims reductionAxes(int rank) {
    return reductionAxes(rank, rank == 1 ? Dims.of(0) : Dims.range(1, rank));
  }

  private Array grouped(Array x) {
    return x.reshape(x.shape().slice(0, x.ndim() - 1).concat(Dims.of(count, size)));
  }
}

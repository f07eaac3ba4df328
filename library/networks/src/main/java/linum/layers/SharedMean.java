package linum.layers;

import java.util.Arrays;
import java.util.List;
import linum.core.Array;
import linum.ir.Dims;
import linum.lax.Lax;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// The mean over an axis of `vmap`, or over groups of its places.
///
/// @param axisName the axis
/// @param groups which places are averaged with which, as `[(0, 1), (2, 3)]`; null for all with all
public record SharedMean(String axisName, @Nullable List<Dims> groups) {
  /// Each place must be in one group; groups may have different sizes.
  public SharedMean {
    groups = groups == null ? null : List.copyOf(groups);
  }

  /// The mean over an axis, null if there is none.
  public static @Nullable SharedMean of(@Nullable String axisName, @Nullable List<Dims> groups) {
    return axisName == null ? null : new SharedMean(axisName, groups);
  }

  /// Groups as numbers: `[[0, 1], [2, 3]]`.
  public static List<Dims> groups(int[]... groups) {
    return Arrays.stream(groups).map(Dims::of).toList();
  }

  /// The mean of what `x` is in each place of the group.
  ///
  /// @throws IllegalArgumentException if the groups are not all places, each once
  Array of(Array x) {
    if (groups == null) {
      return Lax.pmean(x, axisName);
    }
    int places = Lax.axisSize(axisName);
    float[] weights = new float[places * places];
    int[] seen = groups.stream().flatMapToInt(Dims::stream).sorted().toArray();
    if (!Arrays.equals(seen, Dims.range(places).toArray())) {
      throw new IllegalArgumentException(
          "axisIndexGroups %s must have each of the %d places of the axis \"%s\" once"
              .formatted(groups, places, axisName));
    }
    for (Dims group : groups) {
      for (int to : group.toArray()) {
        for (int from : group.toArray()) {
          weights[to * places + from] = 1f / group.rank();
        }
      }
    }
    Array all = Lax.allGather(x, axisName);
    Array own =
        Jnp.take(Jnp.array(weights).reshape(places, places), Lax.axisIndex(axisName), 0)
            .astype(x.dtype());
    return Jnp.tensordot(own, all, 1);
  }
}

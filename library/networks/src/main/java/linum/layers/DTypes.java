package linum.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import linum.core.Array;
import linum.ir.DType;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// The element type that a layer computes in.
///
/// In JAX: `flax.linen.dtypes`, `flax.nnx.nn.dtypes`.
public final class DTypes {
  private DTypes() {}

  /// The type that is asked for, or else the common type of the arrays; a floating or complex one.
  ///
  /// @param dtype what is asked for, or null
  /// @param xs null where a layer has none
  /// @throws IllegalArgumentException if an integer type is asked for
  public static DType inexact(@Nullable DType dtype, @Nullable Array... xs) {
    DType common = dtype != null ? dtype : common(xs);
    if (dtype == null && !common.isInexact()) {
      return Jnp.promoteTypes(DType.FLOAT32, common);
    }
    if (!common.isInexact()) {
      throw new IllegalArgumentException(
          "dtype: this layer computes in a floating or complex type, not in %s.\nLeave dtype out, or ask for DType.FLOAT32."
              .formatted(common));
    }
    return common;
  }

  /// The common type of the arrays.
  public static DType common(@Nullable Array... xs) {
    return Jnp.resultType(Arrays.stream(xs).filter(Objects::nonNull).toArray(Array[]::new));
  }

  /// All arrays in the type of [#inexact]; null stays null.
  public static List<@Nullable Array> promote(@Nullable DType dtype, @Nullable Array... xs) {
    DType common = inexact(dtype, xs);
    List<@Nullable Array> all = new ArrayList<>(xs.length);
    for (Array x : xs) {
      all.add(x == null ? null : x.astype(common));
    }
    return all;
  }
}

package linum.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.DType;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// The type that a layer computes with: the asked one, or the one that its input and parameters
/// promote to.
///
/// In JAX: `flax.linen.dtypes`.
public final class Dtypes {
  private Dtypes() {}

  /// The asked type, or what the arrays promote to, at least `float32`.
  ///
  /// @param dtype null to infer it
  /// @param arrays nulls are passed over
  /// @throws IllegalArgumentException if the asked type is not a floating one
  public static DType canonicalizeDtype(@Nullable DType dtype, @Nullable Array... arrays) {
    return canonicalizeDtype(dtype, true, arrays);
  }

  /// As above.
  ///
  /// @param inexact whether the type must be a floating one: integers become `float32` then
  public static DType canonicalizeDtype(
      @Nullable DType dtype, boolean inexact, @Nullable Array... arrays) {
    if (dtype == null) {
      DType common =
          Jnp.resultType(Arrays.stream(arrays).filter(Objects::nonNull).toArray(Array[]::new));
      return inexact && !common.isInexact() ? Jnp.promoteTypes(DType.FLOAT32, common) : common;
    }
    if (inexact && !dtype.isInexact()) {
      throw new IllegalArgumentException(
          "a layer cannot compute with %s: its dtype must be a floating one, as DType.FLOAT32"
              .formatted(dtype));
    }
    return dtype;
  }

  /// The arrays in the type that [#canonicalizeDtype] says.
  public static List<Array> promoteDtype(@Nullable DType dtype, Array... arrays) {
    DType common = canonicalizeDtype(dtype, arrays);
    List<Array> out = new ArrayList<>();
    for (Array x : arrays) {
      out.add(Ops.convert(x, common));
    }
    return out;
  }

  /// The array in a type; null stays null.
  static @Nullable Array cast(@Nullable Array x, DType dtype) {
    return x == null ? null : Ops.convert(x, dtype);
  }
}

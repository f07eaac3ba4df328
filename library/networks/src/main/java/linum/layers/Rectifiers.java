package linum.layers;

import linum.core.Array;
import linum.core.Ops;
import linum.numpy.Jnp;

/// Rectifiers with parameters.
public final class Rectifiers {
  private Rectifiers() {}

  /// The input where it is not negative, elsewhere times a slope (He et al., 2015).
  ///
  /// @param slope a scalar parameter
  public static Array prelu(Array x, Array slope) {
    return Jnp.where(x.ge(0), x, Ops.convert(slope, x.dtype()).mul(x));
  }
}

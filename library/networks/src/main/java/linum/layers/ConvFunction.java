package linum.layers;

import linum.core.Array;
import linum.lax.Convolution;

/// Convolves in place of `Lax.convGeneralDilated`.
@FunctionalInterface
public interface ConvFunction {
  /// The convolution of `[batch, spatial…, in]` with `[spatial…, in, out]`.
  Array apply(Array x, Array kernel, Convolution options);
}

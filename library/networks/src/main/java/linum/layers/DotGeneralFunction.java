package linum.layers;

import linum.core.Array;
import linum.ir.Contraction.DotGeneral;

/// Multiplies in place of `Lax.dotGeneral`: quantized, or in another order of sums.
@FunctionalInterface
public interface DotGeneralFunction {
  /// The products, with the axes of the result as `Lax.dotGeneral` has them.
  ///
  /// @param dimensions the axes, how exactly products are taken, and the type of sums
  Array apply(Array x, Array y, DotGeneral dimensions);
}

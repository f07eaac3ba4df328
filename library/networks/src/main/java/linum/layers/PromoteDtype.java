package linum.layers;

import java.util.List;
import linum.core.Array;
import linum.ir.DType;
import org.jspecify.annotations.Nullable;

/// Brings input and parameters to the types to compute with, in place of
/// [Dtypes#promoteDtype(DType, Array...)].
@FunctionalInterface
public interface PromoteDtype {
  /// The arrays in their new types, in the same order.
  ///
  /// @param dtype the type that the layer was asked for; null if none
  /// @param arrays the input, then the parameters that there are
  List<Array> apply(@Nullable DType dtype, Array... arrays);
}

package linum.nnx;

import linum.core.Array;
import linum.nn.Initializer;
import linum.nn.VarianceScaling;
import linum.nnx.NnxVariables.Variable;
import org.jspecify.annotations.Nullable;

/// Parameters that a layer may lack.
final class Params {
  /// What vectors for numbers start from.
  static final Initializer EMBEDDING =
      Initializer.varianceScaling(1, VarianceScaling.Fan.IN, VarianceScaling.Distribution.NORMAL)
          .outAxis(0);

  private Params() {}

  /// The array of a parameter; null if there is none.
  static @Nullable Array value(@Nullable Variable v) {
    return v == null ? null : v.get();
  }
}

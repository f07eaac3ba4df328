package linum.optax.contrib;

import linum.core.Array;
import linum.tree.KeyPath;
import org.jspecify.annotations.Nullable;

/// Which parameters are matrices for [Muon], and how.
@FunctionalInterface
public interface MuonWeights {
  /// Parameters of two dimensions.
  MuonWeights MATRICES = (_, p) -> p.ndim() == 2 ? MuonDimensionNumbers.MATRIX : null;

  /// The axes of a parameter; null if it is no matrix and Adam is used.
  @Nullable MuonDimensionNumbers of(KeyPath path, Array param);
}

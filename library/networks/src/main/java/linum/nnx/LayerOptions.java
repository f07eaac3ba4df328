package linum.nnx;

import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// The settings of a layer: a record whose components are printed as the layer's own fields, as
/// they are in NNX.
interface LayerOptions {
  /// The settings with another value for one of them.
  static <R extends Record> R with(R settings, String name, @Nullable Object value) {
    return Records.with(settings, name, value);
  }
}

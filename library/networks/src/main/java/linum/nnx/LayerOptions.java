package linum.nnx;

import java.util.Map;
import linum.tree.Records;

/// The settings of a layer: a record whose components are printed as the layer's own fields, as
/// they are in NNX.
interface LayerOptions {
  /// The settings with another value for one of them.
  static <R extends Record> R with(R settings, String name, Object value) {
    return Records.with(settings, Map.of(name, value));
  }
}

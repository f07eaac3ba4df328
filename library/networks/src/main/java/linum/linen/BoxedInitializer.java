package linum.linen;

import linum.core.Array;
import linum.nn.Initializer;

/// An initializer that says something about the axes of what it makes: modules store the value in a
/// box, and get it without.
public interface BoxedInitializer extends Initializer {
  /// What makes the values.
  Initializer initializer();

  /// A value in its box.
  AxisMetadata<Array> box(Array value);
}

package linum.linen;

import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.nn.Initializer;

/// An initializer that says something about the axes of what it makes: modules store the value in a
/// box, and get it without.
public interface BoxedInitializer extends Initializer {
  /// What makes the values.
  Initializer initializer();

  /// A value in its box.
  AxisMetadata<Array> box(Array value);

  /// The same box around the values of another initializer.
  BoxedInitializer with(Initializer other);

  /// An initializer made of another one; what that says about axes holds for the new one.
  static Initializer derived(Initializer init, UnaryOperator<Initializer> f) {
    return init instanceof BoxedInitializer boxed
        ? boxed.with(f.apply(boxed.initializer()))
        : f.apply(init);
  }
}

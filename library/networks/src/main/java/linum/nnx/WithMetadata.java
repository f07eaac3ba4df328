package linum.nnx;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.nn.Initializer;

/// An initializer that says something about the variable that it makes.
record WithMetadata(Initializer initializer, Map<String, Object> metadata) implements Initializer {
  WithMetadata {
    metadata = java.util.Collections.unmodifiableMap(new TreeMap<>(metadata));
  }

  /// An initializer made of another one; what that says holds for the new one.
  static Initializer derived(Initializer init, UnaryOperator<Initializer> f) {
    return init instanceof WithMetadata m
        ? new WithMetadata(f.apply(m.initializer), m.metadata)
        : f.apply(init);
  }

  @Override
  public Array apply(Array key, Dims shape, DType dtype) {
    return initializer.apply(key, shape, dtype);
  }

  @Override
  public DType defaultDtype() {
    return initializer.defaultDtype();
  }

  @Override
  public String toString() {
    return "withMetadata(%s, %s)".formatted(initializer, metadata);
  }
}

package linum.linen;

import java.util.List;
import linum.core.Array;

/// Layers one after the other, named `layers_0`, `layers_1`, …. Functions count, but have no
/// variables.
///
/// ```java
/// new Sequential(new Dense(16), Nn::relu, new Dense(1))
/// ```
public record Sequential(List<Layer> layers) implements Layer {

  /// @throws IllegalArgumentException if there are none
  public Sequential {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException(
          "Sequential: there are no layers.\nGive at least one: new Sequential(new Dense(8))");
    }
  }

  public Sequential(Layer... layers) {
    this(List.of(layers));
  }

  @Override
  public Array call(Array x) {
    Array y = x;
    for (Layer layer : layers) {
      y = layer.apply(y);
    }
    return y;
  }

  @Override
  public String toString() {
    return Linen.repr(this);
  }
}

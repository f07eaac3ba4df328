package linum.linen;

import linum.core.Array;

/// See [Layer#named].
record NamedLayer(Layer inner, String name) implements Layer, Named<Layer> {
  @Override
  public Array call(Array x) {
    return inner.call(x);
  }

  @Override
  public String toString() {
    return inner.toString();
  }
}

package linum.linen;

import linum.core.Array;

/// See [Layer1To2#named].
record Named1To2<B>(Layer1To2<B> inner, String name) implements Layer1To2<B>, Named<Layer1To2<B>> {
  @Override
  public Array call(Array x) {
    return inner.call(x);
  }

  @Override
  public Array call(Array x, B b) {
    return inner.call(x, b);
  }

  @Override
  public String toString() {
    return inner.toString();
  }
}

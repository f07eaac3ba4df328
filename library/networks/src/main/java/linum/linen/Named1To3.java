package linum.linen;

import linum.core.Array;

/// See [Layer1To3#named].
record Named1To3<B, C>(Layer1To3<B, C> inner, String name)
    implements Layer1To3<B, C>, Named<Layer1To3<B, C>> {
  @Override
  public Array call(Array x) {
    return inner.call(x);
  }

  @Override
  public Array call(Array x, B b) {
    return inner.call(x, b);
  }

  @Override
  public Array call(Array x, B b, C c) {
    return inner.call(x, b, c);
  }

  @Override
  public String toString() {
    return inner.toString();
  }
}

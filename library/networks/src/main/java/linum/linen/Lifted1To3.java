package linum.linen;

import java.util.Arrays;
import linum.core.Array;

/// A layer of one to three arguments with a transformation around it.
record Lifted1To3<B, C>(Layer1To3<B, C> inner, Transform transform)
    implements Layer1To3<B, C>, Lifted<Layer1To3<B, C>> {

  @Override
  public Array call(Array x) {
    return transform.run(Arrays.asList(x), in -> inner.call((Array) in.get(0)));
  }

  // Safe: the transformation passes arguments of the types that it is given.
  @SuppressWarnings("unchecked")
  @Override
  public Array call(Array x, B b) {
    return transform.run(Arrays.asList(x, b), in -> inner.call((Array) in.get(0), (B) in.get(1)));
  }

  // Safe: the transformation passes arguments of the types that it is given.
  @SuppressWarnings("unchecked")
  @Override
  public Array call(Array x, B b, C c) {
    return transform.run(
        Arrays.asList(x, b, c), in -> inner.call((Array) in.get(0), (B) in.get(1), (C) in.get(2)));
  }

  @Override
  public String toString() {
    return transform.name() + "(" + inner + ")";
  }
}

package linum.linen;

import java.util.Arrays;
import linum.core.Array;

/// A layer of one or two arguments with a transformation around it.
record Lifted1To2<B>(Layer1To2<B> inner, Transform transform)
    implements Layer1To2<B>, Lifted<Layer1To2<B>> {

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

  @Override
  public String toString() {
    return transform.name() + "(" + inner + ")";
  }
}

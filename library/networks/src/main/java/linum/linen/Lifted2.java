package linum.linen;

import java.util.Arrays;

/// A module of two arguments with a transformation around it.
record Lifted2<A, B, R>(Layer2<A, B, R> inner, Transform transform)
    implements Layer2<A, B, R>, Lifted<Layer2<A, B, R>> {

  // Safe: the transformation passes arguments of the types that it is given.
  @SuppressWarnings("unchecked")
  @Override
  public R call(A a, B b) {
    return transform.run(Arrays.asList(a, b), in -> inner.call((A) in.get(0), (B) in.get(1)));
  }

  @Override
  public String toString() {
    return transform.name() + "(" + inner + ")";
  }
}

package linum.linen;

import java.util.Arrays;

/// A module of three arguments with a transformation around it.
record Lifted3<A, B, C, R>(Layer3<A, B, C, R> inner, Transform transform)
    implements Layer3<A, B, C, R>, Lifted<Layer3<A, B, C, R>> {

  // Safe: the transformation passes arguments of the types that it is given.
  @SuppressWarnings("unchecked")
  @Override
  public R call(A a, B b, C c) {
    return transform.run(
        Arrays.asList(a, b, c), in -> inner.call((A) in.get(0), (B) in.get(1), (C) in.get(2)));
  }

  @Override
  public String toString() {
    return transform.name() + "(" + inner + ")";
  }
}

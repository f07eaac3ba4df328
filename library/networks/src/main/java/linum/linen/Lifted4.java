package linum.linen;

import java.util.Arrays;

/// A module of four arguments with a transformation around it.
record Lifted4<A, B, C, D, R>(Layer4<A, B, C, D, R> inner, Transform transform)
    implements Layer4<A, B, C, D, R>, Lifted<Layer4<A, B, C, D, R>> {

  // Safe: the transformation passes arguments of the types that it is given.
  @SuppressWarnings("unchecked")
  @Override
  public R call(A a, B b, C c, D d) {
    return transform.run(
        Arrays.asList(a, b, c, d),
        in -> inner.call((A) in.get(0), (B) in.get(1), (C) in.get(2), (D) in.get(3)));
  }

  @Override
  public String toString() {
    return transform.name() + "(" + inner + ")";
  }
}

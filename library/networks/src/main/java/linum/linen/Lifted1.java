package linum.linen;

import java.util.Arrays;

/// A module of one argument with a transformation around it.
record Lifted1<A, R>(Layer1<A, R> inner, Transform transform)
    implements Layer1<A, R>, Lifted<Layer1<A, R>> {

  // Safe: the transformation passes arguments of the types that it is given.
  @SuppressWarnings("unchecked")
  @Override
  public R call(A a) {
    return transform.run(Arrays.asList(a), in -> inner.call((A) in.get(0)));
  }

  @Override
  public String toString() {
    return transform.name() + "(" + inner + ")";
  }
}

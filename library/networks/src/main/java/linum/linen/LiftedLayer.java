package linum.linen;

import java.util.Arrays;
import linum.core.Array;

/// A layer with a transformation around it.
record LiftedLayer(Layer inner, Transform transform) implements Layer, Lifted<Layer> {

  @Override
  public Array call(Array x) {
    return transform.run(Arrays.asList(x), in -> inner.call((Array) in.get(0)));
  }

  @Override
  public String toString() {
    return transform.name() + "(" + inner + ")";
  }
}

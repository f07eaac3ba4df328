package linum.transform;

import java.util.List;
import linum.core.Array;
import linum.core.Eval;
import linum.core.Trace;
import linum.ir.Primitive;

/// The interpreter of values with which nothing is ever computed. It is never current.
final class Nowhere extends Trace {
  static final Nowhere INSTANCE = new Nowhere();

  private Nowhere() {
    super(Eval.INSTANCE);
  }

  @Override
  protected List<Array> process(Primitive primitive, List<Array> inputs) {
    throw new AssertionError(primitive.label() + " where nothing is computed");
  }
}

package linum.core;

import java.util.ArrayList;
import java.util.List;
import linum.ir.Primitive;

/// The interpreter at the bottom: it computes, on the current backend.
public final class Eval extends Trace {
  public static final Eval INSTANCE = new Eval();

  private Eval() {
    super(null);
  }

  @Override
  protected List<Array> process(Primitive primitive, List<Array> inputs) {
    List<ConcreteArray> concrete = new ArrayList<>(inputs.size());
    for (Array a : inputs) {
      switch (a) {
        case ConcreteArray c -> concrete.add(c);
        case Tracer t -> throw new UnexpectedTracerException(t);
      }
    }
    return List.copyOf(Dispatch.run(primitive, concrete));
  }
}

package linum.transform;

import java.util.List;
import linum.core.Array;
import linum.core.Trace;
import linum.core.Tracer;
import linum.ir.Aval;
import linum.ir.Primitive;

/// The interpreter that carries out every operation for all examples at once.
///
/// Inside, a value looks like one example; behind it stands an array with the axis of the examples
/// in front. Values that are the same for all examples stay as they are, so that nothing is
/// computed or stored more often than needed.
final class Batch extends Trace {
  private final BatchAxis axis;

  /// What the function sees in place of one example.
  private final class Example extends Tracer {
    private final Array all;
    private final Aval aval;

    Example(Array all) {
      super(Batch.this);
      this.all = all;
      this.aval = all.aval().withShape(all.shape().without(0));
    }

    @Override
    public Aval aval() {
      return aval;
    }
  }

  /// A trace that runs its rules under the current one.
  Batch(BatchAxis axis) {
    super(Trace.current());
    this.axis = axis;
  }

  BatchAxis axis() {
    return axis;
  }

  /// The array as the function sees it.
  Array wrap(Batched b) {
    return b.mapped() ? new Example(b.array()) : b.array();
  }

  List<Array> wrap(List<Batched> in) {
    return in.stream().map(this::wrap).toList();
  }

  /// What stands behind an array that the function made.
  Batched unwrap(Array a) {
    return a instanceof Example e && e.trace() == this ? Batched.mapped(e.all) : Batched.shared(a);
  }

  List<Batched> unwrap(List<? extends Array> in) {
    return in.stream().map(this::unwrap).toList();
  }

  @Override
  protected List<Array> process(Primitive primitive, List<Array> inputs) {
    List<Batched> in = unwrap(inputs);
    return wrap(parent().run(() -> BatchRules.apply(primitive, in, axis)));
  }
}

package linum.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import linum.core.Array;
import linum.core.Trace;
import linum.core.Tracer;
import linum.ir.Aval;
import linum.ir.Primitive;
import org.jspecify.annotations.Nullable;

/// Forward-mode differentiation: values are pairs of a primal and a tangent, and every primitive is
/// carried out together with its derivative.
final class Jvp extends Trace {

  private final class Dual extends Tracer {
    private final Array primal;
    private final Array tangent;

    Dual(Array primal, Array tangent) {
      super(Jvp.this);
      this.primal = primal;
      this.tangent = tangent;
    }

    @Override
    public Aval aval() {
      return primal.aval();
    }
  }

  Jvp(Trace parent) {
    super(parent);
  }

  /// The outputs of `f` at `primals` and their tangents, for the given tangents of the inputs.
  static Duals jvp(
      Function<List<Array>, List<Array>> f, List<Array> primals, List<@Nullable Array> tangents) {
    return new Jvp(Trace.current()).push(f, primals, tangents);
  }

  Duals push(
      Function<List<Array>, List<Array>> f, List<Array> primals, List<@Nullable Array> tangents) {
    List<Array> in = new ArrayList<>(primals.size());
    for (int i = 0; i < primals.size(); i++) {
      in.add(dual(primals.get(i), tangents.get(i)));
    }
    List<Array> out = run(() -> f.apply(in));
    return new Duals(out.stream().map(this::primal).toList(), tangents(out));
  }

  private Array dual(Array primal, @Nullable Array tangent) {
    return tangent == null || !primal.dtype().isInexact() ? primal : new Dual(primal, tangent);
  }

  private Array primal(Array a) {
    return a instanceof Dual d && d.trace() == this ? d.primal : a;
  }

  private List<@Nullable Array> tangents(List<Array> arrays) {
    List<@Nullable Array> tangents = new ArrayList<>(arrays.size());
    for (Array a : arrays) {
      tangents.add(a instanceof Dual d && d.trace() == this ? d.tangent : null);
    }
    return tangents;
  }

  @Override
  protected List<Array> process(Primitive p, List<Array> inputs) {
    List<Array> primals = new ArrayList<>(inputs.size());
    inputs.forEach(a -> primals.add(primal(a)));
    List<@Nullable Array> tangents = tangents(inputs);
    boolean constant = tangents.stream().allMatch(t -> t == null);
    return parent()
        .run(() ->
            constant ? Trace.bindAll(p, primals) : wrap(JvpRules.apply(p, primals, tangents)));
  }

  private List<Array> wrap(Duals out) {
    List<Array> duals = new ArrayList<>(out.primals().size());
    for (int i = 0; i < out.primals().size(); i++) {
      duals.add(dual(out.primals().get(i), out.tangents().get(i)));
    }
    return duals;
  }
}

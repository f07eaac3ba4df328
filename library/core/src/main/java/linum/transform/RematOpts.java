package linum.transform;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.core.Trace;
import linum.ir.Atom;
import linum.ir.Call;
import linum.ir.Jaxpr;
import org.jspecify.annotations.Nullable;

/// Rules of `remat_opt`: whatever is done to the forward rule is done to the function, too.
final class RematOpts {
  private RematOpts() {}

  /// The residuals are followed by their tangents, and so are the outputs.
  static Duals jvp(Call.RematOpt p, List<Array> x, List<@Nullable Array> dx) {
    Mask in = Mask.present(dx);
    int res = p.numResiduals();
    CallJvp.Pushed forward = pushed(p.body(), in);
    CallJvp.Pushed function = pushed(p.function(), in);
    int n = forward.nonzeroOut().size();
    int resTangents = forward.nonzeroOut().slice(0, res).count();
    List<Atom> out = forward.jaxpr().outputs();
    List<Atom> ordered = new ArrayList<>(out.subList(0, res));
    ordered.addAll(out.subList(n, n + resTangents));
    ordered.addAll(out.subList(res, n));
    ordered.addAll(out.subList(n + resTangents, out.size()));
    Call both =
        new Call.RematOpt(
            p.name(),
            new Jaxpr(forward.jaxpr().inputs(), forward.jaxpr().eqns(), ordered),
            function.jaxpr(),
            p.numConsts(),
            res + resTangents);
    List<Array> made = Trace.bindAll(both, Joined.of(x, Duals.present(dx)));
    int outputs = res + resTangents;
    List<Array> primals = Joined.of(made.subList(0, res), made.subList(outputs, outputs + n - res));
    List<Array> tangents =
        Joined.of(made.subList(res, outputs), made.subList(outputs + n - res, made.size()));
    return new Duals(primals, forward.nonzeroOut().spread(tangents));
  }

  // All tangents, so that both programs have the same outputs.
  private static CallJvp.Pushed pushed(Jaxpr jaxpr, Mask in) {
    return CallJvp.jvpJaxpr(jaxpr, in, Mask.all(jaxpr.outputs().size()));
  }

  /// All outputs have the axis of the examples, as those of both programs must agree.
  static List<Batched> batch(Call.RematOpt p, List<Batched> in, BatchAxis axis) {
    Mask mapped = Batched.mask(in);
    int outputs = p.function().outputs().size();
    BatchPrograms.Program forward =
        BatchPrograms.batch(
            p.body(), mapped, Mask.none(p.numResiduals()).concat(Mask.all(outputs)), axis);
    BatchPrograms.Program function =
        BatchPrograms.batch(p.function(), mapped, Mask.all(outputs), axis);
    Call all =
        new Call.RematOpt(
            p.name(), forward.jaxpr(), function.jaxpr(), p.numConsts(), p.numResiduals());
    return Batched.zip(Trace.bindAll(all, Batched.arrays(in)), forward.mappedOut());
  }
}

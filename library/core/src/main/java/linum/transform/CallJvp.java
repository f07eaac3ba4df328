package linum.transform;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.core.Programs;
import linum.core.Trace;
import linum.ir.Aval;
import linum.ir.Call;
import linum.ir.Jaxpr;
import org.jspecify.annotations.Nullable;

/// Derivatives of calls, and of programs.
final class CallJvp {
  private CallJvp() {}

  /// The derivative of a program: it takes the inputs, then the tangents that are not zero, and
  /// gives the outputs, then the tangents that are not zero.
  record Pushed(Jaxpr jaxpr, Mask nonzeroOut) {}

  private record Key(Mask nonzeroIn, Mask wanted) {}

  /// Made once for each program and mask.
  ///
  /// @param wanted output tangents that are given even if they are zero
  static Pushed jvpJaxpr(Jaxpr jaxpr, Mask nonzeroIn, Mask wanted) {
    return jaxpr.derived(new Key(nonzeroIn, wanted), () -> push(jaxpr, nonzeroIn, wanted));
  }

  private static Pushed push(Jaxpr jaxpr, Mask nonzeroIn, Mask wanted) {
    int n = jaxpr.inputs().size();
    List<Aval> avals = new ArrayList<>(jaxpr.inputAvals());
    avals.addAll(nonzeroIn.select(jaxpr.inputAvals()));
    Mask[] nonzeroOut = new Mask[1];
    Stage.Staged staged =
        Stage.stage(
            in -> {
              Duals out =
                  Jvp.jvp(
                      x -> Programs.eval(jaxpr, x),
                      in.subList(0, n),
                      nonzeroIn.spread(in.subList(n, in.size())));
              List<@Nullable Array> tangents = new ArrayList<>(out.tangents());
              for (int i = 0; i < tangents.size(); i++) {
                if (wanted.get(i) && out.primals().get(i).dtype().isInexact()) {
                  tangents.set(i, Duals.full(tangents.get(i), out.primals().get(i)));
                }
              }
              nonzeroOut[0] = Mask.present(tangents);
              List<Array> all = new ArrayList<>(out.primals());
              all.addAll(Duals.present(tangents));
              return all;
            },
            avals);
    return new Pushed(staged.jaxpr(), nonzeroOut[0]);
  }

  static Duals rule(Call p, List<Array> x, List<@Nullable Array> dx) {
    return switch (p) {
      case Call.Jit j -> {
        Pushed q = jvpJaxpr(j.body(), Mask.present(dx), Mask.none(j.body().outputs().size()));
        yield apply(q, new Call.Jit(j.name(), q.jaxpr(), List.of(), j.inline()), x, dx);
      }
      case Call.Remat r -> {
        Pushed q = jvpJaxpr(r.body(), Mask.present(dx), Mask.none(r.body().outputs().size()));
        Call remat = new Call.Remat(q.jaxpr(), r.policy(), r.preventCse(), r.differentiated());
        yield apply(q, remat, x, dx);
      }
      case Call.CustomJvp c -> ((CustomRules.JvpRule) c.jvp()).apply(x, dx);
      case Call.CustomVjp c -> customVjp(c, x, dx);
      case Call.CustomLin c -> customLin(c, x, dx);
      case Call.Composite c ->
          throw new UnsupportedOperationException(
              "composite: %s has no derivative.\nGive the function around it one with customJvp or customVjp."
                  .formatted(c.name()));
      case Call.CustomVmap c -> CustomVmapRules.jvp(c, x, dx);
      case Call.LinearCall c -> LinearCalls.jvp(c, x, dx);
      case Call.RematOpt c -> RematOpts.jvp(c, x, dx);
    };
  }

  private static Duals apply(Pushed q, Call call, List<Array> x, List<@Nullable Array> dx) {
    List<Array> in = new ArrayList<>(x);
    in.addAll(Duals.present(dx));
    List<Array> out = Trace.bindAll(call, in);
    int n = q.nonzeroOut().size();
    return new Duals(out.subList(0, n), q.nonzeroOut().spread(out.subList(n, out.size())));
  }

  // The forward rule gives the outputs; the tangents are those of a linear map that can only be run
  // backward, by the backward rule.
  private static Duals customVjp(Call.CustomVjp c, List<Array> x, List<@Nullable Array> dx) {
    CustomRules.Forward forward = ((CustomRules.FwdRule) c.fwd()).apply(x, Mask.present(dx));
    List<Array> in = new ArrayList<>(forward.residuals());
    List<Boolean> inZeros = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      Array t = dx.get(i);
      inZeros.add(t == null);
      if (t != null) {
        in.add(t);
      }
    }
    List<Aval> out = new ArrayList<>();
    forward.outputs().forEach(y -> out.add(y.aval().strong()));
    Call lin =
        new Call.CustomLin(
            forward.residuals().size(), inZeros, out, forward.bwd(), c.symbolicZeros());
    return new Duals(forward.outputs(), JvpRules.nullable(Trace.bindAll(lin, in)));
  }

  private static Duals customLin(Call.CustomLin c, List<Array> x, List<@Nullable Array> dx) {
    int n = c.numResiduals();
    if (dx.subList(0, n).stream().anyMatch(d -> d != null)) {
      throw new UnsupportedOperationException(
          "jvp: the derivative that %s defines can only be run backward."
                  .formatted(c.bwd().ruleName())
              + "\nTake reverse mode (grad, vjp) outside of it, or define the function with customJvp.");
    }
    List<Array> in = new ArrayList<>(x.subList(0, n));
    in.addAll(Duals.full(dx.subList(n, x.size()), x.subList(n, x.size())));
    return new Duals(Trace.bindAll(c, x), JvpRules.nullable(Trace.bindAll(c, in)));
  }
}

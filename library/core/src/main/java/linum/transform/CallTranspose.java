package linum.transform;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.Aval;
import linum.ir.Call;
import org.jspecify.annotations.Nullable;

/// Transposes of calls.
final class CallTranspose {
  private CallTranspose() {}

  static List<@Nullable Array> rule(
      Call p, Operands in, List<Aval> out, List<@Nullable Array> cts) {
    return switch (p) {
      case Call.Jit j -> {
        Transposition.Transposed t =
            Transposition.transposed(j.body(), in.linear(), Mask.present(cts), false);
        yield apply(t, new Call.Jit(j.name(), t.jaxpr(), List.of(), j.inline()), in, cts);
      }
      case Call.Remat r -> {
        Transposition.Transposed t =
            Transposition.transposed(r.body(), in.linear(), Mask.present(cts), false);
        Call remat = new Call.Remat(t.jaxpr(), r.policy(), r.preventCse(), r.differentiated());
        yield apply(t, remat, in, cts);
      }
      case Call.CustomLin c -> customLin(c, in, out, cts);
      case Call.Composite _ -> throw in.notLinear();
      case Call.LinearCall c -> LinearCalls.transpose(c, in, out, cts);
      case Call.RematOpt r -> {
        Transposition.Transposed t =
            Transposition.transposed(r.body(), in.linear(), Mask.present(cts), false);
        yield apply(t, new Call.Jit(r.name(), t.jaxpr()), in, cts);
      }
      // A linear function with a rule of its own is run backward as it is written.
      case Call.CustomJvp _, Call.CustomVjp _, Call.CustomVmap _ ->
          spread(in, Transposition.run(p.body(), in.values(), cts));
    };
  }

  private static List<@Nullable Array> apply(
      Transposition.Transposed t, Call call, Operands in, List<@Nullable Array> cts) {
    List<Array> operands = new ArrayList<>(Duals.present(in.values()));
    operands.addAll(Duals.present(cts));
    return spread(in, t.nonzeroOut().spread(Trace.bindAll(call, operands)));
  }

  private static List<@Nullable Array> customLin(
      Call.CustomLin c, Operands in, List<Aval> out, List<@Nullable Array> cts) {
    int n = c.numResiduals();
    List<Array> residuals = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      residuals.add(in.value(i));
    }
    List<@Nullable Array> arriving = new ArrayList<>(cts);
    if (!c.symbolicZeros()) {
      for (int i = 0; i < arriving.size(); i++) {
        Array ct = arriving.get(i);
        if (ct == null && out.get(i).dtype().isInexact()) {
          arriving.set(i, Ops.zeros(out.get(i).strong()));
        }
      }
    }
    List<@Nullable Array> back = Duals.zeros(n);
    List<@Nullable Array> made = ((CustomRules.BwdRule) c.bwd()).apply(residuals, arriving);
    for (int i = 0; i < made.size(); i++) {
      if (!c.inZeros().get(i)) {
        back.add(made.get(i));
      }
    }
    return back;
  }

  // The cotangents of the linear operands put at their places among all operands.
  private static List<@Nullable Array> spread(Operands in, List<@Nullable Array> linear) {
    List<@Nullable Array> out = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < in.size(); i++) {
      out.add(in.isLinear(i) ? linear.get(next++) : null);
    }
    return out;
  }
}

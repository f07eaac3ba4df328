package linum.transform;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.Aval;
import linum.ir.Call;
import linum.ir.Dims;
import org.jspecify.annotations.Nullable;

/// Calls with derivative rules of their own, for many examples at once: the rules are mapped, too.
///
/// All results have the axis of the examples, as those of the function and those of its rules must
/// agree.
final class BatchCustom {
  private BatchCustom() {}

  /// @param mapped which primals have the axis of the examples
  private record Jvp(CustomRules.JvpRule rule, Mask mapped, BatchAxis axis)
      implements CustomRules.JvpRule {
    @Override
    public String ruleName() {
      return rule.ruleName();
    }

    @Override
    public Duals apply(List<Array> primals, List<@Nullable Array> tangents) {
      Batch trace = new Batch(axis);
      List<Array> x = trace.wrap(Batched.zip(primals, mapped));
      List<@Nullable Array> dx = new ArrayList<>();
      for (int i = 0; i < tangents.size(); i++) {
        Array t = tangents.get(i);
        dx.add(t == null ? null : trace.wrap(new Batched(t, mapped.get(i))));
      }
      Duals out = trace.run(() -> rule.apply(x, dx));
      List<@Nullable Array> dy = new ArrayList<>();
      for (Array t : out.tangents()) {
        dy.add(t == null ? null : axis.full(trace.unwrap(t)));
      }
      return new Duals(axis.full(trace.unwrap(out.primals())), dy);
    }
  }

  private record Fwd(CustomRules.FwdRule rule, Mask mapped, BatchAxis axis)
      implements CustomRules.FwdRule {
    @Override
    public String ruleName() {
      return rule.ruleName();
    }

    @Override
    public CustomRules.Forward apply(List<Array> primals, Mask perturbed) {
      Batch trace = new Batch(axis);
      List<Array> x = trace.wrap(Batched.zip(primals, mapped));
      CustomRules.Forward forward = trace.run(() -> rule.apply(x, perturbed));
      List<Batched> residuals = trace.unwrap(forward.residuals());
      return new CustomRules.Forward(
          axis.full(trace.unwrap(forward.outputs())),
          Batched.arrays(residuals),
          new Bwd(forward.bwd(), Batched.mask(residuals), mapped, axis));
    }
  }

  /// @param mappedIn which inputs have the axis of the examples
  private record Bwd(CustomRules.BwdRule rule, Mask mappedResiduals, Mask mappedIn, BatchAxis axis)
      implements CustomRules.BwdRule {
    @Override
    public String ruleName() {
      return rule.ruleName();
    }

    @Override
    public List<@Nullable Array> apply(List<Array> residuals, List<@Nullable Array> cotangents) {
      Batch trace = new Batch(axis);
      List<Array> r = trace.wrap(Batched.zip(residuals, mappedResiduals));
      List<@Nullable Array> cts = new ArrayList<>();
      for (Array ct : cotangents) {
        cts.add(ct == null ? null : trace.wrap(Batched.mapped(ct)));
      }
      List<@Nullable Array> made = trace.run(() -> rule.apply(r, cts));
      List<@Nullable Array> out = new ArrayList<>();
      for (int i = 0; i < made.size(); i++) {
        Array ct = made.get(i);
        out.add(ct == null ? null : cotangent(trace.unwrap(ct), mappedIn.get(i)));
      }
      return out;
    }

    // An input that all examples share gets the sum of their cotangents.
    private Array cotangent(Batched ct, boolean mapped) {
      return mapped ? axis.full(ct) : Ops.reduceSum(axis.full(ct), Dims.of(0));
    }
  }

  static List<Batched> jvp(Call.CustomJvp p, List<Batched> in, BatchAxis axis) {
    Mask mapped = Batched.mask(in);
    return call(
        new Call.CustomJvp(
            p.name(),
            body(p, mapped, axis).jaxpr(),
            new Jvp((CustomRules.JvpRule) p.jvp(), mapped, axis),
            p.symbolicZeros()),
        in);
  }

  static List<Batched> vjp(Call.CustomVjp p, List<Batched> in, BatchAxis axis) {
    Mask mapped = Batched.mask(in);
    CustomRules.FwdRule fwd = new Fwd((CustomRules.FwdRule) p.fwd(), mapped, axis);
    return call(
        new Call.CustomVjp(
            p.name(), body(p, mapped, axis).jaxpr(), fwd, p.bwd(), p.symbolicZeros()),
        in);
  }

  static List<Batched> lin(Call.CustomLin p, List<Batched> in, BatchAxis axis) {
    int n = p.numResiduals();
    Mask mapped = Batched.mask(in);
    // Inputs whose tangent is zero have no operand, and nobody reads their cotangent.
    Mask active = Mask.of(p.inZeros().size(), i -> !p.inZeros().get(i));
    List<@Nullable Batched> tangents = active.spread(in.subList(n, in.size()));
    Mask mappedIn = Mask.of(tangents.size(), i -> Batched.isMapped(tangents.get(i)));
    CustomRules.BwdRule bwd =
        new Bwd((CustomRules.BwdRule) p.bwd(), mapped.slice(0, n), mappedIn, axis);
    List<Aval> out = p.outputTypes().stream().map(axis::full).toList();
    return call(new Call.CustomLin(n, p.inZeros(), out, bwd, p.symbolicZeros()), in);
  }

  private static BatchPrograms.Program body(Call p, Mask mapped, BatchAxis axis) {
    return BatchPrograms.batch(p.body(), mapped, Mask.all(p.body().outputs().size()), axis);
  }

  private static List<Batched> call(Call p, List<Batched> in) {
    return BatchRules.mapped(Trace.bindAll(p, Batched.arrays(in)));
  }
}

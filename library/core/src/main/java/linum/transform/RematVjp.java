package linum.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import linum.core.Array;
import linum.core.Trace;
import linum.ir.Call;
import linum.ir.Jaxpr;

/// A user's forward rule as one operation, in whose place the function is run where nobody needs
/// the residuals: in the forward pass of a `checkpoint`.
///
/// @param function the program of the function, which takes what the rule takes
record RematVjp(UserVjp rule, Jaxpr function) implements CustomRules.FwdRule {
  @Override
  public String ruleName() {
    return rule.ruleName();
  }

  @Override
  public CustomRules.Forward apply(List<Array> primals, Mask perturbed) {
    Signature types = rule.types();
    types.requireClosed(perturbed);
    int own = types.captured().size();
    List<Array> captured = primals.subList(0, own);
    List<Array> in = primals.subList(own, primals.size());
    ControlBody forward =
        ControlBody.stage(
            leaves -> {
              Derivatives.Pushed result =
                  rule.fwd().apply(types.arguments(Joined.of(captured, leaves)));
              rule.value(result.value());
              rule.residuals(result.tangent());
              List<Object> trees = new ArrayList<>();
              trees.add(result.tangent());
              trees.add(result.value());
              return trees;
            },
            ControlBody.avals(in));
    requireNoEffects(forward.jaxpr());
    ControlBody plain = new ControlBody(function, captured, List.of());
    Set<Array> consts = ControlBody.captured(List.of(forward, plain));
    int kept = forward.out().getFirst().leafCount();
    List<Array> out =
        Trace.bindAll(
            new Call.RematOpt(
                types.name(), forward.taking(consts), plain.taking(consts), consts.size(), kept),
            Joined.of(List.copyOf(consts), in));
    return new CustomRules.Forward(
        out.subList(kept, out.size()),
        out.subList(0, kept),
        new UserBwd(types.name() + "_bwd", rule.bwd(), forward.out().getFirst(), types, false));
  }

  private void requireNoEffects(Jaxpr forward) {
    if (!forward.effects().isEmpty()) {
      throw new IllegalArgumentException(
          "customVjp: optimizeRemat() may leave out the forward rule, but %s has the effects %s."
                  .formatted(ruleName(), forward.effects())
              + "\nTake the effects out of the rule, or leave away optimizeRemat().");
    }
  }
}

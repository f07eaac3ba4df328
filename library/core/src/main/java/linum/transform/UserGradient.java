package linum.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import linum.core.Array;
import linum.core.Programs;
import linum.ir.Aval;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// A function that returns its own pullback. The pullback is staged where the function runs, and
/// the values that it refers to are the residuals.
record UserGradient(String ruleName, Body f, Signature types) implements CustomRules.FwdRule {

  private record Backward(String ruleName, Staging.Program pullback, Signature types)
      implements CustomRules.BwdRule {
    @Override
    public List<@Nullable Array> apply(List<Array> kept, List<@Nullable Array> cotangents) {
      List<Array> in = new ArrayList<>(kept);
      in.addAll(UserBwd.full(cotangents, types.outTypes()));
      List<Array> out = Programs.eval(pullback.staged().jaxpr(), in);
      List<@Nullable Object> cts = Tree.unflatten(pullback.out(), out);
      return types.cotangents(cts.toArray());
    }
  }

  @Override
  public CustomRules.Forward apply(List<Array> primals, Mask perturbed) {
    types.requireClosed(perturbed);
    CustomFunctions.WithPullback both =
        CustomFunctions.withPullback(f.call(types.arguments(primals)));
    List<Array> y = types.value("the value that the function returned", both.value());
    Staging.Program pullback =
        Staging.stage(
            ct -> new ArrayList<>(Arrays.asList(both.pullback().apply(ct[0]))),
            List.of(types.out()),
            types.outTypes().stream().map(Aval::tangent).toList());
    return new CustomRules.Forward(
        y, pullback.staged().captured(), new Backward(ruleName + "_bwd", pullback, types));
  }
}

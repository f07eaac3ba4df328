package linum.transform;

import java.util.List;
import linum.core.Array;
import linum.tree.Flat;
import linum.tree.Tree;

/// A user's forward rule, applied to arrays.
record UserVjp(
    String ruleName,
    CustomFunctions.ForwardRule fwd,
    CustomFunctions.BackwardRule bwd,
    Signature types)
    implements CustomRules.FwdRule {

  @Override
  public CustomRules.Forward apply(List<Array> primals, Mask perturbed) {
    types.requireClosed(perturbed);
    Derivatives.Pushed result = fwd.apply(types.arguments(primals));
    List<Array> y = types.value("the value that the forward rule returned", result.value());
    Flat residuals = Tree.flatten(result.tangent());
    return new CustomRules.Forward(
        y,
        residuals.leaves(),
        new UserBwd(types.name() + "_bwd", bwd, residuals.structure(), types));
  }
}

package linum.transform;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.tree.Flat;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// A user's forward rule, applied to arrays.
record UserVjp(
    String ruleName,
    CustomFunctions.ForwardRule fwd,
    CustomFunctions.BackwardRule bwd,
    Signature types,
    boolean symbolicZeros)
    implements CustomRules.FwdRule {

  @Override
  public CustomRules.Forward apply(List<Array> primals, Mask perturbed) {
    types.requireClosed(perturbed);
    Derivatives.Pushed result = fwd.apply(types.arguments(operands(primals, perturbed)));
    List<Array> y = value(result.value());
    Flat residuals = residuals(result.tangent());
    return new CustomRules.Forward(
        y,
        residuals.leaves(),
        new UserBwd(types.name() + "_bwd", bwd, residuals.structure(), types, symbolicZeros));
  }

  private List<Array> operands(List<Array> primals, Mask perturbed) {
    if (!symbolicZeros) {
      return primals;
    }
    List<Array> marked = new ArrayList<>();
    for (int i = 0; i < primals.size(); i++) {
      marked.add(new CustomVjpPrimal(primals.get(i), perturbed.get(i)));
    }
    return marked;
  }

  List<Array> value(@Nullable Object tree) {
    return types.value("the value that the forward rule returned", tree);
  }

  Flat residuals(@Nullable Object tree) {
    Flat flat = Tree.flatten(tree);
    types.data("what the forward rule kept", flat.leaves());
    return flat;
  }
}

package linum.transform;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import org.jspecify.annotations.Nullable;

/// A user's rule for the derivative of a function, applied to arrays.
record UserJvp(
    String ruleName, CustomFunctions.TangentRule rule, Signature types, boolean symbolicZeros)
    implements CustomRules.JvpRule {

  @Override
  public Duals apply(List<Array> primals, List<@Nullable Array> tangents) {
    types.requireClosed(Mask.present(tangents));
    List<Array> full = new ArrayList<>();
    for (int i = 0; i < primals.size(); i++) {
      Array t = tangents.get(i);
      full.add(
          t == null && symbolicZeros
              ? SymbolicZero.fromPrimalValue(primals.get(i))
              : Derivatives.tangent(t, primals.get(i)));
    }
    Derivatives.Pushed result = rule.apply(types.arguments(primals), types.arguments(full));
    List<Array> y = types.value("the value that the rule returned", result.value());
    return new Duals(y, types.tangent("the tangent that the rule returned", result.tangent()));
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return this == o;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}

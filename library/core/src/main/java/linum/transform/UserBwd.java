package linum.transform;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.core.Ops;
import linum.ir.Aval;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// A user's backward rule, applied to arrays.
///
/// @param residuals the structure of what the forward rule kept
record UserBwd(
    String ruleName,
    CustomFunctions.BackwardRule bwd,
    Structure residuals,
    Signature types,
    boolean symbolicZeros)
    implements CustomRules.BwdRule {

  @Override
  public List<@Nullable Array> apply(List<Array> kept, List<@Nullable Array> cotangents) {
    List<Array> given =
        symbolicZeros ? symbolic(cotangents, types.outTypes()) : full(cotangents, types.outTypes());
    Object ct = Tree.unflatten(types.out(), given);
    return types.cotangents(bwd.apply(Tree.unflatten(residuals, kept), ct));
  }

  private static List<Array> symbolic(List<@Nullable Array> cotangents, List<Aval> outTypes) {
    List<Array> all = new ArrayList<>();
    for (int i = 0; i < outTypes.size(); i++) {
      Array ct = cotangents.get(i);
      all.add(ct != null ? ct : new SymbolicZero(outTypes.get(i).tangent()));
    }
    return all;
  }

  /// Cotangents with zeros where they are null.
  static List<Array> full(List<@Nullable Array> cotangents, List<Aval> outTypes) {
    List<Array> full = new ArrayList<>();
    for (int i = 0; i < outTypes.size(); i++) {
      Array ct = cotangents.get(i);
      Aval type = outTypes.get(i).tangent();
      full.add(
          ct != null
              ? ct
              : type.dtype().isInexact() ? Ops.zeros(type.strong()) : ConcreteArray.of(type, 0L));
    }
    return full;
  }
}

package linum.optax;

import java.util.Map;
import java.util.TreeMap;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// A transformation of some arrays; the others pass as they are.
///
/// The inner transformation sees trees with `null` in the places of the others.
///
/// @param inner what is done with those that the mask means
/// @param mask which arrays are meant
/// @param maskCompatibleExtraArgs whether trees in the extra arguments that are like the updates
///   are masked, too
public record Masked(GradientTransformation inner, Mask mask, boolean maskCompatibleExtraArgs)
    implements GradientTransformation {
  Masked(GradientTransformation inner, Mask mask) {
    this(inner, mask, false);
  }

  public Masked maskCompatibleExtraArgs(boolean newMaskCompatibleExtraArgs) {
    return new Masked(inner, mask, newMaskCompatibleExtraArgs);
  }

  /// Its state.
  ///
  /// @param innerState the state of the inner transformation
  public record MaskedState(Object innerState) {}

  @Override
  public MaskedState init(Object params) {
    return new MaskedState(inner.init(MaskedTree.select(params, mask)));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    MaskedState s = Need.state(MaskedState.class, state);
    Update<P> u =
        inner.update(
            MaskedTree.select(updates, mask),
            s.innerState(),
            params == null ? null : MaskedTree.select(params, mask),
            maskCompatibleExtraArgs ? masked(extraArgs, updates) : extraArgs);
    return new Update<>(
        MaskedTree.merge(updates, u.updates(), mask.over(updates)), new MaskedState(u.state()));
  }

  private ExtraArgs masked(ExtraArgs extraArgs, Object updates) {
    Structure structure = Tree.structure(updates);
    Map<String, Object> others = new TreeMap<>();
    extraArgs.others().forEach((name, x) -> others.put(name, masked(x, structure)));
    Object grad = extraArgs.grad();
    return new ExtraArgs(
        extraArgs.value(),
        grad == null ? null : masked(grad, structure),
        extraArgs.valueFn(),
        others);
  }

  private Object masked(Object tree, Structure structure) {
    return Tree.structure(tree).equals(structure) ? MaskedTree.select(tree, mask) : tree;
  }
}

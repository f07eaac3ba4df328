package linum.transform;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.ir.Aval;
import linum.tree.Flat;
import linum.tree.KeyPath;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// A user's rule for many examples at once, applied to arrays.
record UserVmap(String ruleName, CustomVmaps.VmapRule rule, Signature types)
    implements CustomRules.VmapRule {

  @Override
  public List<Batched> apply(List<Batched> in, BatchAxis axis) {
    int own = types.captured().size();
    requireClosed(in.subList(0, own));
    List<Batched> arguments = in.subList(own, in.size());
    CustomVmaps.Mapped result =
        rule.apply(
            axis.size(),
            InBatched.of(types.in(), Batched.mask(arguments)),
            types.arguments(Batched.arrays(in)));
    Flat out = Tree.flatten(result.out());
    if (!out.structure().equals(types.out())) {
      throw new IllegalArgumentException(
          "%s returned the structure %s, but the function returns %s."
                  .formatted(ruleName, out.structure(), types.out())
              + "\nReturn a tree like the function's value, with the axis of the examples in front"
              + " of its arrays.");
    }
    return checked(out.leaves(), flags(result.outBatched(), out.structure()), axis);
  }

  private void requireClosed(List<Batched> captured) {
    for (int i = 0; i < captured.size(); i++) {
      if (captured.get(i).mapped()) {
        throw new IllegalArgumentException(
            "%s has a vmap rule of its own, but it refers to a value of type %s that is mapped and"
                    .formatted(types.name(), types.captured().get(i))
                + " that the rule does not know.\nPass the value as an argument.");
      }
    }
  }

  private Mask flags(Object outBatched, Structure structure) {
    List<@Nullable Object> flags = Tree.broadcastPrefix(outBatched, structure);
    for (Object flag : flags) {
      if (!(flag instanceof Boolean)) {
        throw new IllegalArgumentException(
            "%s must say of every result whether it has the axis of the examples, but says %s."
                    .formatted(ruleName, flag)
                + "\nReturn true, false, or for trees a prefix: new Vmapped<>(out, List.of(true,"
                + " false))");
      }
    }
    return Mask.of(flags.size(), i -> (Boolean) flags.get(i));
  }

  private List<Batched> checked(List<Array> leaves, Mask mapped, BatchAxis axis) {
    List<KeyPath> paths = types.out().paths();
    List<Batched> out = new ArrayList<>(Batched.zip(leaves, mapped));
    for (int i = 0; i < out.size(); i++) {
      Aval example = types.outTypes().get(i);
      Aval wanted = mapped.get(i) ? axis.full(example) : example;
      Aval given = leaves.get(i).aval();
      if (!given.matches(wanted)) {
        String path = paths.get(i).toString();
        throw new IllegalArgumentException(
            "%s returned %s%s, %s the axis of %d examples, but the function returns %s for each."
                    .formatted(
                        ruleName,
                        given,
                        path.isEmpty() ? "" : " at " + path,
                        mapped.get(i) ? "with" : "without",
                        axis.size(),
                        example)
                + "\nReturn %s, or say otherwise in the second part of Vmapped.".formatted(wanted));
      }
    }
    return out;
  }
}

package linum.transform;

import java.util.List;
import linum.ir.Call;
import linum.ir.Jaxpr;
import org.jspecify.annotations.Nullable;

/// Functions with a rule of their own for many examples at once.
public final class CustomVmaps {
  private CustomVmaps() {}

  /// What a rule gives: a tree like the function's value, and a prefix of it that says which arrays
  /// have the axis of the examples in front.
  public record Mapped(@Nullable Object out, Object outBatched) {}

  /// A rule: it takes the number of examples, which arrays have their axis, and the arguments.
  @FunctionalInterface
  public interface VmapRule {
    Mapped apply(int axisSize, InBatched inBatched, @Nullable Object[] args);
  }

  /// A function with the rule `rule`.
  public static Body customVmap(String name, Body f, VmapRule rule) {
    return CustomFunctions.called(
        name,
        f,
        (entry, in) ->
            new Call.CustomVmap(
                name,
                entry.call().body(),
                new UserVmap(name + "_vmap_rule", rule, Signature.of(name, entry, in))));
  }

  /// The rule of a function that is called with one example after the other.
  private record Sequential(String name, Jaxpr body) implements CustomRules.VmapRule {
    @Override
    public String ruleName() {
      return "sequential";
    }

    Call call() {
      return new Call.CustomVmap(name, body, this);
    }

    @Override
    public List<Batched> apply(List<Batched> in, BatchAxis axis) {
      return BatchRules.oneByOne(call(), in, axis);
    }
  }

  /// A function that is called with one example after the other.
  public static Body sequential(String name, Body f) {
    return CustomFunctions.called(
        name, f, (entry, _) -> new Sequential(name, entry.call().body()).call());
  }
}

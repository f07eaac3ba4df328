package linum.transform;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import linum.ir.Contraction;
import linum.ir.Eqn;
import linum.ir.Marker;

/// The policies of `checkpoint`.
///
/// In JAX: `jax.checkpoint_policies`.
public final class CheckpointPolicies {
  private CheckpointPolicies() {}

  private record Named(String ruleName, Predicate<Eqn> rule) implements CheckpointPolicy {
    @Override
    public boolean saves(Eqn eqn) {
      return rule.test(eqn);
    }
  }

  private static final CheckpointPolicy EVERYTHING = new Named("everything_saveable", _ -> true);
  private static final CheckpointPolicy NOTHING = new Named("nothing_saveable", _ -> false);
  private static final CheckpointPolicy DOTS =
      new Named(
          "dots_saveable",
          e ->
              e.primitive() instanceof Contraction.DotGeneral
                  || e.primitive() instanceof Contraction.RaggedDot
                  || e.primitive() instanceof Contraction.Conv);
  private static final CheckpointPolicy DOTS_WITH_NO_BATCH_DIMS =
      new Named(
          "dots_with_no_batch_dims_saveable",
          e ->
              e.primitive() instanceof Contraction.DotGeneral d
                  && d.lhsBatch().isEmpty()
                  && d.rhsBatch().isEmpty());

  /// Keeps all, as if there were no checkpoint.
  public static CheckpointPolicy everythingSaveable() {
    return EVERYTHING;
  }

  /// Keeps only the inputs; what `checkpoint` does by itself.
  public static CheckpointPolicy nothingSaveable() {
    return NOTHING;
  }

  /// Keeps the results of matrix products and convolutions, which are what is dear to compute
  /// again.
  public static CheckpointPolicy dotsSaveable() {
    return DOTS;
  }

  /// Keeps the results of matrix products without batch axes: those with weights, not those of
  /// attention.
  public static CheckpointPolicy dotsWithNoBatchDimsSaveable() {
    return DOTS_WITH_NO_BATCH_DIMS;
  }

  /// Keeps what `checkpointName` gave one of these names.
  public static CheckpointPolicy saveOnlyTheseNames(String... names) {
    Set<String> set = Set.copyOf(List.of(names));
    return new Named(
        "save_only_these_names",
        e -> e.primitive() instanceof Marker.Name(String name) && set.contains(name));
  }

  /// Keeps what `checkpointName` gave any other name.
  public static CheckpointPolicy saveAnyNamesButThese(String... names) {
    Set<String> set = Set.copyOf(List.of(names));
    return new Named(
        "save_any_names_but_these",
        e -> e.primitive() instanceof Marker.Name(String name) && !set.contains(name));
  }

  /// Keeps all but what `checkpointName` gave one of these names.
  public static CheckpointPolicy saveAnythingExceptTheseNames(String... names) {
    Set<String> set = Set.copyOf(List.of(names));
    return new Named(
        "save_anything_except_these_names",
        e -> !(e.primitive() instanceof Marker.Name(String name) && set.contains(name)));
  }

  /// Keeps what one policy or the other keeps.
  public static CheckpointPolicy saveFromBothPolicies(
      CheckpointPolicy first, CheckpointPolicy second) {
    return new Named("save_from_both_policies", e -> first.saves(e) || second.saves(e));
  }
}

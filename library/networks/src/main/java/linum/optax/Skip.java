package linum.optax;

import java.util.Map;
import linum.core.Array;
import linum.numpy.Jnp;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Whether a step of [MultiSteps] is left out.
///
/// @param shouldSkip a `bool` scalar
/// @param state what is kept in the state, to look at: any tree, of the same types at every step
public record Skip(Array shouldSkip, Object state) {

  /// What decides.
  @FunctionalInterface
  public interface Rule {
    /// The decision for a step.
    ///
    /// @param params null if `update` was called without them
    Skip decide(Object updates, Array gradientStep, @Nullable Object params);
  }

  /// Never.
  static Skip never() {
    return new Skip(Jnp.array(false), EmptyState.EMPTY);
  }

  static Skip notFinite(Object updates) {
    Array count =
        Tree.leaves(updates).stream()
            .map(u -> Jnp.isfinite(u).not().sum())
            .reduce(Array::add)
            .orElseGet(Counts::zero);
    Array skip = count.gt(0);
    return new Skip(skip, Map.of("shouldSkip", skip, "numNotFinite", count));
  }

  static Skip large(Object updates, double maxSquaredNorm) {
    Array norm = OptaxTree.squaredNorm(updates);
    Array skip = norm.lt(maxSquaredNorm).not();
    return new Skip(skip, Map.of("shouldSkip", skip, "normSquared", norm));
  }
}

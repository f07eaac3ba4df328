package linum.optax;

import linum.core.Array;
import linum.numpy.Jnp;

/// Pairs of rows and columns with the least cost.
///
/// In JAX: `optax.assignment`.
public final class Assignments {
  private Assignments() {}

  /// A matching: row `rows[i]` with column `columns[i]`.
  public record Matching(Array rows, Array columns) {}

  /// The matching with the least sum of costs, by the Hungarian algorithm, in `O(n² m)`.
  ///
  /// It runs inside programs and under `vmap`.
  ///
  /// Source: Kuhn, "The Hungarian Method for the Assignment Problem", 1955, in the form with
  /// potentials and shortest augmenting paths.
  ///
  /// @param costs a matrix; the smaller one of its axes is matched completely
  /// @return the matching, with the rows in order
  public static Matching hungarianAlgorithm(Array costs) {
    if (costs.ndim() != 2) {
      throw new IllegalArgumentException(
          "hungarianAlgorithm: the costs are a matrix, but their shape is " + costs.shape());
    }
    boolean wide = costs.shape(0) <= costs.shape(1);
    Array columnOfRow = ShortestPaths.match(wide ? costs : costs.T());
    Array all = Jnp.arange(columnOfRow.shape(0));
    if (wide) {
      return new Matching(all, columnOfRow);
    }
    Array order = columnOfRow.argsort();
    return new Matching(columnOfRow.take(order), order.astype(all.dtype()));
  }
}

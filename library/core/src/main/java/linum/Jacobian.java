package linum;

import java.util.List;
import java.util.function.Function;
import linum.core.Array;
import linum.transform.Jacobians;
import linum.tree.Structure;
import linum.tree.Tree;

/// The derivatives of all arrays of a tree by all arrays of another one.
///
/// ```java
/// Jacobian<Out, Params> j = jacrevTree((Params p) -> f(p)).apply(params);
/// j.of(out -> out.mean()).w();      // of mean by w: the axes of mean, then those of w
/// j.in(p -> p.w()).mean();          // the same
/// ```
///
/// In JAX: a tree like the value, with trees like the argument in place of arrays. A record of
/// arrays holds no trees, so the two ways into that tree are methods here.
///
/// @param rows for each array of the value, in order, a tree like the argument
/// @param value the structure of the value
public record Jacobian<R, A>(List<A> rows, Structure value) {
  public Jacobian {
    rows = List.copyOf(rows);
  }

  /// The derivatives of one array of the value, a tree like the argument.
  ///
  /// @param output picks the array: `out -> out.mean()`
  /// @throws IllegalArgumentException if it computes something else
  public A of(Function<R, Array> output) {
    return rows.get(Jacobians.position("Jacobian.of", value, Bodies.of(output)));
  }

  /// The derivatives by one array of the argument, a tree like the value.
  ///
  /// @param input picks the array: `p -> p.w()`
  public R in(Function<A, Array> input) {
    return Tree.unflatten(value, rows.stream().map(input).toList());
  }
}

package linum.linen;

import java.util.function.Function;
import linum.core.Array;
import linum.ir.Dims;
import linum.tree.Tree;

/// Applies a function to arrays with several leading axes as if they were one: the leading axes are
/// joined before and split after.
///
/// ```java
/// Array y = new BatchApply<>(dense::apply).apply(x); // x is [time, batch, features]
/// ```
///
/// Arrays with fewer axes are passed as they are. All results must keep the joined axis.
///
/// @param f of a tree of arrays
/// @param numDims how many leading axes are joined
public record BatchApply<A, R>(Function<A, R> f, int numDims) {

  /// Joins two axes.
  public BatchApply(Function<A, R> f) {
    this(f, 2);
  }

  /// The result of the function.
  ///
  /// @throws IllegalArgumentException if no array has so many axes
  public R apply(A args) {
    Dims leading =
        Tree.leaves(args).stream()
            .filter(x -> x.ndim() >= numDims)
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "BatchApply: at least one input must have %d axes or more".formatted(numDims)))
            .shape()
            .slice(0, numDims);
    return Tree.map(y -> split(y, leading), f.apply(Tree.map(this::joined, args)));
  }

  private Array joined(Array x) {
    if (x.ndim() < numDims) {
      return x;
    }
    int all = Math.toIntExact(x.shape().slice(0, numDims).size());
    return x.reshape(Dims.of(all).concat(x.shape().slice(numDims, x.ndim())));
  }

  private static Array split(Array y, Dims leading) {
    return y.reshape(leading.concat(y.shape().slice(1, y.ndim())));
  }
}

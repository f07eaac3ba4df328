package linum.optax;

import linum.Linum;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.lax.Lax;
import linum.numpy.Jnp;

/// The matching of all rows of a matrix that is not higher than wide: one shortest augmenting path
/// for every row.
final class ShortestPaths {
  private ShortestPaths() {}

  /// Column 0 stands for none, row 0 too.
  ///
  /// @param u potentials of the rows
  /// @param v potentials of the columns
  /// @param rowOf the row of every column
  private record Potentials(Array u, Array v, Array rowOf) {}

  /// A search for the shortest path from a row to a free column.
  ///
  /// @param column where the path is
  /// @param least the least reduced cost to every column so far
  /// @param from the column before every column
  /// @param used the columns of the tree
  private record Path(Potentials potentials, Array column, Array least, Array from, Array used) {}

  private record Walk(Array rowOf, Array column) {}

  static Array match(Array costs) {
    int n = costs.shape(0);
    int m = costs.shape(1);
    Array c =
        Jnp.pad(
            costs.dtype().isFloating() ? costs : costs.astype(DType.FLOAT32),
            new int[][] {{1, 0}, {1, 0}});
    Potentials start =
        new Potentials(
            Jnp.zeros(c.dtype(), n + 1),
            Jnp.zeros(c.dtype(), m + 1),
            Jnp.zeros(DType.INT32, m + 1));
    Potentials end =
        Linum.foriLoop(Jnp.array(1), Jnp.array(n + 1), (row, p) -> augmented(c, row, p), start);
    // Rows of free columns are zero, and so is that of what stands for no column.
    Array rowOf = Lax.sliceInDim(end.rowOf(), 1, m + 1, 0);
    Array columnOf = Jnp.zeros(DType.INT32, n + 1).at(rowOf).set(Jnp.arange(m));
    return Lax.sliceInDim(columnOf, 1, n + 1, 0);
  }

  private static Potentials augmented(Array c, Array row, Potentials p) {
    int m = c.shape(1);
    Array rowOf = set(p.rowOf(), Counts.zero(), row.astype(DType.INT32));
    Path first =
        new Path(
            new Potentials(p.u(), p.v(), rowOf),
            Counts.zero(),
            Jnp.full(Dims.of(m), Double.POSITIVE_INFINITY, c.dtype()),
            Jnp.zeros(DType.INT32, m),
            Jnp.zeros(DType.BOOL, m));
    Path found =
        Linum.whileLoop(
            path -> at(path.potentials().rowOf(), path.column()).ne(0),
            path -> longer(c, path),
            first);
    Walk turned =
        Linum.whileLoop(
            w -> w.column().ne(0),
            w -> {
              Array before = at(found.from(), w.column());
              return new Walk(set(w.rowOf(), w.column(), at(w.rowOf(), before)), before);
            },
            new Walk(found.potentials().rowOf(), found.column()));
    return new Potentials(found.potentials().u(), found.potentials().v(), turned.rowOf());
  }

  private static Path longer(Array c, Path path) {
    Potentials p = path.potentials();
    int m = c.shape(1);
    Array used = path.used().or(Jnp.arange(m).eq(path.column()));
    Array row = at(p.rowOf(), path.column());
    Array reduced = at(c, row).sub(at(p.u(), row)).sub(p.v());
    Array shorter = used.not().and(reduced.lt(path.least()));
    Array least = Jnp.where(shorter, reduced, path.least());
    Array from = Jnp.where(shorter, path.column(), path.from());
    Array free = Jnp.where(used.or(Jnp.arange(m).eq(0)), Double.POSITIVE_INFINITY, least);
    Array next = free.argmin().astype(DType.INT32);
    Array delta = at(free, next);
    Array change = Jnp.where(used, delta, 0).astype(c.dtype());
    return new Path(
        new Potentials(p.u().at(p.rowOf()).add(change), p.v().sub(change), p.rowOf()),
        next,
        Jnp.where(used, least, least.sub(delta)),
        from,
        used);
  }

  private static Array at(Array x, Array i) {
    return Lax.dynamicIndexInDim(x, i, 0, false);
  }

  private static Array set(Array x, Array i, Array value) {
    return Lax.dynamicUpdateIndexInDim(x, value, i, 0);
  }
}

package linum.nnx;

/// Where [TabulateOptions] is: users write `Nnx.TabulateOptions`.
public interface NnxTables {

  /// What a table of a model shows.
  ///
  /// In JAX: the arguments of `nnx.tabulate`.
  ///
  /// @param depth how deep modules are shown; the variables of deeper ones count for those above
  /// @param computeFlops whether to count the operations of every call
  /// @param computeVjpFlops whether to count those of every call and its backward pass
  record TabulateOptions(int depth, boolean computeFlops, boolean computeVjpFlops) {
    /// All modules, without operations.
    public static final TabulateOptions DEFAULT =
        new TabulateOptions(Integer.MAX_VALUE, false, false);

    /// With modules to this depth: 1 shows those in the fields of the model.
    public TabulateOptions depth(int levels) {
      return new TabulateOptions(levels, computeFlops, computeVjpFlops);
    }

    /// With the operations of every call, or without.
    public TabulateOptions computeFlops(boolean count) {
      return new TabulateOptions(depth, count, computeVjpFlops);
    }

    /// With the operations of every call and its backward pass, or without.
    public TabulateOptions computeVjpFlops(boolean count) {
      return new TabulateOptions(depth, computeFlops, count);
    }
  }
}

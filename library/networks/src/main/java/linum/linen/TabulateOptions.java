package linum.linen;

/// What a summary of a model shows.
///
/// In JAX: the arguments of `flax.linen.tabulate`.
///
/// @param depth how deep parts are shown; the variables of deeper ones count for the last that is
///   shown
/// @param showRepeated whether every call of a part is shown, or the first only
/// @param mutable the collections that are shown
/// @param computeFlops whether to count the operations of every call
/// @param computeVjpFlops whether to count those of every call and its backward pass
public record TabulateOptions(
    int depth,
    boolean showRepeated,
    CollectionFilter mutable,
    boolean computeFlops,
    boolean computeVjpFlops) {
  /// All parts once, without operations.
  public static final TabulateOptions DEFAULT =
      new TabulateOptions(
          Integer.MAX_VALUE, false, CollectionFilter.denyList("intermediates"), false, false);

  /// With parts to this depth.
  public TabulateOptions depth(int levels) {
    return new TabulateOptions(levels, showRepeated, mutable, computeFlops, computeVjpFlops);
  }

  /// With every call, or only the first ones.
  public TabulateOptions showRepeated(boolean show) {
    return new TabulateOptions(depth, show, mutable, computeFlops, computeVjpFlops);
  }

  /// With these collections.
  public TabulateOptions mutable(CollectionFilter collections) {
    return new TabulateOptions(depth, showRepeated, collections, computeFlops, computeVjpFlops);
  }

  /// With the operations of every call, or without.
  public TabulateOptions computeFlops(boolean count) {
    return new TabulateOptions(depth, showRepeated, mutable, count, computeVjpFlops);
  }

  /// With the operations of every call and its backward pass, or without.
  public TabulateOptions computeVjpFlops(boolean count) {
    return new TabulateOptions(depth, showRepeated, mutable, computeFlops, count);
  }
}

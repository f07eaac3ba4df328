package linum.linen;

import java.util.function.UnaryOperator;

/// How [Linen#mapVariables] shows variables to a module.
///
/// ```java
/// // a Dense whose kernel is stored transposed
/// UnaryOperator<Variables> transpose =
///     v -> v.pathAwareMap((path, p) -> path.endsWith("kernel") ? p.transpose() : p);
/// Linen.mapVariables(new Dense(4), MapLift.of("params", transpose, transpose).init(true))
/// ```
///
/// In JAX: the arguments of `flax.linen.map_variables`.
///
/// @param mapped the collections that are shown otherwise
/// @param transIn from the stored variables to those that the module sees; collections and all
/// @param transOut from those that the module leaves to the stored ones
/// @param init whether the module makes its variables first, before they are transformed
/// @param mutable whether the module may change them
public record MapLift(
    CollectionFilter mapped,
    UnaryOperator<Variables> transIn,
    UnaryOperator<Variables> transOut,
    boolean init,
    boolean mutable) {

  /// One collection, which the module neither makes nor changes.
  public static MapLift of(
      String mapped, UnaryOperator<Variables> transIn, UnaryOperator<Variables> transOut) {
    return new MapLift(CollectionFilter.of(mapped), transIn, transOut, false, false);
  }

  /// With these collections.
  public MapLift mapped(CollectionFilter collections) {
    return new MapLift(collections, transIn, transOut, init, mutable);
  }

  /// With the module making its variables first, or not.
  public MapLift init(boolean first) {
    return new MapLift(mapped, transIn, transOut, first, mutable);
  }

  /// With the module changing its variables, or not.
  public MapLift mutable(boolean may) {
    return new MapLift(mapped, transIn, transOut, init, may);
  }
}

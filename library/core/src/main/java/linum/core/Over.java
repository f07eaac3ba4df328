package linum.core;

import linum.ir.DType;
import linum.ir.Dims;
import org.jspecify.annotations.Nullable;

/// How a reduction is taken: over which axes, and what else JAX's keyword arguments say.
///
/// `x.sum(over(0, 1).keepdims())` is `x.sum(axis=(0, 1), keepdims=True)`.
///
/// @param axes null for all axes
/// @param keepsDims whether reduced axes stay, with size 1
/// @param dtype the type to compute with and return; null for the usual one
/// @param where which elements take part, broadcast against the array; null for all
/// @param initial what to start from; needed by `max` and `min` of nothing
/// @param ddof what `var` and `std` subtract from the number of elements
public record Over(
    @Nullable Dims axes,
    boolean keepsDims,
    @Nullable DType dtype,
    @Nullable Array where,
    @Nullable Number initial,
    double ddof) {

  /// Over all axes.
  public static final Over ALL = new Over(null, false, null, null, null, 0);

  /// Over the given axes; none means all.
  public static Over over(int... axes) {
    return axes.length == 0 ? ALL : new Over(Dims.of(axes), false, null, null, null, 0);
  }

  /// Reduced axes stay, with size 1.
  public Over keepdims() {
    return keepdims(true);
  }

  public Over keepdims(boolean newKeepdims) {
    return new Over(axes, newKeepdims, dtype, where, initial, ddof);
  }

  public Over dtype(DType newDtype) {
    return new Over(axes, keepsDims, newDtype, where, initial, ddof);
  }

  public Over where(@Nullable Array mask) {
    return new Over(axes, keepsDims, dtype, mask, initial, ddof);
  }

  public Over initial(Number newInitial) {
    return new Over(axes, keepsDims, dtype, where, newInitial, ddof);
  }

  public Over ddof(double newDdof) {
    return new Over(axes, keepsDims, dtype, where, initial, newDdof);
  }

  Over initialNone() {
    return new Over(axes, keepsDims, dtype, where, null, ddof);
  }

  Over withoutWhere() {
    return new Over(axes, keepsDims, dtype, null, initial, ddof);
  }

  /// The axes counted from 0, sorted.
  Dims axes(String operation, Array x) {
    return axes == null ? Axes.all(x) : Axes.of(operation, axes, x.aval()).sorted();
  }
}

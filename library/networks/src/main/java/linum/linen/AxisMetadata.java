package linum.linen;

import org.jspecify.annotations.Nullable;

/// A variable with something said about its axes. Modules that ask for the variable get its value;
/// transformations that add an axis say so here.
///
/// Records with a value of arrays are trees, so they need no more than this.
///
/// In JAX: `flax.core.meta.AxisMetadata`.
///
/// @param <T> an array or another tree
public interface AxisMetadata<T> {
  /// The value alone.
  T unbox();

  /// The same about another value.
  AxisMetadata<T> replaceBoxed(T value);

  /// What holds after an axis is put in.
  ///
  /// @param partitionName its name; null if none was given
  AxisMetadata<T> addAxis(int index, @Nullable String partitionName);

  /// What holds after an axis is taken away.
  ///
  /// @param partitionName its name; null if none was given
  AxisMetadata<T> removeAxis(int index, @Nullable String partitionName);
}

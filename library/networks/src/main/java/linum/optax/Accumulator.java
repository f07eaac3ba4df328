package linum.optax;

import linum.core.Array;

/// How what a function gives for parts of a batch is put together, array by array: a carry is made
/// by [#init], changed by [#update] for each part in order, and ends in [#finish].
///
/// The usual ones are in [AccumulationType]. In a tree of accumulators one of another class must be
/// no record, which would be a tree itself.
///
/// In JAX: `optax.microbatching.Accumulator`, whose functions take trees, and take no number of
/// parts.
public interface Accumulator {
  /// The carry before the first part.
  ///
  /// @param value the type of what the function gives, without data
  /// @param parts how many there are
  Array init(Array value, int parts);

  /// The carry after a part.
  ///
  /// @param index which part, `int32[]`
  Array update(Array carry, Array value, Array index);

  /// The result.
  ///
  /// @param parts how many there are
  Array finish(Array carry, int parts);

  /// What the examples of one part give together, as [Microbatching#microVmap] needs it.
  ///
  /// @param values one an example, along axis 0
  Array aggregate(Array values);
}

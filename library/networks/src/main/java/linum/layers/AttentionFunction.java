package linum.layers;

import linum.core.Array;

/// What an attention layer does with its projections: [DotProductAttention#attend] if nothing else
/// is said.
@FunctionalInterface
public interface AttentionFunction {

  /// For each query a mixture of the values.
  ///
  /// @param query `[batch…, queries, heads, depth]`
  /// @param key `[batch…, keys, heads, depth]`
  /// @param value `[batch…, keys, heads, depth]`
  /// @param options what the layer asks for
  /// @return `[batch…, queries, heads, depth]`
  Array attend(Array query, Array key, Array value, DotProductAttention options);
}

package linum.layers;

import linum.core.Array;
import linum.ir.Dims;
import org.jspecify.annotations.Nullable;

/// The shapes of queries, keys and values, and the groups of heads that share a key.
final class AttentionShapes {
  private AttentionShapes() {}

  /// Throws unless they fit together.
  static void check(Array query, Array key, @Nullable Array value) {
    int rank = query.ndim();
    boolean fits = rank >= 3 && key.ndim() == rank && batch(query).equals(batch(key));
    fits = fits && key.shape(-2) > 0 && query.shape(-2) % key.shape(-2) == 0;
    fits = fits && query.shape(-1) == key.shape(-1);
    if (fits && value != null) {
      fits = value.ndim() == rank && batch(value).equals(batch(key));
      fits = fits && value.shape(-3) == key.shape(-3) && value.shape(-2) == key.shape(-2);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "attention: query %s and key %s%s do not fit together\nThey are [batch…, length, heads, depth], with heads of the query a multiple of the others'."
              .formatted(
                  query.aval(), key.aval(), value == null ? "" : " and value " + value.aval()));
    }
  }

  private static Dims batch(Array x) {
    return x.shape().slice(0, x.ndim() - 3);
  }

  /// The axis as two: `groups`, then what is in a group.
  static Array split(Array x, int axis, int groups) {
    int a = x.ndim() + axis;
    Dims shape = x.shape().with(a, groups).insert(a + 1, x.shape(a) / groups);
    return x.reshape(shape);
  }

  /// The axis and the one after it as one.
  static Array join(Array x, int axis) {
    int a = x.ndim() + axis;
    return x.reshape(x.shape().with(a, x.shape(a) * x.shape(a + 1)).without(a + 1));
  }
}

package linum.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.DType;
import linum.ir.Dims;
import linum.lax.Lax;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// The keys and values of the positions that were decoded, for an attention that is given one
/// position after the other.
///
/// @param key `[batch…, maxLength, heads, depth]`, zero where nothing was decoded
/// @param value as the key
/// @param index `int32`, how many positions were decoded
public record DecodingCache(Array key, Array value, Array index) {

  /// A cache after a position, and which of its positions may be seen.
  public record Step(DecodingCache cache, Array mask) {}

  /// With another position.
  ///
  /// @param query `[batch…, 1, heads, depth]`
  /// @param newKey of the position, as the query
  /// @param mask what else is masked; null for nothing
  /// @throws IllegalArgumentException if there is not exactly one position
  public Step step(Array query, Array newKey, Array newValue, @Nullable Array mask) {
    int batch = key.ndim() - 3;
    Dims one = key.shape().with(batch, 1);
    Dims expected = one.with(batch + 1, query.shape(-2));
    if (!query.shape().equals(expected)) {
      throw new IllegalArgumentException(
          "attention: decoding with a cache of %s takes one position a call, a query of shape %s, got %s"
              .formatted(key.aval(), expected, query.aval()));
    }
    DecodingCache next =
        new DecodingCache(
            Lax.dynamicUpdateSlice(key, newKey, starts(batch)),
            Lax.dynamicUpdateSlice(value, newValue, starts(batch)),
            index.add(1));
    int length = key.shape(batch);
    Array decoded = Jnp.arange(length).le(index);
    Array seen = decoded.broadcastTo(key.shape().slice(0, batch).concat(Dims.of(1, 1, length)));
    return new Step(next, Objects.requireNonNull(Masks.combineMasks(mask, seen)));
  }

  private List<Array> starts(int batch) {
    Array zero = Ops.scalar(0, DType.INT32);
    List<Array> starts = new ArrayList<>();
    for (int i = 0; i < key.ndim(); i++) {
      starts.add(i == batch ? index : zero);
    }
    return starts;
  }
}

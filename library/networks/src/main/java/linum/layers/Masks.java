package linum.layers;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.DType;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// Which positions of an attention see which: 1 where a query sees a key, 0 where not.
///
/// In JAX: `flax.linen.make_attention_mask` and its family, and the same of `flax.nnx`.
public final class Masks {
  private Masks() {}

  /// The product of what is said of queries and keys, such as which are no padding.
  ///
  /// @param query `[batch…, queries]`
  /// @param key `[batch…, keys]`
  /// @return `float32[batch…, 1, queries, keys]`; the 1 is for the heads
  public static Array makeAttentionMask(Array query, Array key) {
    return makeAttentionMask(query, key, Array::mul, 0, DType.FLOAT32);
  }

  /// As above, by any function of pairs.
  ///
  /// @param pairwise what is said of a query and a key
  /// @param extraBatchDims how many leading axes of size 1 are added
  public static Array makeAttentionMask(
      Array query, Array key, BinaryOperator<Array> pairwise, int extraBatchDims, DType dtype) {
    Array pairs = pairwise.apply(query.expandDims(-1), key.expandDims(-2)).expandDims(-3);
    Array mask =
        extraBatchDims == 0
            ? pairs
            : pairs.expandDims(IntStream.range(0, extraBatchDims).toArray());
    return Ops.convert(mask, dtype);
  }

  /// Each position sees itself and those before.
  ///
  /// @param x of which only the shape counts, `[batch…, length]`
  /// @return `float32[batch…, 1, length, length]`
  public static Array makeCausalMask(Array x) {
    return makeCausalMask(x, 0, DType.FLOAT32);
  }

  /// As above.
  ///
  /// @param extraBatchDims how many leading axes of size 1 are added
  public static Array makeCausalMask(Array x, int extraBatchDims, DType dtype) {
    Array places = Jnp.arange(x.shape(-1)).broadcastTo(x.shape());
    return makeAttentionMask(places, places, Array::ge, extraBatchDims, dtype);
  }

  /// What all masks let through; null if there is none.
  ///
  /// @param masks of one rank; nulls are passed over
  /// @throws IllegalArgumentException if the ranks differ
  public static @Nullable Array combineMasks(@Nullable Array... masks) {
    return combineMasks(DType.FLOAT32, masks);
  }

  /// As above, of a type.
  public static @Nullable Array combineMasks(DType dtype, @Nullable Array... masks) {
    List<Array> all = Arrays.stream(masks).filter(Objects::nonNull).toList();
    if (all.isEmpty()) {
      return null;
    }
    if (all.stream().mapToInt(Array::ndim).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "combineMasks: masks must have one rank, got %s\nUse mask.expandDims(0) for a missing batch axis."
              .formatted(all.stream().map(Array::aval).toList()));
    }
    return Ops.convert(all.stream().reduce(Jnp::logicalAnd).orElseThrow(), dtype);
  }
}

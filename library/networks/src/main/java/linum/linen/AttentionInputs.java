package linum.linen;

import linum.core.Array;
import linum.random.PrngKey;
import org.jspecify.annotations.Nullable;

/// What an attention layer is called with: `inputs(q).k(k).mask(mask)`.
///
/// In JAX: the arguments of `MultiHeadDotProductAttention.__call__`.
///
/// @param q what asks, `[batch…, queries, features]`
/// @param k the keys; null for those of the queries
/// @param v the values; null for the keys
/// @param mask which queries see which keys, `[batch…, heads or 1, queries, keys]`; null for all
/// @param deterministic whether no weight is left out; null if the module says so
/// @param dropoutRng what is drawn from in place of the stream `dropout`; null for that
/// @param sowWeights whether the weights are sown as `attention_weights` in `intermediates`
public record AttentionInputs(
    Array q,
    @Nullable Array k,
    @Nullable Array v,
    @Nullable Array mask,
    @Nullable Boolean deterministic,
    @Nullable PrngKey dropoutRng,
    boolean sowWeights) {

  /// @throws IllegalArgumentException if there are values without keys
  public AttentionInputs {
    if (k == null && v != null) {
      throw new IllegalArgumentException(
          "attention: there are values %s without keys\nUse inputs(q).k(x) for keys that are values, too."
              .formatted(v.aval()));
    }
  }

  /// Attention of an input to itself.
  public static AttentionInputs inputs(Array q) {
    return new AttentionInputs(q, null, null, null, null, null, false);
  }

  public AttentionInputs k(@Nullable Array newK) {
    return new AttentionInputs(q, newK, v, mask, deterministic, dropoutRng, sowWeights);
  }

  public AttentionInputs v(@Nullable Array newV) {
    return new AttentionInputs(q, k, newV, mask, deterministic, dropoutRng, sowWeights);
  }

  public AttentionInputs mask(@Nullable Array newMask) {
    return new AttentionInputs(q, k, v, newMask, deterministic, dropoutRng, sowWeights);
  }

  public AttentionInputs deterministic(@Nullable Boolean newDeterministic) {
    return new AttentionInputs(q, k, v, mask, newDeterministic, dropoutRng, sowWeights);
  }

  public AttentionInputs dropoutRng(@Nullable PrngKey newDropoutRng) {
    return new AttentionInputs(q, k, v, mask, deterministic, newDropoutRng, sowWeights);
  }

  public AttentionInputs sowWeights(boolean sow) {
    return new AttentionInputs(q, k, v, mask, deterministic, dropoutRng, sow);
  }
}

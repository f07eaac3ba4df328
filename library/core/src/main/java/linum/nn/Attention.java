package linum.nn;

import linum.core.Array;
import linum.core.Ops;
import linum.ir.DType;
import linum.numpy.Finfo;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// The options of [Nn#dotProductAttention]: JAX's keyword arguments.
///
/// @param bias added to the logits, broadcast to `[batch, heads, time, time]`
/// @param mask which logits take part, broadcast as the bias
/// @param scale what the logits are multiplied with; null for `1 / sqrt(h)`
/// @param isCausal whether a time sees only itself and those before
public record Attention(
    @Nullable Array bias, @Nullable Array mask, @Nullable Double scale, boolean isCausal) {

  /// No bias, no mask, the usual scale.
  public static final Attention DEFAULT = new Attention(null, null, null, false);

  public Attention bias(Array newBias) {
    return new Attention(newBias, mask, scale, isCausal);
  }

  public Attention mask(Array newMask) {
    return new Attention(bias, newMask, scale, isCausal);
  }

  public Attention scale(double newScale) {
    return new Attention(bias, mask, newScale, isCausal);
  }

  public Attention isCausal(boolean causal) {
    return new Attention(bias, mask, scale, causal);
  }

  Array apply(Array query, Array key, Array value) {
    boolean single = query.ndim() == 3;
    Array q = single ? query.expandDims(0) : query;
    Array k = key.ndim() == 3 ? key.expandDims(0) : key;
    Array v = value.ndim() == 3 ? value.expandDims(0) : value;
    check(q, k, v);
    Array out = attend(q, shared(k, q), shared(v, q));
    return single ? out.squeeze(0) : out;
  }

  private static void check(Array q, Array k, Array v) {
    boolean fits =
        q.ndim() == 4
            && k.ndim() == 4
            && k.shape().equals(v.shape())
            && q.shape(0) == k.shape(0)
            && q.shape(3) == k.shape(3)
            && k.shape(2) > 0
            && q.shape(2) % k.shape(2) == 0;
    if (!fits) {
      throw new IllegalArgumentException(
          "dotProductAttention: query %s, key %s and value %s do not fit together\nThey are [batch, time, heads, h], with heads of the query a multiple of those of key and value"
              .formatted(q.aval(), k.aval(), v.aval()));
    }
  }

  /// Each head of key and value serves as many heads of the query.
  private static Array shared(Array x, Array q) {
    return x.shape(2) == q.shape(2) ? x : x.repeat(q.shape(2) / x.shape(2), 2);
  }

  private Array attend(Array q, Array k, Array v) {
    double s = scale == null ? 1 / Math.sqrt(q.shape(3)) : scale;
    Array logits = Jnp.einsum("btnh,bsnh->bnts", q, k).astype(wide(q.dtype())).mul(s);
    if (bias != null) {
      logits = logits.add(bias).astype(logits.dtype());
    }
    double low = -0.7 * Finfo.of(logits.dtype()).max();
    if (mask != null) {
      logits = Jnp.where(mask, logits, low);
    }
    if (isCausal) {
      logits = Jnp.where(Jnp.tri(q.shape(1), k.shape(1), 0).ne(0), logits, low);
    }
    Array weights = Ops.convert(Nn.softmax(logits), q.dtype());
    return Jnp.einsum("bnts,bsnh->btnh", weights, v);
  }

  private static DType wide(DType t) {
    return t == DType.FLOAT64 ? t : DType.FLOAT32;
  }
}

package linum.layers;

import java.util.List;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import linum.nn.Nn;
import linum.numpy.Finfo;
import linum.numpy.Jnp;
import linum.random.Random;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// Attention by dot products (Vaswani et al., 2017): each query mixes the values by how much it
/// resembles their keys.
///
/// Queries are `[batch…, queries, heads, depth]`, keys and values `[batch…, keys, heads, depth]`;
/// keys and values may have fewer heads, each for a group of as many of the queries.
///
/// In JAX: the arguments of `flax.linen.dot_product_attention`; the option `module`, to which the
/// weights are sown, is `seen` here.
///
/// @param bias added to the logits, broadcast to `[batch…, heads, queries, keys]`; null for none
/// @param mask which logits take part, broadcast as the bias; null for all
/// @param isCausal whether a query sees only keys up to its own place
/// @param dropoutRate the probability with which a weight is left out
/// @param dropoutRng the key for that; needed if the rate is positive and not `deterministic`
/// @param broadcastDropout whether batch and heads share what is left out
/// @param deterministic whether nothing is left out
/// @param dtype the type to compute with; null for what the arrays promote to
/// @param precision how exactly products are taken where a device can choose
/// @param forceFp32ForSoftmax whether the weights are normalized in `float32`
/// @param seen is given the weights before dropout, and gives those to go on with
public record DotProductAttention(
    @Nullable Array bias,
    @Nullable Array mask,
    boolean isCausal,
    double dropoutRate,
    @Nullable Array dropoutRng,
    boolean broadcastDropout,
    boolean deterministic,
    @Nullable DType dtype,
    @Nullable Precision precision,
    boolean forceFp32ForSoftmax,
    UnaryOperator<Array> seen) {

  /// All keys, no dropout.
  public static final DotProductAttention DEFAULT =
      new DotProductAttention(
          null, null, false, 0, null, true, false, null, null, false, weights -> weights);

  public DotProductAttention bias(@Nullable Array newBias) {
    return with("bias", newBias);
  }

  public DotProductAttention mask(@Nullable Array newMask) {
    return with("mask", newMask);
  }

  public DotProductAttention isCausal(boolean causal) {
    return with("isCausal", causal);
  }

  /// Leaves weights out, as in training.
  ///
  /// @param shared whether batch and heads share what is left out
  public DotProductAttention dropout(double rate, Array rng, boolean shared) {
    return new DotProductAttention(
        bias,
        mask,
        isCausal,
        rate,
        rng,
        shared,
        false,
        dtype,
        precision,
        forceFp32ForSoftmax,
        seen);
  }

  /// How the weights are computed.
  public DotProductAttention computing(
      @Nullable DType newDtype, @Nullable Precision newPrecision, boolean softmaxInFloat32) {
    return new DotProductAttention(
        bias,
        mask,
        isCausal,
        dropoutRate,
        dropoutRng,
        broadcastDropout,
        deterministic,
        newDtype,
        newPrecision,
        softmaxInFloat32,
        seen);
  }

  public DotProductAttention seen(UnaryOperator<Array> newSeen) {
    return with("seen", newSeen);
  }

  private DotProductAttention with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  /// For each query the mixture of the values.
  ///
  /// @return `[batch…, queries, heads, depth]`
  /// @throws IllegalArgumentException if the shapes do not fit together
  public static Array attend(Array query, Array key, Array value, DotProductAttention options) {
    List<Array> in = Dtypes.promoteDtype(options.dtype, query, key, value);
    Array v = in.get(2);
    AttentionShapes.check(in.get(0), in.get(1), v);
    Array weights = options.weights(in.get(0), in.get(1));
    int heads = weights.shape(-3);
    if (heads == v.shape(-2)) {
      return Jnp.einsum("...hqk,...khd->...qhd", options.precision, null, weights, v);
    }
    Array grouped = AttentionShapes.split(weights, -3, v.shape(-2));
    Array out = Jnp.einsum("...hgqk,...khd->...qhgd", options.precision, null, grouped, v);
    return AttentionShapes.join(out, -3);
  }

  /// How much each query takes of each value.
  ///
  /// @return `[batch…, heads, queries, keys]`
  /// @throws IllegalArgumentException if the shapes do not fit together
  public Array weights(Array query, Array key) {
    List<Array> in = Dtypes.promoteDtype(dtype, query, key);
    AttentionShapes.check(in.get(0), in.get(1), null);
    DType type = in.get(0).dtype();
    Array logits = logits(in.get(0), in.get(1));
    if (bias != null) {
      logits = logits.add(bias);
    }
    Array visible = visible(logits.shape());
    if (visible != null) {
      logits = Jnp.where(visible, logits, Ops.scalar(Finfo.of(type).min(), type));
    }
    Array weights =
        forceFp32ForSoftmax
            ? Nn.softmax(Ops.convert(logits, DType.FLOAT32))
            : Ops.convert(Nn.softmax(logits), type);
    return dropped(seen.apply(weights), type);
  }

  private Array logits(Array query, Array key) {
    DType type = query.dtype();
    Array scaled = query.div(Ops.scalar(Math.sqrt(query.shape(-1)), type));
    if (query.shape(-2) == key.shape(-2)) {
      return Jnp.einsum("...qhd,...khd->...hqk", precision, null, scaled, key);
    }
    Array grouped = AttentionShapes.split(scaled, -2, key.shape(-2));
    Array out = Jnp.einsum("...qhgd,...khd->...hgqk", precision, null, grouped, key);
    return AttentionShapes.join(out, -4);
  }

  private @Nullable Array visible(Dims logits) {
    if (!isCausal) {
      return mask;
    }
    Array causal = Jnp.tri(logits.get(-2), logits.get(-1), 0).ne(0).broadcastTo(logits);
    return mask == null ? causal : Jnp.logicalAnd(mask, causal);
  }

  private Array dropped(Array weights, DType type) {
    if (deterministic || dropoutRate == 0) {
      return weights;
    }
    Dropouts.requireRate(dropoutRate);
    if (dropoutRng == null) {
      throw new IllegalArgumentException(
          "attention: dropout with rate %s needs a random key\nUse dropout(rate, key, true), or deterministic for evaluation."
              .formatted(dropoutRate));
    }
    Dims shape = weights.shape();
    int batch = shape.rank() - 2;
    Dims choices =
        broadcastDropout ? Dims.repeat(1, batch).concat(shape.slice(batch, batch + 2)) : shape;
    double kept = 1 - dropoutRate;
    Array keep = Random.bernoulli(dropoutRng, kept, choices.toArray());
    return weights.mul(Ops.convert(keep, type).div(Ops.scalar(kept, type)));
  }
}

package linum.linen;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Precision;
import linum.layers.AttentionFunction;
import linum.layers.DecodingCache;
import linum.layers.DotGeneralFunction;
import linum.layers.DotProductAttention;
import linum.nn.Initializer;
import linum.numpy.Jnp;
import linum.random.PrngKey;
import org.jspecify.annotations.Nullable;

/// What attention layers do, whatever their name.
///
/// @param module asks for parts and variables
record Attending(LinenModule module, Projections to, Mixing by) {

  /// From features to heads and back.
  record Projections(
      int numHeads,
      @Nullable Integer qkvFeatures,
      @Nullable Integer outFeatures,
      @Nullable DType dtype,
      DType paramDtype,
      @Nullable Precision precision,
      Initializer kernelInit,
      Initializer outKernelInit,
      Initializer biasInit,
      Initializer outBiasInit,
      boolean useBias,
      boolean normalizeQk,
      @Nullable DotGeneralFunction qkvDotGeneral,
      @Nullable DotGeneralFunction outDotGeneral) {

    private DenseGeneral dense(int... features) {
      return new DenseGeneral(features)
          .dtype(dtype)
          .paramDtype(paramDtype)
          .precision(precision)
          .kernelInit(kernelInit)
          .biasInit(biasInit)
          .useBias(useBias);
    }

    private DenseGeneral heads(int depth) {
      return dense(numHeads, depth).dotGeneral(qkvDotGeneral);
    }

    /// The features of one head.
    private int depth(Array q) {
      int features = qkvFeatures == null ? q.shape(-1) : qkvFeatures;
      if (numHeads < 1 || features % numHeads != 0) {
        throw new IllegalArgumentException(
            "attention: %d heads must divide the %d features of queries, keys and values\nUse qkvFeatures for another number."
                .formatted(numHeads, features));
      }
      return features / numHeads;
    }

    private LayerNorm norm() {
      return new LayerNorm().useBias(false).dtype(dtype).paramDtype(paramDtype);
    }
  }

  /// From heads to heads.
  record Mixing(
      AttentionFunction attentionFn,
      double dropoutRate,
      boolean broadcastDropout,
      @Nullable Boolean deterministic,
      boolean forceFp32ForSoftmax,
      boolean decode) {}

  Array call(AttentionInputs in) {
    Array k = in.k() == null ? in.q() : in.k();
    Array v = in.v() == null ? k : in.v();
    int depth = to.depth(in.q());
    Array query = to.heads(depth).named("query").apply(in.q());
    Array key = to.heads(depth).named("key").apply(k);
    Array value = to.heads(depth).named("value").apply(v);
    if (to.normalizeQk) {
      query = to.norm().named("query_ln").apply(query);
      key = to.norm().named("key_ln").apply(key);
    }
    Array mixed =
        by.decode ? decoded(query, key, value, in) : mixed(query, key, value, in.mask(), in);
    int features = to.outFeatures == null ? in.q().shape(-1) : to.outFeatures;
    DenseGeneral out =
        to.dense(features)
            .axis(-2, -1)
            .kernelInit(to.outKernelInit)
            .biasInit(to.outBiasInit)
            .dotGeneral(to.outDotGeneral);
    return out.named("out").apply(mixed);
  }

  private Array decoded(Array query, Array key, Array value, AttentionInputs in) {
    boolean started = module.hasVariable("cache", "cached_key");
    Variable<Array> keys = module.variable("cache", "cached_key", () -> Jnp.zerosLike(key));
    Variable<Array> values = module.variable("cache", "cached_value", () -> Jnp.zerosLike(value));
    Variable<Array> index = module.variable("cache", "cache_index", () -> Jnp.array(0));
    if (!started) {
      return mixed(query, key, value, in.mask(), in);
    }
    DecodingCache cache = new DecodingCache(keys.value(), values.value(), index.value());
    DecodingCache.Step step = cache.step(query, key, value, in.mask());
    keys.set(step.cache().key());
    values.set(step.cache().value());
    index.set(step.cache().index());
    return mixed(query, step.cache().key(), step.cache().value(), step.mask(), in);
  }

  private Array mixed(
      Array query, Array key, Array value, @Nullable Array mask, AttentionInputs in) {
    DotProductAttention options =
        DotProductAttention.DEFAULT
            .mask(mask)
            .computing(to.dtype, to.precision, by.forceFp32ForSoftmax);
    if (by.dropoutRate > 0
        && !Linen.mergeParam("deterministic", by.deterministic, in.deterministic())) {
      PrngKey drawn = in.dropoutRng() == null ? module.makeRng("dropout") : in.dropoutRng();
      options = options.dropout(by.dropoutRate, drawn.data(), by.broadcastDropout);
    }
    if (in.sowWeights()) {
      options = options.seen(this::sown);
    }
    return by.attentionFn.attend(query, key, value, options);
  }

  private Array sown(Array weights) {
    module.sow("intermediates", "attention_weights", weights);
    return weights;
  }
}

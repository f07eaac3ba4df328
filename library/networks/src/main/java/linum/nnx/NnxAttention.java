package linum.nnx;

import static linum.nn.Initializer.lecunNormal;

import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import linum.layers.AttentionFunction;
import linum.layers.DecodingCache;
import linum.layers.DotGeneralFunction;
import linum.layers.DotProductAttention;
import linum.nn.Initializer;
import linum.nnx.NnxGenerals.LinearGeneral;
import linum.nnx.NnxModules.Layer;
import linum.nnx.NnxModules.Module;
import linum.nnx.NnxNorms.LayerNorm;
import linum.nnx.NnxPytrees.Named;
import linum.nnx.NnxStreams.RngStream;
import linum.nnx.NnxStreams.Rngs;
import linum.nnx.NnxVariableKinds.Cache;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// Where [MultiHeadAttention] is: users write `Nnx.MultiHeadAttention`.
public interface NnxAttention {

  /// Attention with several heads (Vaswani et al., 2017), with fewer heads for keys and values if
  /// asked for (Ainslie et al., 2023).
  ///
  /// ```java
  /// var attention = new Nnx.MultiHeadAttention(8, 64, rngs);
  /// attention.call(x);                                   // x with itself
  /// attention.call(x, memory, memory, mask);
  /// ```
  class MultiHeadAttention extends Module implements Layer {
    public final int numHeads;
    public final int inFeatures;
    public final LinearGeneral query;
    public final LinearGeneral key;
    public final LinearGeneral value;

    /// Normalizes queries; null unless asked for.
    @Named("query_ln")
    public final @Nullable LayerNorm queryLn;

    /// Normalizes keys; null unless asked for.
    @Named("key_ln")
    public final @Nullable LayerNorm keyLn;

    public final LinearGeneral out;

    /// Whether no weight is left out.
    public boolean deterministic;

    /// Whether one position is given after the other, see [#initCache].
    public boolean decode;

    private final @Nullable RngStream rngs;

    @Named("cached_key")
    private @Nullable Cache cachedKey;

    @Named("cached_value")
    private @Nullable Cache cachedValue;

    @Named("cache_index")
    private @Nullable Cache cacheIndex;

    private final Options options;

    public MultiHeadAttention(int numHeads, int inFeatures, Rngs rngs) {
      this(numHeads, inFeatures, rngs, o -> o);
    }

    /// With options: `o -> o.numKvHeads(2).dropoutRate(0.1)`.
    ///
    /// @throws IllegalArgumentException if the heads do not divide the features, or the heads of
    ///   keys those of queries
    public MultiHeadAttention(
        int numHeads, int inFeatures, Rngs rngs, UnaryOperator<Options> with) {
      Options o = with.apply(Options.DEFAULT);
      int qkv = o.qkvFeatures() == null ? inFeatures : o.qkvFeatures();
      int outFeatures = o.outFeatures() == null ? inFeatures : o.outFeatures();
      int kvHeads = o.numKvHeads() == null ? numHeads : o.numKvHeads();
      int inKv = o.inKvFeatures() == null ? inFeatures : o.inKvFeatures();
      if (numHeads % kvHeads != 0 || qkv % numHeads != 0) {
        throw new IllegalArgumentException(
            "MultiHeadAttention: %d heads must divide %d features and be a multiple of %d heads of keys and values."
                .formatted(numHeads, qkv, kvHeads));
      }
      int depth = qkv / numHeads;
      this.numHeads = numHeads;
      this.inFeatures = inFeatures;
      this.options = o;
      this.query = projection(Dims.of(inFeatures), Dims.of(numHeads, depth), o, rngs);
      this.key = projection(Dims.of(inKv), Dims.of(kvHeads, depth), o, rngs);
      this.value = projection(Dims.of(inKv), Dims.of(kvHeads, depth), o, rngs);
      this.queryLn = o.normalizeQk() ? norm(depth, o, rngs) : null;
      this.keyLn = o.normalizeQk() ? norm(depth, o, rngs) : null;
      this.out =
          new LinearGeneral(
              Dims.of(numHeads, depth),
              Dims.of(outFeatures),
              rngs,
              l ->
                  general(l, o, o.outDotGeneral())
                      .axis(-2, -1)
                      .kernelInit(o.outKernelInit() == null ? o.kernelInit() : o.outKernelInit())
                      .biasInit(o.outBiasInit() == null ? o.biasInit() : o.outBiasInit()));
      this.deterministic = o.deterministic();
      this.decode = o.decode();
      this.rngs = o.dropoutRate() > 0 ? rngs.stream("dropout").fork() : null;
    }

    private static LinearGeneral projection(Dims in, Dims out, Options o, Rngs rngs) {
      return new LinearGeneral(in, out, rngs, l -> general(l, o, o.qkvDotGeneral()));
    }

    private static LinearGeneral.Options general(
        LinearGeneral.Options l, Options o, @Nullable DotGeneralFunction dotGeneral) {
      return new LinearGeneral.Options(
          l.axis(),
          l.batchSizes(),
          o.useBias(),
          o.dtype(),
          o.paramDtype(),
          o.precision(),
          o.kernelInit(),
          o.biasInit(),
          l.promoteDtype(),
          dotGeneral,
          l.preferredElementType());
    }

    private static LayerNorm norm(int depth, Options o, Rngs rngs) {
      return new LayerNorm(
          depth,
          rngs,
          n -> {
            LayerNorm.Options typed = n.useBias(false).paramDtype(o.paramDtype());
            return o.dtype() == null ? typed : typed.dtype(o.dtype());
          });
    }

    /// What each position finds among all.
    ///
    /// @param x `[batch…, length, inFeatures]`
    @Override
    public Array call(Array x) {
      return call(x, x, x, null);
    }

    /// What each position finds among those that a mask lets it see.
    public Array call(Array x, @Nullable Array mask) {
      return call(x, x, x, mask);
    }

    /// What each query finds among keys and values.
    ///
    /// @param inputsQ `[batch…, queries, inFeatures]`
    /// @param inputsK `[batch…, keys, inKvFeatures]`
    /// @param inputsV as the keys
    /// @param mask `[batch…, heads, queries, keys]`; null for all
    /// @return `[batch…, queries, outFeatures]`
    public Array call(Array inputsQ, Array inputsK, Array inputsV, @Nullable Array mask) {
      return call(inputsQ, inputsK, inputsV, mask, false);
    }

    /// With the weights kept as the [NnxVariableKinds.Intermediate] `attention_weights`.
    public Array call(
        Array inputsQ, Array inputsK, Array inputsV, @Nullable Array mask, boolean sowWeights) {
      if (inputsQ.shape(-1) != inFeatures) {
        throw new IllegalArgumentException(
            "MultiHeadAttention: the input has %d features, but the layer takes %d."
                .formatted(inputsQ.shape(-1), inFeatures));
      }
      Array q = query.call(inputsQ);
      Array k = key.call(inputsK);
      Array v = value.call(inputsV);
      q = queryLn == null ? q : queryLn.call(q);
      k = keyLn == null ? k : keyLn.call(k);
      Array seen = mask;
      if (decode) {
        DecodingCache.Step step = cache().step(q, k, v, mask);
        put(step.cache());
        k = step.cache().key();
        v = step.cache().value();
        seen = step.mask();
      }
      DotProductAttention how =
          DotProductAttention.DEFAULT
              .mask(seen)
              .computing(options.dtype(), options.precision(), false);
      if (options.dropoutRate() > 0 && !deterministic && rngs != null) {
        how = how.dropout(options.dropoutRate(), rngs.key().data(), options.broadcastDropout());
      }
      if (sowWeights) {
        how =
            how.seen(weights -> {
              sow("attention_weights", weights);
              return weights;
            });
      }
      return out.call(options.attentionFn().attend(q, k, v, how));
    }

    /// Makes room for the keys and values of positions that are given one after the other, and
    /// forgets those that were given before.
    ///
    /// @param inputShape `[batch…, maxLength, inFeatures]`
    public void initCache(Dims inputShape) {
      Dims batch = inputShape.slice(0, inputShape.rank() - 1);
      DType type = options.dtype() == null ? DType.FLOAT32 : options.dtype();
      cachedKey = new Cache(Jnp.zeros(batch.concat(key.outFeatures), type));
      cachedValue = new Cache(Jnp.zeros(batch.concat(value.outFeatures), type));
      cacheIndex = new Cache(Jnp.zeros(Dims.NONE, DType.INT32));
    }

    private DecodingCache cache() {
      if (cachedKey == null || cachedValue == null || cacheIndex == null) {
        throw new IllegalStateException(
            "MultiHeadAttention has no cache to decode with.\nMake one first: attention.initCache(Dims.of(batch, maxLength, features))");
      }
      return new DecodingCache(cachedKey.get(), cachedValue.get(), cacheIndex.get());
    }

    private void put(DecodingCache c) {
      if (cachedKey != null && cachedValue != null && cacheIndex != null) {
        cachedKey.set(c.key());
        cachedValue.set(c.value());
        cacheIndex.set(c.index());
      }
    }

    /// Settings of a [MultiHeadAttention].
    ///
    /// @param qkvFeatures of queries, keys and values over all heads; null for those of the input,
    ///   as for the others
    /// @param outKernelInit of the last projection; null for that of the others
    public record Options(
        @Nullable Integer qkvFeatures,
        @Nullable Integer outFeatures,
        @Nullable Integer numKvHeads,
        @Nullable Integer inKvFeatures,
        @Nullable DType dtype,
        DType paramDtype,
        @Nullable Precision precision,
        boolean broadcastDropout,
        double dropoutRate,
        boolean deterministic,
        Initializer kernelInit,
        Initializer biasInit,
        @Nullable Initializer outKernelInit,
        @Nullable Initializer outBiasInit,
        boolean useBias,
        AttentionFunction attentionFn,
        boolean decode,
        boolean normalizeQk,
        @Nullable DotGeneralFunction qkvDotGeneral,
        @Nullable DotGeneralFunction outDotGeneral)
        implements LayerOptions {
      static final Options DEFAULT =
          new Options(
              null,
              null,
              null,
              null,
              null,
              DType.FLOAT32,
              null,
              true,
              0,
              false,
              lecunNormal(),
              Initializer.ZEROS,
              null,
              null,
              true,
              DotProductAttention::attend,
              false,
              false,
              null,
              null);

      public Options qkvFeatures(Integer v) {
        return LayerOptions.with(this, "qkvFeatures", v);
      }

      public Options outFeatures(Integer v) {
        return LayerOptions.with(this, "outFeatures", v);
      }

      public Options numKvHeads(Integer v) {
        return LayerOptions.with(this, "numKvHeads", v);
      }

      public Options inKvFeatures(Integer v) {
        return LayerOptions.with(this, "inKvFeatures", v);
      }

      public Options dtype(DType v) {
        return LayerOptions.with(this, "dtype", v);
      }

      public Options paramDtype(DType v) {
        return LayerOptions.with(this, "paramDtype", v);
      }

      public Options precision(Precision v) {
        return LayerOptions.with(this, "precision", v);
      }

      public Options broadcastDropout(boolean v) {
        return LayerOptions.with(this, "broadcastDropout", v);
      }

      public Options dropoutRate(double v) {
        return LayerOptions.with(this, "dropoutRate", v);
      }

      public Options deterministic(boolean v) {
        return LayerOptions.with(this, "deterministic", v);
      }

      public Options kernelInit(Initializer v) {
        return LayerOptions.with(this, "kernelInit", v);
      }

      public Options biasInit(Initializer v) {
        return LayerOptions.with(this, "biasInit", v);
      }

      public Options outKernelInit(Initializer v) {
        return LayerOptions.with(this, "outKernelInit", v);
      }

      public Options outBiasInit(Initializer v) {
        return LayerOptions.with(this, "outBiasInit", v);
      }

      public Options useBias(boolean v) {
        return LayerOptions.with(this, "useBias", v);
      }

      public Options attentionFn(AttentionFunction v) {
        return LayerOptions.with(this, "attentionFn", v);
      }

      public Options decode(boolean v) {
        return LayerOptions.with(this, "decode", v);
      }

      public Options normalizeQk(boolean v) {
        return LayerOptions.with(this, "normalizeQk", v);
      }

      public Options qkvDotGeneral(DotGeneralFunction v) {
        return LayerOptions.with(this, "qkvDotGeneral", v);
      }

      public Options outDotGeneral(DotGeneralFunction v) {
        return LayerOptions.with(this, "outDotGeneral", v);
      }
    }
  }
}

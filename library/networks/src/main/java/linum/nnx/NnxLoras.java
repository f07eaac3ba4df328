package linum.nnx;

import static linum.nn.Initializer.heUniform;

import java.util.List;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.layers.Dtypes;
import linum.nn.Initializer;
import linum.nnx.NnxLinears.Linear;
import linum.nnx.NnxModules.Layer;
import linum.nnx.NnxModules.Module;
import linum.nnx.NnxPytrees.Named;
import linum.nnx.NnxStreams.Rngs;
import linum.nnx.NnxVariableKinds.LoRAParam;
import org.jspecify.annotations.Nullable;

/// Where [LoRA] is: users write `Nnx.LoRA`.
public interface NnxLoras {

  /// A low-rank correction of a layer (Hu et al., 2021): `x · a · b`, added to what the layer
  /// gives.
  class LoRA extends Module implements Layer {
    /// `[inFeatures, loraRank]`.
    @Named("lora_a")
    public final LoRAParam loraA;

    /// `[loraRank, outFeatures]`, zero at first.
    @Named("lora_b")
    public final LoRAParam loraB;

    /// The layer that is corrected; null for the correction alone.
    public final @Nullable Layer baseModule;

    private final Options options;

    public LoRA(int inFeatures, int loraRank, int outFeatures, Rngs rngs) {
      this(inFeatures, loraRank, outFeatures, null, rngs, o -> o);
    }

    /// The correction of a layer, which it then is called in place of.
    public LoRA(int inFeatures, int loraRank, int outFeatures, Layer baseModule, Rngs rngs) {
      this(inFeatures, loraRank, outFeatures, baseModule, rngs, o -> o);
    }

    /// With options: `o -> o.dtype(DType.BFLOAT16)`.
    public LoRA(
        int inFeatures,
        int loraRank,
        int outFeatures,
        @Nullable Layer baseModule,
        Rngs rngs,
        UnaryOperator<Options> with) {
      Options o = with.apply(Options.DEFAULT);
      this.baseModule = baseModule;
      this.loraA =
          Params.described(
              new LoRAParam(
                  rngs.params(o.aInitializer(), Dims.of(inFeatures, loraRank), o.paramDtype())),
              o.aInitializer());
      this.loraB =
          Params.described(
              new LoRAParam(
                  rngs.params(o.bInitializer(), Dims.of(loraRank, outFeatures), o.paramDtype())),
              o.bInitializer());
      this.options = o;
    }

    @Override
    public Array call(Array x) {
      List<Array> all = Dtypes.promoteDtype(options.dtype(), x, loraA.get(), loraB.get());
      Array y = all.get(0).matmul(all.get(1)).matmul(all.get(2));
      return baseModule == null ? y : y.add(baseModule.call(x));
    }

    /// Settings of a [LoRA].
    public record Options(
        @Nullable DType dtype, DType paramDtype, Initializer aInitializer, Initializer bInitializer)
        implements LayerOptions {
      static final Options DEFAULT =
          new Options(null, DType.FLOAT32, heUniform(), Initializer.ZEROS);

      public Options dtype(DType v) {
        return LayerOptions.with(this, "dtype", v);
      }

      public Options paramDtype(DType v) {
        return LayerOptions.with(this, "paramDtype", v);
      }

      public Options aInitializer(Initializer v) {
        return LayerOptions.with(this, "aInitializer", v);
      }

      public Options bInitializer(Initializer v) {
        return LayerOptions.with(this, "bInitializer", v);
      }
    }
  }

  /// A [Linear] layer with a correction of low rank beside it. Its own parameters have the names
  /// that they have in a [Linear], so that a checkpoint of one fits.
  class LoRALinear extends Linear {
    public final LoRA lora;

    public LoRALinear(int inFeatures, int outFeatures, int loraRank, Rngs rngs) {
      this(inFeatures, outFeatures, loraRank, rngs, o -> o, o -> o);
    }

    /// With options of the layer and of the correction.
    public LoRALinear(
        int inFeatures,
        int outFeatures,
        int loraRank,
        Rngs rngs,
        UnaryOperator<Linear.Options> with,
        UnaryOperator<LoRA.Options> lora) {
      super(inFeatures, outFeatures, rngs, with);
      this.lora = new LoRA(inFeatures, loraRank, outFeatures, null, rngs, lora);
    }

    @Override
    public Array call(Array x) {
      return super.call(x).add(lora.call(x));
    }
  }
}

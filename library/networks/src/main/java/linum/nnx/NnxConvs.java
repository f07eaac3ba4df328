package linum.nnx;

import static linum.nn.Initializer.lecunNormal;

import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import linum.layers.ConvFunction;
import linum.layers.ConvGeometry;
import linum.layers.Padding;
import linum.layers.PromoteDtype;
import linum.layers.Substitutes;
import linum.nn.Initializer;
import linum.nnx.NnxModules.Layer;
import linum.nnx.NnxModules.Module;
import linum.nnx.NnxStreams.Rngs;
import linum.nnx.NnxVariableKinds.Param;
import org.jspecify.annotations.Nullable;

/// Where [Conv] is: users write `Nnx.Conv`.
public interface NnxConvs {

  /// A convolution: a window that moves over the input.
  ///
  /// ```java
  /// var conv = new Nnx.Conv(1, 32, Dims.of(3, 3), rngs, o -> o.strides(2));
  /// ```
  class Conv extends Module implements Layer {
    public final Param kernel;

    /// `[outFeatures]`; null without a bias.
    public final @Nullable Param bias;

    public final int inFeatures;
    public final int outFeatures;
    public final Dims kernelSize;
    private final Options options;

    public Conv(int inFeatures, int outFeatures, Dims kernelSize, Rngs rngs) {
      this(inFeatures, outFeatures, kernelSize, rngs, o -> o);
    }

    /// With options: `o -> o.strides(2).padding("VALID")`.
    ///
    /// @param kernelSize the window, one number for each spatial axis
    public Conv(
        int inFeatures, int outFeatures, Dims kernelSize, Rngs rngs, UnaryOperator<Options> with) {
      Options o = with.apply(Options.DEFAULT);
      this.kernelSize = kernelSize;
      this.options = o;
      this.inFeatures = inFeatures;
      this.outFeatures = outFeatures;
      Dims shape = geometry(kernelSize, o).kernelShape(Dims.of(inFeatures), outFeatures);
      this.kernel = Params.of(rngs, o.kernelInit(), shape, o.paramDtype());
      this.bias =
          o.useBias() ? Params.of(rngs, o.biasInit(), Dims.of(outFeatures), o.paramDtype()) : null;
    }

    private static ConvGeometry geometry(Dims kernelSize, Options o) {
      return new ConvGeometry(
          kernelSize,
          o.strides(),
          o.padding(),
          o.inputDilation(),
          o.kernelDilation(),
          o.featureGroupCount());
    }

    /// @param x `[batch…, spatial…, inFeatures]`
    /// @return `[batch…, spatial…, outFeatures]`
    @Override
    public Array call(Array x) {
      Array masked = ConvGeometry.masked(kernel.get(), options.mask());
      return geometry(kernelSize, options)
          .apply(
              x,
              masked,
              Params.value(bias),
              options.dtype(),
              options.precision(),
              Substitutes.convolving(options.promoteDtype(), options.convGeneralDilated())
                  .preferredElementType(options.preferredElementType()));
    }

    /// Settings of a [Conv].
    ///
    /// @param strides one number for all spatial axes, or one for each, as for dilations
    /// @param padding `SAME`, `VALID`, `CIRCULAR`, `CAUSAL` or pairs
    /// @param mask of the shape of the kernel, zero where the kernel is to be zero; null for none
    /// @param promoteDtype brings input and parameters to the types to compute with; null for
    ///   promotion to `dtype`
    /// @param convGeneralDilated computes; null for `Lax.convGeneralDilated`
    /// @param preferredElementType the type of sums; null for the type that is computed with
    public record Options(
        Dims strides,
        Padding padding,
        Dims inputDilation,
        Dims kernelDilation,
        int featureGroupCount,
        boolean useBias,
        @Nullable Array mask,
        @Nullable DType dtype,
        DType paramDtype,
        @Nullable Precision precision,
        Initializer kernelInit,
        Initializer biasInit,
        @Nullable PromoteDtype promoteDtype,
        @Nullable ConvFunction convGeneralDilated,
        @Nullable DType preferredElementType)
        implements LayerOptions {
      static final Options DEFAULT =
          new Options(
              Dims.of(1),
              Padding.of("SAME"),
              Dims.of(1),
              Dims.of(1),
              1,
              true,
              null,
              null,
              DType.FLOAT32,
              null,
              lecunNormal(),
              Initializer.ZEROS,
              null,
              null,
              null);

      public Options strides(Dims v) {
        return LayerOptions.with(this, "strides", v);
      }

      public Options strides(int... v) {
        return strides(Dims.of(v));
      }

      public Options padding(Padding v) {
        return LayerOptions.with(this, "padding", v);
      }

      public Options padding(String v) {
        return padding(Padding.of(v));
      }

      public Options inputDilation(Dims v) {
        return LayerOptions.with(this, "inputDilation", v);
      }

      public Options inputDilation(int... v) {
        return inputDilation(Dims.of(v));
      }

      public Options kernelDilation(Dims v) {
        return LayerOptions.with(this, "kernelDilation", v);
      }

      public Options kernelDilation(int... v) {
        return kernelDilation(Dims.of(v));
      }

      public Options featureGroupCount(int v) {
        return LayerOptions.with(this, "featureGroupCount", v);
      }

      public Options useBias(boolean v) {
        return LayerOptions.with(this, "useBias", v);
      }

      public Options mask(Array v) {
        return LayerOptions.with(this, "mask", v);
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

      public Options kernelInit(Initializer v) {
        return LayerOptions.with(this, "kernelInit", v);
      }

      public Options biasInit(Initializer v) {
        return LayerOptions.with(this, "biasInit", v);
      }

      public Options promoteDtype(PromoteDtype v) {
        return LayerOptions.with(this, "promoteDtype", v);
      }

      public Options convGeneralDilated(ConvFunction v) {
        return LayerOptions.with(this, "convGeneralDilated", v);
      }

      public Options preferredElementType(DType v) {
        return LayerOptions.with(this, "preferredElementType", v);
      }
    }
  }
}

package linum.nnx;

import static linum.nn.Initializer.lecunNormal;

import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import linum.layers.ConvGeometry;
import linum.layers.ConvTransposeGeometry;
import linum.layers.Padding;
import linum.nn.Initializer;
import linum.nnx.NnxModules.Layer;
import linum.nnx.NnxModules.Module;
import linum.nnx.NnxStreams.Rngs;
import linum.nnx.NnxVariableKinds.Param;
import org.jspecify.annotations.Nullable;

/// Where [ConvTranspose] is: users write `Nnx.ConvTranspose`.
public interface NnxConvTransposes {

  /// A convolution that makes its input larger by its strides.
  ///
  /// ```java
  /// var conv = new Nnx.ConvTranspose(1, 32, Dims.of(3, 3), rngs, o -> o.strides(2));
  /// ```
  class ConvTranspose extends Module implements Layer {
    public final Param kernel;

    /// `[outFeatures]`; null without a bias.
    public final @Nullable Param bias;

    public final int inFeatures;
    public final int outFeatures;
    public final Dims kernelSize;
    private final Options options;

    public ConvTranspose(int inFeatures, int outFeatures, Dims kernelSize, Rngs rngs) {
      this(inFeatures, outFeatures, kernelSize, rngs, o -> o);
    }

    /// With options: `o -> o.strides(2).padding("VALID")`.
    ///
    /// @param kernelSize the window, one number for each spatial axis
    public ConvTranspose(
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

    private static ConvTransposeGeometry geometry(Dims kernelSize, Options o) {
      return new ConvTransposeGeometry(
          kernelSize, o.strides(), o.padding(), o.kernelDilation(), o.transposeKernel());
    }

    /// @param x `[batch…, spatial…, inFeatures]`
    /// @return `[batch…, spatial…, outFeatures]`
    @Override
    public Array call(Array x) {
      Array masked = ConvGeometry.masked(kernel.get(), options.mask());
      return geometry(kernelSize, options)
          .apply(x, masked, Params.value(bias), options.dtype(), options.precision(), null);
    }

    /// Settings of a [ConvTranspose].
    ///
    /// @param strides one number for all spatial axes, or one for each, as for dilations
    /// @param padding `SAME`, `VALID`, `CIRCULAR`, `CAUSAL` or pairs
    /// @param mask of the shape of the kernel, zero where the kernel is to be zero; null for none
    public record Options(
        Dims strides,
        Padding padding,
        Dims kernelDilation,
        boolean transposeKernel,
        boolean useBias,
        @Nullable Array mask,
        @Nullable DType dtype,
        DType paramDtype,
        @Nullable Precision precision,
        Initializer kernelInit,
        Initializer biasInit)
        implements LayerOptions {
      static final Options DEFAULT =
          new Options(
              Dims.of(1),
              Padding.of("SAME"),
              Dims.of(1),
              false,
              true,
              null,
              null,
              DType.FLOAT32,
              null,
              lecunNormal(),
              Initializer.ZEROS);

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

      public Options kernelDilation(Dims v) {
        return LayerOptions.with(this, "kernelDilation", v);
      }

      public Options kernelDilation(int... v) {
        return kernelDilation(Dims.of(v));
      }

      public Options transposeKernel(boolean v) {
        return LayerOptions.with(this, "transposeKernel", v);
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
    }
  }
}

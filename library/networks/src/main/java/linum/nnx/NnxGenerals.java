package linum.nnx;

import static linum.nn.Initializer.lecunNormal;

import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import linum.layers.DenseAxes;
import linum.layers.DotGeneralFunction;
import linum.layers.PromoteDtype;
import linum.layers.Substitutes;
import linum.nn.Initializer;
import linum.nnx.NnxModules.Layer;
import linum.nnx.NnxModules.Module;
import linum.nnx.NnxStreams.Rngs;
import linum.nnx.NnxVariableKinds.Param;
import org.jspecify.annotations.Nullable;

/// Where [LinearGeneral] is: users write `Nnx.LinearGeneral`.
public interface NnxGenerals {

  /// The affine map of any axes, independently along batch axes.
  class LinearGeneral extends Module implements Layer {
    /// The sizes of the batch axes, of the input axes, of the output axes.
    public final Param kernel;

    /// The sizes of the batch axes, of the output axes; null without a bias.
    public final @Nullable Param bias;

    public final Dims inFeatures;
    public final Dims outFeatures;
    private final Options options;

    public LinearGeneral(Dims inFeatures, Dims outFeatures, Rngs rngs) {
      this(inFeatures, outFeatures, rngs, o -> o);
    }

    /// With options: `o -> o.axis(-2, -1)`.
    ///
    /// @throws IllegalArgumentException if there are not as many axes as input sizes
    public LinearGeneral(
        Dims inFeatures, Dims outFeatures, Rngs rngs, UnaryOperator<Options> with) {
      Options o = with.apply(Options.DEFAULT);
      if (o.axis().rank() != inFeatures.rank()) {
        throw new IllegalArgumentException(
            "LinearGeneral: the axes %s have the input sizes %s; one size for each axis is needed."
                .formatted(o.axis(), inFeatures));
      }
      int batch = o.batchSizes().rank();
      int in = inFeatures.rank();
      Dims input = o.batchSizes().concat(inFeatures);
      DenseAxes axes =
          DenseAxes.of(
              batch + in,
              Dims.range(batch + in).slice(batch, batch + in),
              Dims.range(batch),
              outFeatures);
      this.kernel =
          Params.of(
              rngs,
              WithMetadata.derived(o.kernelInit(), axes::kernelInit),
              axes.kernelShape(input),
              o.paramDtype());
      this.bias =
          o.useBias()
              ? Params.of(
                  rngs,
                  WithMetadata.derived(o.biasInit(), axes::biasInit),
                  axes.biasShape(input),
                  o.paramDtype())
              : null;
      this.inFeatures = inFeatures;
      this.outFeatures = outFeatures;
      this.options = o;
    }

    /// @return the axes of `x` that stay, then the output axes
    @Override
    public Array call(Array x) {
      Dims batch = Dims.range(options.batchSizes().rank());
      return DenseAxes.of(x.ndim(), options.axis(), batch, outFeatures)
          .apply(
              x,
              kernel.get(),
              Params.value(bias),
              options.dtype(),
              options.precision(),
              Substitutes.of(options.promoteDtype(), options.dotGeneral())
                  .preferredElementType(options.preferredElementType()));
    }

    /// Settings of a [LinearGeneral].
    ///
    /// @param axis which axes of the input are mapped
    /// @param batchSizes the sizes of the leading axes that have a kernel for each place; in JAX:
    ///   `batch_axis`, a map
    /// @param promoteDtype brings input and parameters to the types to compute with; null for
    ///   promotion to `dtype`
    /// @param dotGeneral computes; null for `Lax.dotGeneral`
    /// @param preferredElementType the type of sums; null for the type that is computed with
    public record Options(
        Dims axis,
        Dims batchSizes,
        boolean useBias,
        @Nullable DType dtype,
        DType paramDtype,
        @Nullable Precision precision,
        Initializer kernelInit,
        Initializer biasInit,
        @Nullable PromoteDtype promoteDtype,
        @Nullable DotGeneralFunction dotGeneral,
        @Nullable DType preferredElementType)
        implements LayerOptions {
      static final Options DEFAULT =
          new Options(
              Dims.of(-1),
              Dims.NONE,
              true,
              null,
              DType.FLOAT32,
              null,
              lecunNormal(),
              Initializer.ZEROS,
              null,
              null,
              null);

      public Options axis(Dims v) {
        return LayerOptions.with(this, "axis", v);
      }

      public Options axis(int... v) {
        return axis(Dims.of(v));
      }

      public Options batchSizes(Dims v) {
        return LayerOptions.with(this, "batchSizes", v);
      }

      public Options batchSizes(int... v) {
        return batchSizes(Dims.of(v));
      }

      public Options useBias(boolean v) {
        return LayerOptions.with(this, "useBias", v);
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

      public Options dotGeneral(DotGeneralFunction v) {
        return LayerOptions.with(this, "dotGeneral", v);
      }

      public Options preferredElementType(DType v) {
        return LayerOptions.with(this, "preferredElementType", v);
      }
    }
  }
}

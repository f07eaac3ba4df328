package linum.nnx;

import static linum.nn.Initializer.lecunNormal;

import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import linum.layers.DotGeneralFunction;
import linum.layers.Linears;
import linum.layers.PromoteDtype;
import linum.layers.Substitutes;
import linum.nn.Initializer;
import linum.nnx.NnxModules.Layer;
import linum.nnx.NnxModules.Module;
import linum.nnx.NnxStreams.Rngs;
import linum.nnx.NnxVariableKinds.Param;
import org.jspecify.annotations.Nullable;

/// Where [Linear] is: users write `Nnx.Linear`.
public interface NnxLinears {

  /// The affine map `x · kernel + bias` of the last axis.
  ///
  /// ```java
  /// var layer = new Nnx.Linear(784, 10, rngs);
  /// var other = new Nnx.Linear(784, 10, rngs, o -> o.useBias(false));
  /// ```
  class Linear extends Module implements Layer {
    /// `[inFeatures, outFeatures]`.
    public final Param kernel;

    /// `[outFeatures]`; null without a bias.
    public final @Nullable Param bias;

    public final int inFeatures;
    public final int outFeatures;
    private final Options options;

    public Linear(int inFeatures, int outFeatures, Rngs rngs) {
      this(inFeatures, outFeatures, rngs, o -> o);
    }

    /// With options: `o -> o.useBias(false)`.
    public Linear(int inFeatures, int outFeatures, Rngs rngs, UnaryOperator<Options> with) {
      Options o = with.apply(Options.DEFAULT);
      Dims shape = Dims.of(inFeatures, outFeatures);
      this.kernel = Params.of(rngs, o.kernelInit(), shape, o.paramDtype());
      this.bias =
          o.useBias() ? Params.of(rngs, o.biasInit(), Dims.of(outFeatures), o.paramDtype()) : null;
      this.inFeatures = inFeatures;
      this.outFeatures = outFeatures;
      this.options = o;
    }

    /// @param x `[…, inFeatures]`
    /// @return `[…, outFeatures]`
    @Override
    public Array call(Array x) {
      return Linears.dense(
          x,
          kernel.get(),
          Params.value(bias),
          options.dtype(),
          options.precision(),
          Substitutes.of(options.promoteDtype(), options.dotGeneral())
              .preferredElementType(options.preferredElementType()));
    }

    /// Settings of a [Linear].
    ///
    /// @param dtype the type to compute with; null for what input and parameters promote to
    /// @param paramDtype the type of the parameters
    /// @param precision how exactly products are taken where a device can choose
    /// @param promoteDtype brings input and parameters to the types to compute with; null for
    ///   promotion to `dtype`
    /// @param dotGeneral computes; null for `Lax.dotGeneral`
    /// @param preferredElementType the type of sums; null for the type that is computed with
    public record Options(
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
              true, null, DType.FLOAT32, null, lecunNormal(), Initializer.ZEROS, null, null, null);

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

package linum.nnx;

import java.util.List;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.layers.Moments;
import linum.layers.Normalizations;
import linum.layers.SharedMean;
import linum.nn.Initializer;
import linum.nnx.NnxModules.Layer;
import linum.nnx.NnxModules.Module;
import linum.nnx.NnxStreams.Rngs;
import linum.nnx.NnxVariableKinds.Param;
import org.jspecify.annotations.Nullable;

/// Where [LayerNorm] is: users write `Nnx.LayerNorm`.
public interface NnxNorms {

  /// Layer normalization (Ba, Kiros and Hinton, 2016): the features of each example have mean 0 and
  /// variance 1.
  class LayerNorm extends Module implements Layer {
    /// `[numFeatures]`; null without a scale.
    public final @Nullable Param scale;

    /// `[numFeatures]`; null without a bias.
    public final @Nullable Param bias;

    public final int numFeatures;
    private final Options options;

    public LayerNorm(int numFeatures, Rngs rngs) {
      this(numFeatures, rngs, o -> o);
    }

    /// With options: `o -> o.epsilon(1e-5)`.
    public LayerNorm(int numFeatures, Rngs rngs, UnaryOperator<Options> with) {
      Options o = with.apply(Options.DEFAULT);
      this.scale =
          o.useScale()
              ? Params.of(rngs, o.scaleInit(), Dims.of(numFeatures), o.paramDtype())
              : null;
      this.bias =
          o.useBias() ? Params.of(rngs, o.biasInit(), Dims.of(numFeatures), o.paramDtype()) : null;
      this.numFeatures = numFeatures;
      this.options = o;
    }

    @Override
    public Array call(Array x) {
      return call(x, null);
    }

    /// The features with the statistics of some elements.
    ///
    /// @param mask which elements take part; null for all
    public Array call(Array x, @Nullable Array mask) {
      Dims reduced = Normalizations.axes(x.ndim(), options.reductionAxes());
      Dims features = Normalizations.axes(x.ndim(), options.featureAxes());
      Moments.Options how =
          new Moments.Options(
              options.dtype(),
              SharedMean.of(options.axisName(), options.axisIndexGroups()),
              true,
              options.useFastVariance(),
              true);
      return Normalizations.normalize(
          x,
          Moments.of(x, reduced, mask, how),
          reduced,
          features,
          options.epsilon(),
          Params.value(scale),
          Params.value(bias),
          options.dtype());
    }

    /// Settings of a [LayerNorm].
    public record Options(
        double epsilon,
        @Nullable DType dtype,
        DType paramDtype,
        boolean useBias,
        boolean useScale,
        Initializer biasInit,
        Initializer scaleInit,
        Dims reductionAxes,
        Dims featureAxes,
        @Nullable String axisName,
        @Nullable List<Dims> axisIndexGroups,
        boolean useFastVariance)
        implements LayerOptions {
      static final Options DEFAULT =
          new Options(
              1e-6,
              null,
              DType.FLOAT32,
              true,
              true,
              Initializer.ZEROS,
              Initializer.ONES,
              Dims.of(-1),
              Dims.of(-1),
              null,
              null,
              true);

      public Options epsilon(double v) {
        return LayerOptions.with(this, "epsilon", v);
      }

      public Options dtype(DType v) {
        return LayerOptions.with(this, "dtype", v);
      }

      public Options paramDtype(DType v) {
        return LayerOptions.with(this, "paramDtype", v);
      }

      public Options useBias(boolean v) {
        return LayerOptions.with(this, "useBias", v);
      }

      public Options useScale(boolean v) {
        return LayerOptions.with(this, "useScale", v);
      }

      public Options biasInit(Initializer v) {
        return LayerOptions.with(this, "biasInit", v);
      }

      public Options scaleInit(Initializer v) {
        return LayerOptions.with(this, "scaleInit", v);
      }

      public Options reductionAxes(Dims v) {
        return LayerOptions.with(this, "reductionAxes", v);
      }

      public Options reductionAxes(int... v) {
        return reductionAxes(Dims.of(v));
      }

      public Options featureAxes(Dims v) {
        return LayerOptions.with(this, "featureAxes", v);
      }

      public Options featureAxes(int... v) {
        return featureAxes(Dims.of(v));
      }

      public Options axisName(String v) {
        return LayerOptions.with(this, "axisName", v);
      }

      public Options axisIndexGroups(int[]... v) {
        return LayerOptions.with(this, "axisIndexGroups", SharedMean.groups(v));
      }

      public Options useFastVariance(boolean v) {
        return LayerOptions.with(this, "useFastVariance", v);
      }
    }
  }
}

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

/// Where [InstanceNorm] is: users write `Nnx.InstanceNorm`.
public interface NnxInstanceNorms {

  /// Instance normalization (Ulyanov, Vedaldi and Lempitsky, 2016): each feature of each example
  /// has mean 0 and variance 1.
  class InstanceNorm extends Module implements Layer {
    /// `[numFeatures]`; null without a scale.
    public final @Nullable Param scale;

    /// `[numFeatures]`; null without a bias.
    public final @Nullable Param bias;

    public final int numFeatures;
    private final Options options;

    public InstanceNorm(int numFeatures, Rngs rngs) {
      this(numFeatures, rngs, o -> o);
    }

    /// With options.
    public InstanceNorm(int numFeatures, Rngs rngs, UnaryOperator<Options> with) {
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

    /// @param x the examples first, the features along `featureAxes`
    @Override
    public Array call(Array x) {
      Dims features = Normalizations.axes(x.ndim(), options.featureAxes());
      Dims reduced = Normalizations.instanceAxes(x.ndim(), features);
      Moments.Options how =
          new Moments.Options(
              options.dtype(),
              SharedMean.of(options.axisName(), options.axisIndexGroups()),
              true,
              options.useFastVariance(),
              true);
      return Normalizations.normalize(
          x,
          Moments.of(x, reduced, null, how),
          reduced,
          features,
          options.epsilon(),
          Params.value(scale),
          Params.value(bias),
          options.dtype());
    }

    /// Settings of an [InstanceNorm].
    public record Options(
        Dims featureAxes,
        double epsilon,
        @Nullable DType dtype,
        DType paramDtype,
        boolean useBias,
        boolean useScale,
        Initializer biasInit,
        Initializer scaleInit,
        @Nullable String axisName,
        @Nullable List<Dims> axisIndexGroups,
        boolean useFastVariance)
        implements LayerOptions {
      static final Options DEFAULT =
          new Options(
              Dims.of(-1),
              1e-6,
              null,
              DType.FLOAT32,
              true,
              true,
              Initializer.ZEROS,
              Initializer.ONES,
              null,
              null,
              true);

      public Options featureAxes(Dims v) {
        return LayerOptions.with(this, "featureAxes", v);
      }

      public Options featureAxes(int... v) {
        return featureAxes(Dims.of(v));
      }

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

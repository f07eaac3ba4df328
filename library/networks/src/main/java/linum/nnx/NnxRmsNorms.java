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

/// Where [RMSNorm] is: users write `Nnx.RMSNorm`.
public interface NnxRmsNorms {

  /// Normalization by the root of the mean square of the features (Zhang and Sennrich, 2019).
  class RMSNorm extends Module implements Layer {
    /// `[numFeatures]`; null without a scale.
    public final @Nullable Param scale;

    public final int numFeatures;
    private final Options options;

    public RMSNorm(int numFeatures, Rngs rngs) {
      this(numFeatures, rngs, o -> o);
    }

    /// With options: `o -> o.epsilon(1e-5)`.
    public RMSNorm(int numFeatures, Rngs rngs, UnaryOperator<Options> with) {
      Options o = with.apply(Options.DEFAULT);
      this.scale =
          o.useScale()
              ? Params.of(rngs, o.scaleInit(), Dims.of(numFeatures), o.paramDtype())
              : null;
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
              false,
              options.useFastVariance(),
              true);
      return Normalizations.normalize(
          x,
          Moments.of(x, reduced, mask, how),
          reduced,
          features,
          options.epsilon(),
          Params.value(scale),
          null,
          options.dtype());
    }

    /// Settings of a [RMSNorm].
    public record Options(
        double epsilon,
        @Nullable DType dtype,
        DType paramDtype,
        boolean useScale,
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

      public Options useScale(boolean v) {
        return LayerOptions.with(this, "useScale", v);
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

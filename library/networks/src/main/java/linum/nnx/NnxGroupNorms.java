package linum.nnx;

import java.util.List;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.layers.Groups;
import linum.layers.Moments;
import linum.layers.Normalizations;
import linum.layers.SharedMean;
import linum.nn.Initializer;
import linum.nnx.NnxModules.Layer;
import linum.nnx.NnxModules.Module;
import linum.nnx.NnxStreams.Rngs;
import linum.nnx.NnxVariableKinds.Param;
import org.jspecify.annotations.Nullable;

/// Where [GroupNorm] is: users write `Nnx.GroupNorm`.
public interface NnxGroupNorms {

  /// Group normalization (Wu and He, 2018): the features of each example in groups that have mean 0
  /// and variance 1.
  class GroupNorm extends Module implements Layer {
    /// `[numFeatures]`; null without a scale.
    public final @Nullable Param scale;

    /// `[numFeatures]`; null without a bias.
    public final @Nullable Param bias;

    public final int numFeatures;
    private final Options options;

    public GroupNorm(int numFeatures, Rngs rngs) {
      this(numFeatures, rngs, o -> o);
    }

    /// With options: `o -> o.numGroups(4)`, or `o -> o.groupSize(8)`.
    ///
    /// @throws IllegalArgumentException if the groups do not divide the features
    public GroupNorm(int numFeatures, Rngs rngs, UnaryOperator<Options> with) {
      Options o = with.apply(Options.DEFAULT);
      var _ = groups(numFeatures, o);
      this.scale =
          o.useScale()
              ? Params.of(rngs, o.scaleInit(), Dims.of(numFeatures), o.paramDtype())
              : null;
      this.bias =
          o.useBias() ? Params.of(rngs, o.biasInit(), Dims.of(numFeatures), o.paramDtype()) : null;
      this.numFeatures = numFeatures;
      this.options = o;
    }

    private static Groups groups(int numFeatures, Options o) {
      return Groups.of(
          numFeatures,
          o.groupSize() == null ? Integer.valueOf(o.numGroups()) : null,
          o.groupSize());
    }

    @Override
    public Array call(Array x) {
      return call(x, null);
    }

    /// The features with the statistics of some elements.
    ///
    /// @param mask which elements take part; null for all
    public Array call(Array x, @Nullable Array mask) {
      Dims reduced = Groups.reductionAxes(x.ndim());
      Dims features = Dims.of(x.ndim() - 1);
      Moments.Options how =
          new Moments.Options(
              options.dtype(),
              SharedMean.of(options.axisName(), options.axisIndexGroups()),
              true,
              options.useFastVariance(),
              true);
      Moments moments = groups(numFeatures, options).moments(x, reduced, mask, how);
      return Normalizations.normalize(
          x,
          moments,
          reduced.slice(0, reduced.rank() - 1),
          features,
          options.epsilon(),
          Params.value(scale),
          Params.value(bias),
          options.dtype());
    }

    /// Settings of a [GroupNorm].
    ///
    /// @param groupSize the features of a group; null if the number of groups says it
    public record Options(
        int numGroups,
        @Nullable Integer groupSize,
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
              32,
              null,
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

      public Options numGroups(int v) {
        return LayerOptions.with(this, "numGroups", v);
      }

      public Options groupSize(Integer v) {
        return LayerOptions.with(this, "groupSize", v);
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

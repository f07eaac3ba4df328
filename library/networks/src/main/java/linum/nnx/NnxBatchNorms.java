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
import linum.nnx.NnxVariableKinds.BatchStat;
import linum.nnx.NnxVariableKinds.Param;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// Where [BatchNorm] is: users write `Nnx.BatchNorm`.
public interface NnxBatchNorms {

  /// Batch normalization (Ioffe and Szegedy, 2015): each feature has mean 0 and variance 1 over the
  /// batch while training, and by what was collected then afterwards.
  ///
  /// `train()` and `eval()` of the model switch between the two.
  class BatchNorm extends Module implements Layer {
    /// The running mean of each feature.
    public final BatchStat mean;

    /// The running variance of each feature.
    public final BatchStat var;

    /// `[numFeatures]`; null without a scale.
    public final @Nullable Param scale;

    /// `[numFeatures]`; null without a bias.
    public final @Nullable Param bias;

    public final int numFeatures;

    /// Whether the collected statistics are used, rather than those of the batch.
    public boolean useRunningAverage;

    private final Options options;

    public BatchNorm(int numFeatures, Rngs rngs) {
      this(numFeatures, rngs, o -> o);
    }

    /// With options: `o -> o.momentum(0.9)`.
    public BatchNorm(int numFeatures, Rngs rngs, UnaryOperator<Options> with) {
      Options o = with.apply(Options.DEFAULT);
      this.mean = new BatchStat(Jnp.zeros(Dims.of(numFeatures), DType.FLOAT32));
      this.var = new BatchStat(Jnp.ones(Dims.of(numFeatures), DType.FLOAT32));
      this.scale =
          o.useScale()
              ? Params.of(rngs, o.scaleInit(), Dims.of(numFeatures), o.paramDtype())
              : null;
      this.bias =
          o.useBias() ? Params.of(rngs, o.biasInit(), Dims.of(numFeatures), o.paramDtype()) : null;
      this.numFeatures = numFeatures;
      this.useRunningAverage = o.useRunningAverage();
      this.options = o;
    }

    @Override
    public Array call(Array x) {
      return call(x, null, useRunningAverage);
    }

    /// The features with the statistics of all elements, or with those collected.
    ///
    /// @param running whether the collected statistics are used
    public Array call(Array x, boolean running) {
      return call(x, null, running);
    }

    /// The features with the statistics of some elements, or with those collected.
    ///
    /// @param x any axes, of which `axis` are the features
    /// @param mask which elements take part in the statistics; null for all
    /// @param running whether the collected statistics are used
    public Array call(Array x, @Nullable Array mask, boolean running) {
      Dims features = Normalizations.axes(x.ndim(), Dims.of(options.axis()));
      Dims reduced = Normalizations.batchAxes(x.ndim(), features);
      Moments moments =
          running
              ? new Moments(mean.get(), var.get())
              : Moments.of(x, reduced, mask, momentOptions());
      if (!running) {
        mean.set(Normalizations.running(mean.get(), moments.mean(), options.momentum()));
        var.set(Normalizations.running(var.get(), moments.var(), options.momentum()));
      }
      return Normalizations.normalize(
          x,
          moments,
          reduced,
          features,
          options.epsilon(),
          Params.value(scale),
          Params.value(bias),
          options.dtype());
    }

    private Moments.Options momentOptions() {
      return new Moments.Options(
          options.dtype(),
          SharedMean.of(options.axisName(), options.axisIndexGroups()),
          true,
          options.useFastVariance(),
          true);
    }

    /// Settings of a [BatchNorm].
    ///
    /// @param axis of the features
    /// @param momentum how much of the collected statistics stays at each step
    /// @param axisName an axis of `vmap` over which the statistics are averaged; null for none
    /// @param axisIndexGroups the places of that axis that are averaged with each other; null for
    ///   all
    public record Options(
        boolean useRunningAverage,
        int axis,
        double momentum,
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
              false,
              -1,
              0.99,
              1e-5,
              null,
              DType.FLOAT32,
              true,
              true,
              Initializer.ZEROS,
              Initializer.ONES,
              null,
              null,
              true);

      public Options useRunningAverage(boolean v) {
        return LayerOptions.with(this, "useRunningAverage", v);
      }

      public Options axis(int v) {
        return LayerOptions.with(this, "axis", v);
      }

      public Options momentum(double v) {
        return LayerOptions.with(this, "momentum", v);
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

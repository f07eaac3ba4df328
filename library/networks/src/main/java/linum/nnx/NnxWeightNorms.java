package linum.nnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.layers.Normalizations;
import linum.nn.Initializer;
import linum.nnx.NnxFilters.Filter;
import linum.nnx.NnxFilters.PathContains;
import linum.nnx.NnxModules.Layer;
import linum.nnx.NnxModules.Module;
import linum.nnx.NnxPytrees.Named;
import linum.nnx.NnxStreams.Rngs;
import linum.nnx.NnxVariableKinds.Param;
import linum.nnx.NnxVariables.Variable;
import org.jspecify.annotations.Nullable;

/// Where [WeightNorm] is: users write `Nnx.WeightNorm`.
public interface NnxWeightNorms {

  /// A layer whose kernels are a direction and a length (Salimans and Kingma, 2016).
  ///
  /// In JAX: a call also writes what it computed into the layer; here its parameters stay.
  class WeightNorm<M extends Module & Layer> extends Module implements Layer {
    @Named("layer_instance")
    public final M layerInstance;

    /// The lengths, by path of the kernel.
    public final Map<String, Param> scales;

    private final Options options;

    public WeightNorm(M layerInstance, Rngs rngs) {
      this(layerInstance, rngs, o -> o);
    }

    /// With options: `o -> o.useScale(false)`.
    public WeightNorm(M layerInstance, Rngs rngs, UnaryOperator<Options> with) {
      Options o = with.apply(Options.DEFAULT);
      this.layerInstance = layerInstance;
      this.options = o;
      Map<String, Param> all = new LinkedHashMap<>();
      kernels()
          .forEach((path, v) -> {
            Dims shape = Normalizations.featureShape(v.shape(), o.featureAxes());
            if (o.useScale()) {
              all.put(Paths.text(path), Params.of(rngs, o.scaleInit(), shape, o.paramDtype()));
            }
          });
      this.scales = Map.copyOf(all);
    }

    private Map<List<Object>, Variable> kernels() {
      Map<List<Object>, Variable> found = new LinkedHashMap<>();
      Filter kernel = Filter.of(options.variableFilter());
      Nnx.variables(layerInstance)
          .forEach((path, v) -> {
            if (kernel.test(path, v)) {
              found.put(path, v);
            }
          });
      return found;
    }

    @Override
    public Array call(Array x) {
      Map<Variable, Array> normalized = new LinkedHashMap<>();
      kernels()
          .forEach((path, v) ->
              normalized.put(
                  v,
                  Normalizations.weightNorm(
                      v.get(),
                      options.featureAxes(),
                      options.epsilon(),
                      Params.value(scales.get(Paths.text(path))),
                      options.dtype())));
      return Replaced.call(normalized, () -> layerInstance.call(x));
    }

    /// Settings of a [WeightNorm].
    ///
    /// @param featureAxes the axes of the scale, each of whose places has length 1; none if a
    ///   kernel is rescaled as a whole
    /// @param variableFilter which parameters are rescaled
    public record Options(
        Dims featureAxes,
        boolean useScale,
        Initializer scaleInit,
        double epsilon,
        @Nullable DType dtype,
        DType paramDtype,
        Object variableFilter)
        implements LayerOptions {
      static final Options DEFAULT =
          new Options(
              Dims.of(-1),
              true,
              Initializer.ONES,
              1e-12,
              null,
              DType.FLOAT32,
              new PathContains("kernel"));

      public Options featureAxes(Dims v) {
        return LayerOptions.with(this, "featureAxes", v);
      }

      public Options featureAxes(int... v) {
        return featureAxes(Dims.of(v));
      }

      public Options useScale(boolean v) {
        return LayerOptions.with(this, "useScale", v);
      }

      public Options scaleInit(Initializer v) {
        return LayerOptions.with(this, "scaleInit", v);
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

      public Options variableFilter(Object v) {
        return LayerOptions.with(this, "variableFilter", v);
      }
    }
  }
}

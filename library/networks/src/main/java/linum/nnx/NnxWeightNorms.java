package linum.nnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.layers.Normalizations;
import linum.layers.PowerIteration;
import linum.nn.Initializer;
import linum.nnx.NnxFilters.Filter;
import linum.nnx.NnxFilters.PathContains;
import linum.nnx.NnxModules.Layer;
import linum.nnx.NnxModules.Module;
import linum.nnx.NnxStreams.Rngs;
import linum.nnx.NnxVariableKinds.BatchStat;
import linum.nnx.NnxVariableKinds.Param;
import linum.nnx.NnxVariables.Variable;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// Where [SpectralNorm] is: users write `Nnx.SpectralNorm`.
public interface NnxWeightNorms {

  /// A layer whose kernels are divided by their largest singular values (Miyato et al., 2018),
  /// which are followed from step to step.
  class SpectralNorm<M extends Module & Layer> extends Module implements Layer {
    public final M layerInstance;
    private final int nSteps;
    private final double epsilon;
    private final Map<String, BatchStat> stats;

    /// Whether the singular values are followed: true while training.
    public boolean updateStats = true;

    public SpectralNorm(M layerInstance, Rngs rngs) {
      this(layerInstance, 1, 1e-12, rngs);
    }

    /// @param nSteps how many steps of power iteration a call does
    /// @param epsilon added to squared lengths
    public SpectralNorm(M layerInstance, int nSteps, double epsilon, Rngs rngs) {
      this.layerInstance = layerInstance;
      this.nSteps = nSteps;
      this.epsilon = epsilon;
      Map<String, BatchStat> all = new LinkedHashMap<>();
      for (Map.Entry<List<Object>, Variable> e : kernels(layerInstance).entrySet()) {
        String name = Paths.text(e.getKey());
        int columns = e.getValue().shape(-1);
        all.put(name + "/u", new BatchStat(rngs.params().normal(1, columns)));
        all.put(name + "/sigma", new BatchStat(Jnp.ones(Dims.NONE, DType.FLOAT32)));
      }
      this.stats = Map.copyOf(all);
    }

    private static Map<List<Object>, Variable> kernels(Module layer) {
      Map<List<Object>, Variable> found = new LinkedHashMap<>();
      Nnx.variables(layer)
          .forEach((path, v) -> {
            if (v instanceof Param && v.ndim() >= 2) {
              found.put(path, v);
            }
          });
      return found;
    }

    @Override
    public Array call(Array x) {
      Map<Variable, Array> normalized = new LinkedHashMap<>();
      kernels(layerInstance).forEach((path, v) -> normalized.put(v, normalized(path, v.get())));
      return Replaced.call(normalized, () -> layerInstance.call(x));
    }

    private Array normalized(List<Object> path, Array kernel) {
      BatchStat u = Objects.requireNonNull(stats.get(Paths.text(path) + "/u"));
      BatchStat sigma = Objects.requireNonNull(stats.get(Paths.text(path) + "/sigma"));
      int columns = kernel.shape(-1);
      Array matrix = kernel.reshape(Math.toIntExact(kernel.size() / columns), columns);
      PowerIteration p = PowerIteration.of(matrix, u.get(), nSteps, epsilon);
      if (updateStats) {
        u.set(p.u());
        sigma.set(p.sigma());
      }
      return kernel.div(updateStats ? p.sigma() : sigma.get());
    }
  }

  /// A layer whose kernels are a direction and a length (Salimans and Kingma, 2016).
  class WeightNorm<M extends Module & Layer> extends Module implements Layer {
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
              all.put(
                  Paths.text(path), Params.of(rngs, o.scaleInit(), shape, o.paramDtype()));
            }
          });
      this.scales = Map.copyOf(all);
    }

    private Map<List<Object>, Variable> kernels() {
      Map<List<Object>, Variable> found = new LinkedHashMap<>();
      Filter kernel = new PathContains("kernel");
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
    public record Options(
        Dims featureAxes,
        boolean useScale,
        Initializer scaleInit,
        double epsilon,
        @Nullable DType dtype,
        DType paramDtype)
        implements LayerOptions {
      static final Options DEFAULT =
          new Options(Dims.of(-1), true, Initializer.ONES, 1e-12, null, DType.FLOAT32);

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
    }
  }
}

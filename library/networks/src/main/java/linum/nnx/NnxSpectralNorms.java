package linum.nnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.layers.Dtypes;
import linum.layers.PowerIteration;
import linum.nn.Initializer;
import linum.nnx.NnxModules.Layer;
import linum.nnx.NnxModules.Module;
import linum.nnx.NnxPytrees.Named;
import linum.nnx.NnxStreams.Rngs;
import linum.nnx.NnxVariableKinds.BatchStat;
import linum.nnx.NnxVariableKinds.Param;
import linum.nnx.NnxVariables.Variable;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// Where [SpectralNorm] is: users write `Nnx.SpectralNorm`.
public interface NnxSpectralNorms {

  /// A layer whose kernels are divided by their largest singular values (Miyato et al., 2018),
  /// which are followed from step to step.
  ///
  /// Its own kernels stay as they are. In JAX: they are overwritten by what they are divided to.
  class SpectralNorm<M extends Module & Layer> extends Module implements Layer {
    @Named("layer_instance")
    public final M layerInstance;

    /// The estimates, `kernel/u` and `kernel/sigma`, by path of the kernel.
    @Named("batch_stats")
    public final Map<String, BatchStat> batchStats;

    /// Whether the estimates stay as they are: false while training.
    public boolean useRunningAverage;

    private final Options options;

    public SpectralNorm(M layerInstance, Rngs rngs) {
      this(layerInstance, rngs, o -> o);
    }

    /// With options: `o -> o.nSteps(2)`.
    ///
    /// @throws IllegalArgumentException if a parameter of three axes or more is an error and there
    ///   is one
    public SpectralNorm(M layerInstance, Rngs rngs, UnaryOperator<Options> with) {
      this.options = with.apply(Options.DEFAULT);
      this.layerInstance = layerInstance;
      this.useRunningAverage = !options.updateStats();
      Map<String, BatchStat> all = new LinkedHashMap<>();
      kernels()
          .forEach((path, v) -> {
            String name = Paths.text(path);
            if (options.errorOnNonMatrix() && v.ndim() > 2) {
              throw new IllegalArgumentException(
                  "SpectralNorm: %s is no matrix but %s\nUse errorOnNonMatrix(false) to take its last axis against the others."
                      .formatted(name, v.get().aval()));
            }
            Array u =
                rngs.params(Initializer.normal(), Dims.of(1, v.shape(-1)), options.paramDtype());
            all.put(name + "/u", new BatchStat(u));
            all.put(name + "/sigma", new BatchStat(Jnp.ones(Dims.NONE, options.paramDtype())));
          });
      this.batchStats = java.util.Collections.unmodifiableMap(all);
    }

    private Map<List<Object>, Variable> kernels() {
      Map<List<Object>, Variable> found = new LinkedHashMap<>();
      Nnx.variables(layerInstance)
          .forEach((path, v) -> {
            if (v instanceof Param && v.ndim() >= 2 && options.nSteps() > 0) {
              found.put(path, v);
            }
          });
      return found;
    }

    @Override
    public Array call(Array x) {
      return call(x, !useRunningAverage);
    }

    /// What the layer gives with divided kernels.
    ///
    /// @param updateStats whether the estimates are kept for the next call
    public Array call(Array x, boolean updateStats) {
      Map<Variable, Array> normalized = new LinkedHashMap<>();
      kernels().forEach((path, v) -> normalized.put(v, normalized(path, v.get(), updateStats)));
      return Replaced.call(normalized, () -> layerInstance.call(x));
    }

    private Array normalized(List<Object> path, Array kernel, boolean updateStats) {
      BatchStat u = Objects.requireNonNull(batchStats.get(Paths.text(path) + "/u"));
      BatchStat sigma = Objects.requireNonNull(batchStats.get(Paths.text(path) + "/sigma"));
      Array matrix = kernel.reshape(-1, kernel.shape(-1));
      PowerIteration next = PowerIteration.of(matrix, u.get(), options.nSteps(), options.epsilon());
      if (updateStats) {
        u.set(next.u());
        sigma.set(next.sigma());
      }
      return kernel
          .div(Jnp.where(next.sigma().ne(0), next.sigma(), 1))
          .astype(
              Dtypes.canonicalizeDtype(options.dtype(), kernel, next.u(), next.v(), next.sigma()));
    }

    /// Settings of a [SpectralNorm].
    ///
    /// @param nSteps how many steps of power iteration a call does; less than 1 leaves kernels
    ///   alone
    /// @param epsilon added to squared lengths
    /// @param dtype the type of the divided kernels; null for what they promote to
    /// @param paramDtype the type of the estimates
    /// @param errorOnNonMatrix whether parameters of three axes or more are an error; if not they
    ///   are matrices of the last axis
    /// @param updateStats whether the estimates are followed, until [Module#eval] says otherwise
    public record Options(
        int nSteps,
        double epsilon,
        @Nullable DType dtype,
        DType paramDtype,
        boolean errorOnNonMatrix,
        boolean updateStats)
        implements LayerOptions {
      static final Options DEFAULT = new Options(1, 1e-12, null, DType.FLOAT32, false, true);

      public Options nSteps(int v) {
        return LayerOptions.with(this, "nSteps", v);
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

      public Options errorOnNonMatrix(boolean v) {
        return LayerOptions.with(this, "errorOnNonMatrix", v);
      }

      public Options updateStats(boolean v) {
        return LayerOptions.with(this, "updateStats", v);
      }
    }
  }
}

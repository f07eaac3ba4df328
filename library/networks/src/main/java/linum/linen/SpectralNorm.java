package linum.linen;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.layers.Dtypes;
import linum.layers.PowerIteration;
import linum.numpy.Jnp;
import linum.random.Random;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// Divides the kernels of a layer by their largest singular values (Miyato et al., 2018), which are
/// followed from step to step: `new SpectralNorm(new Dense(8)).apply(x, train)`.
///
/// The layer is a part named `layer_instance`, unless the module around has named it before, as by
/// `part(new Dense(8))`. In the collection `batch_stats` there are, for each parameter of two axes
/// or more, the estimate `u` and the value `sigma`, named by the path of the parameter:
/// `Dense_0/kernel/u`. Whether to update them is said in the call; they must be mutable then.
///
/// @param layerInstance whose parameters are divided
/// @param nSteps how many steps the estimates make in a call; less than 1 leaves parameters alone
/// @param epsilon added to squared lengths
/// @param dtype the type to compute with; null for what input and parameters promote to
/// @param paramDtype the type of the parameters
/// @param errorOnNonMatrix whether parameters of three axes or more are an error; if not they are
///   matrices of the last axis
/// @param collectionName the collection of the estimates
public record SpectralNorm(
    @PartName("layer_instance") Layer layerInstance,
    int nSteps,
    double epsilon,
    @Nullable DType dtype,
    DType paramDtype,
    boolean errorOnNonMatrix,
    String collectionName)
    implements Layer2<Array, Boolean, Array> {

  public SpectralNorm(Layer layerInstance) {
    this(layerInstance, 1, 1e-12, null, DType.FLOAT32, false, "batch_stats");
  }

  public SpectralNorm nSteps(int nSteps) {
    return with("nSteps", nSteps);
  }

  public SpectralNorm epsilon(double epsilon) {
    return with("epsilon", epsilon);
  }

  public SpectralNorm dtype(@Nullable DType dtype) {
    return with("dtype", dtype);
  }

  public SpectralNorm paramDtype(DType paramDtype) {
    return with("paramDtype", paramDtype);
  }

  public SpectralNorm errorOnNonMatrix(boolean errorOnNonMatrix) {
    return with("errorOnNonMatrix", errorOnNonMatrix);
  }

  public SpectralNorm collectionName(String collectionName) {
    return with("collectionName", collectionName);
  }

  private SpectralNorm with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public Array call(Array x, Boolean updateStats) {
    return new Reweighted(this, layerInstance)
        .apply(x, (path, weight) -> normalized(path, weight, updateStats));
  }

  private Array normalized(String path, Array weight, boolean updateStats) {
    if (weight.ndim() <= 1 || nSteps < 1) {
      return weight;
    }
    if (weight.ndim() > 2 && errorOnNonMatrix) {
      throw new IllegalArgumentException(
          "SpectralNorm: %s is no matrix but %s\nUse errorOnNonMatrix(false) to take its last axis against the others."
              .formatted(path, weight.aval()));
    }
    Array matrix = weight.reshape(-1, weight.shape(-1));
    Dims row = Dims.of(1, weight.shape(-1));
    Variable<Array> u =
        variable(
            collectionName,
            path + "/u",
            () -> Random.normal(makeRng("params").data(), row, paramDtype));
    Variable<Array> sigma =
        variable(collectionName, path + "/sigma", () -> Jnp.ones(Dims.NONE, paramDtype));
    PowerIteration next = PowerIteration.of(matrix, u.value(), nSteps, epsilon);
    Array divided = weight.div(Jnp.where(next.sigma().ne(0), next.sigma(), 1));
    if (updateStats) {
      u.set(next.u());
      sigma.set(next.sigma());
    }
    return divided.astype(
        Dtypes.canonicalizeDtype(dtype, weight, next.u(), next.v(), next.sigma()));
  }

  @Override
  public String toString() {
    return Linen.repr(this);
  }
}

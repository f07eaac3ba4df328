package linum.linen;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.layers.Normalizations;
import linum.nn.Initializer;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// Rescales the kernels of a layer to length 1, times a learned scale (Salimans and Kingma, 2016):
/// `new WeightNorm(new Dense(8)).apply(x)`.
///
/// The layer is a part named `layer_instance`, unless the module around has named it before, as by
/// `part(new Dense(8))`. There is a parameter for each that is rescaled, named by its path:
/// `Dense_0/kernel/scale`.
///
/// @param layerInstance whose parameters are rescaled
/// @param epsilon added to squared lengths
/// @param dtype the type to compute with; null for what input and parameters promote to
/// @param paramDtype the type of the parameters
/// @param useScale whether to multiply by a scale
/// @param scaleInit what the scale starts from
/// @param featureAxes the axes of the scale, each of whose places has length 1; none if a parameter
///   is rescaled as a whole
/// @param variableFilter parts of the paths, joined by `/`, of the parameters that are rescaled;
///   empty for all
public record WeightNorm(
    @PartName("layer_instance") Layer layerInstance,
    double epsilon,
    @Nullable DType dtype,
    DType paramDtype,
    boolean useScale,
    Initializer scaleInit,
    Dims featureAxes,
    Set<String> variableFilter)
    implements Layer {

  public WeightNorm {
    variableFilter = Collections.unmodifiableSet(new TreeSet<>(variableFilter));
  }

  public WeightNorm(Layer layerInstance) {
    this(
        layerInstance,
        1e-12,
        null,
        DType.FLOAT32,
        true,
        Initializer.ONES,
        Dims.of(-1),
        Set.of("kernel"));
  }

  public WeightNorm epsilon(double epsilon) {
    return with("epsilon", epsilon);
  }

  public WeightNorm dtype(@Nullable DType dtype) {
    return with("dtype", dtype);
  }

  public WeightNorm paramDtype(DType paramDtype) {
    return with("paramDtype", paramDtype);
  }

  public WeightNorm useScale(boolean useScale) {
    return with("useScale", useScale);
  }

  public WeightNorm scaleInit(Initializer scaleInit) {
    return with("scaleInit", scaleInit);
  }

  public WeightNorm featureAxes(int... featureAxes) {
    return with("featureAxes", Dims.of(featureAxes));
  }

  public WeightNorm variableFilter(Set<String> variableFilter) {
    return with("variableFilter", variableFilter);
  }

  private WeightNorm with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public Array call(Array x) {
    return new Reweighted(this, layerInstance).apply(x, this::rescaled);
  }

  private Array rescaled(String path, Array weight) {
    if (!variableFilter.isEmpty() && variableFilter.stream().noneMatch(path::contains)) {
      return weight;
    }
    Dims shape = Normalizations.featureShape(weight.shape(), featureAxes);
    Array scale = useScale ? param(path + "/scale", scaleInit, shape, paramDtype) : null;
    return Normalizations.weightNorm(weight, featureAxes, epsilon, scale, dtype);
  }

  @Override
  public String toString() {
    return Linen.repr(this);
  }
}

package linum.ir;

/// Which axis of a convolution's arrays means what. Each is a permutation of the axes: `lhs =
/// (batch, feature, spatial…)`, `rhs = (out feature, in feature, spatial…)`, `out = (batch,
/// feature, spatial…)`.
public record ConvDimensionNumbers(Dims lhsSpec, Dims rhsSpec, Dims outSpec) {
  @Override
  public String toString() {
    return "ConvDimensionNumbers(lhs_spec=%s, rhs_spec=%s, out_spec=%s)"
        .formatted(lhsSpec, rhsSpec, outSpec);
  }
}

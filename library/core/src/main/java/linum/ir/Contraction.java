package linum.ir;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Sums of products.
///
/// `Contraction = DotGeneral | RaggedDot | Conv`
public sealed interface Contraction extends Primitive {

  /// Tensor contraction. The axes of the output are the batch axes, the free axes of the left
  /// operand, then those of the right one, each in the operand's order.
  record DotGeneral(
      Dims lhsContracting,
      Dims rhsContracting,
      Dims lhsBatch,
      Dims rhsBatch,
      @Nullable Precision precision,
      @Nullable DType preferredElementType)
      implements Contraction {

    public DotGeneral(Dims lhsContracting, Dims rhsContracting, Dims lhsBatch, Dims rhsBatch) {
      this(lhsContracting, rhsContracting, lhsBatch, rhsBatch, null, null);
    }

    /// The same options over other axes.
    public DotGeneral withAxes(
        Dims newLhsContracting, Dims newRhsContracting, Dims newLhsBatch, Dims newRhsBatch) {
      return new DotGeneral(
          newLhsContracting,
          newRhsContracting,
          newLhsBatch,
          newRhsBatch,
          precision,
          preferredElementType);
    }

    /// The axes of a left operand of the given rank that are neither contracted nor batch.
    public Dims lhsFree(int rank) {
      return Dims.range(rank).without(lhsContracting.concat(lhsBatch));
    }

    public Dims rhsFree(int rank) {
      return Dims.range(rank).without(rhsContracting.concat(rhsBatch));
    }

    @Override
    public String label() {
      return "dot_general";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Typing.operands(this, in, 2);
      Aval x = in.get(0);
      Aval y = in.get(1);
      Typing.sameDtype(this, in);
      Typing.requireNumeric(this, x);
      Typing.axes(this, lhsContracting.concat(lhsBatch), x);
      Typing.axes(this, rhsContracting.concat(rhsBatch), y);
      same("contracting", lhsContracting, x, rhsContracting, y);
      same("batch", lhsBatch, x, rhsBatch, y);
      Dims shape =
          x.shape()
              .at(lhsBatch)
              .concat(x.shape().at(lhsFree(x.rank())))
              .concat(y.shape().at(rhsFree(y.rank())));
      DType dtype = preferredElementType == null ? x.dtype() : preferredElementType;
      return List.of(new Aval(dtype, shape, x.weak() && y.weak()));
    }

    private void same(String what, Dims lhs, Aval x, Dims rhs, Aval y) {
      if (lhs.rank() != rhs.rank() || !x.shape().at(lhs).equals(y.shape().at(rhs))) {
        throw new IllegalArgumentException(
            "dot_general: %s axes differ in size: axes %s of %s are %s, but axes %s of %s are %s"
                .formatted(what, lhs, x, x.shape().at(lhs), rhs, y, y.shape().at(rhs)));
      }
    }

    @Override
    public List<Param> params() {
      return List.of(
          new Param(
              "dimension_numbers",
              "((%s, %s), (%s, %s))"
                  .formatted(
                      bracketed(lhsContracting),
                      bracketed(rhsContracting),
                      bracketed(lhsBatch),
                      bracketed(rhsBatch))),
          new Param("out_sharding", null),
          new Param("precision", precision),
          new Param("preferred_element_type", preferredElementType));
    }

    private static String bracketed(Dims d) {
      return java.util.Arrays.toString(d.toArray());
    }
  }

  /// A product of rows in groups: rows `m` of the left operand `[m, k]` are cut into groups of
  /// sizes `groupSizes` (an `int32[g]`), and group `i` is multiplied with `rhs[i]` of `[g, k, n]`.
  /// Rows after the last group are zero.
  record RaggedDot(@Nullable Precision precision, @Nullable DType preferredElementType)
      implements Contraction {
    @Override
    public String label() {
      return "ragged_dot_general";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Typing.operands(this, in, 3);
      Aval x = in.get(0);
      Aval y = in.get(1);
      Aval sizes = in.get(2);
      Typing.sameDtype(this, in.subList(0, 2));
      Typing.requireNumeric(this, x);
      if (x.rank() != 2
          || y.rank() != 3
          || sizes.rank() != 1
          || !sizes.dtype().isInteger()
          || x.shape().get(1) != y.shape().get(1)
          || y.shape().get(0) != sizes.shape().get(0)) {
        throw new IllegalArgumentException(
            "ragged_dot_general takes [m,k], [g,k,n] and integer group sizes [g], got %s, %s and %s"
                .formatted(x, y, sizes));
      }
      DType dtype = preferredElementType == null ? x.dtype() : preferredElementType;
      return List.of(Aval.of(dtype, x.shape().get(0), y.shape().get(2)));
    }

    @Override
    public List<Param> params() {
      return Param.of("precision", precision, "preferred_element_type", preferredElementType);
    }
  }

  /// `conv_general_dilated`: convolution (without flipping the kernel) over any number of spatial
  /// axes.
  ///
  /// Padding may be negative. With `batchGroupCount = b`, the batch is cut into `b` groups and each
  /// makes its share of the output features; with `featureGroupCount = f` the features are.
  record Conv(
      Dims windowStrides,
      Dims paddingLow,
      Dims paddingHigh,
      Dims lhsDilation,
      Dims rhsDilation,
      ConvDimensionNumbers dimensionNumbers,
      int featureGroupCount,
      int batchGroupCount,
      @Nullable Precision precision,
      @Nullable DType preferredElementType)
      implements Contraction {
    @Override
    public String label() {
      return "conv_general_dilated";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Typing.operands(this, in, 2);
      Typing.sameDtype(this, in);
      Typing.requireNumeric(this, in.getFirst());
      return List.of(ConvTyping.infer(this, in.get(0), in.get(1)));
    }

    @Override
    public List<Param> params() {
      return List.of(
          new Param("batch_group_count", batchGroupCount),
          new Param("dimension_numbers", dimensionNumbers),
          new Param("feature_group_count", featureGroupCount),
          new Param("lhs_dilation", lhsDilation),
          new Param(
              "padding",
              IntStream.range(0, paddingLow.rank())
                  .mapToObj(i -> Dims.of(paddingLow.get(i), paddingHigh.get(i)))
                  .toList()),
          new Param("precision", precision),
          new Param("preferred_element_type", preferredElementType),
          new Param("rhs_dilation", rhsDilation),
          new Param("window_strides", windowStrides));
    }
  }
}

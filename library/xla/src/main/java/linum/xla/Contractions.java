package linum.xla;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import linum.ir.Contraction;
import linum.ir.ConvDimensionNumbers;
import linum.ir.Dims;
import linum.ir.Precision;
import org.jspecify.annotations.Nullable;

/// Sums of products.
final class Contractions {
  private Contractions() {}

  static Tensor lower(Contraction contraction, List<Tensor> in, TensorType out, Block b) {
    return switch (contraction) {
      case Contraction.DotGeneral p -> dot(p, in.get(0), in.get(1), out, b);
      case Contraction.Conv p -> convolution(p, in.get(0), in.get(1), out, b);
      case Contraction.RaggedDot p -> throw Primitives.unsupported(p, "it has no counterpart");
    };
  }

  private static Tensor dot(Contraction.DotGeneral p, Tensor x, Tensor y, TensorType out, Block b) {
    String batch =
        p.lhsBatch().isEmpty()
            ? ""
            : ", batching_dims = %s x %s"
                .formatted(Attributes.list(p.lhsBatch()), Attributes.list(p.rhsBatch()));
    String contracting =
        ", contracting_dims = %s x %s"
            .formatted(Attributes.list(p.lhsContracting()), Attributes.list(p.rhsContracting()));
    String precision =
        p.precision() == null
            ? ""
            : ", precision = [%s, %s]".formatted(p.precision(), p.precision());
    return b.op("dot_general", batch + contracting + precision, out, x, y);
  }

  private static Tensor convolution(
      Contraction.Conv p, Tensor x, Tensor kernel, TensorType out, Block b) {
    String window =
        "stride = %s, pad = %s, lhs_dilate = %s, rhs_dilate = %s"
            .formatted(
                Attributes.list(p.windowStrides()),
                Attributes.pairs(p.paddingLow(), p.paddingHigh()),
                Attributes.list(p.lhsDilation()),
                Attributes.list(p.rhsDilation()));
    String form =
        "convolution(%s, %s) dim_numbers = %s, window = {%s} {batch_group_count = %d : i64, feature_group_count = %d : i64%s}"
            .formatted(
                x.name(),
                kernel.name(),
                numbers(p.dimensionNumbers()),
                window,
                p.batchGroupCount(),
                p.featureGroupCount(),
                precision(p.precision()));
    return b.op(form, out, List.of(x, kernel));
  }

  private static String precision(@Nullable Precision precision) {
    return precision == null
        ? ""
        : ", precision_config = [#stablehlo<precision %1$s>, #stablehlo<precision %1$s>]"
            .formatted(precision);
  }

  /// `[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]`
  private static String numbers(ConvDimensionNumbers n) {
    return "%sx%s->%s"
        .formatted(
            axes(n.lhsSpec(), "b", "f"), axes(n.rhsSpec(), "o", "i"), axes(n.outSpec(), "b", "f"));
  }

  private static String axes(Dims spec, String first, String second) {
    return IntStream.range(0, spec.rank())
        .mapToObj(axis ->
            switch (spec.indexOf(axis)) {
              case 0 -> first;
              case 1 -> second;
              default -> String.valueOf(spec.indexOf(axis) - 2);
            })
        .collect(Collectors.joining(", ", "[", "]"));
  }
}

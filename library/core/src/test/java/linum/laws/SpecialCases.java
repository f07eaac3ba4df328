package linum.laws;

import static linum.laws.Operand.between;
import static linum.laws.Operand.integer;
import static linum.laws.Operand.positive;
import static linum.laws.Sample.sample;

import java.util.Arrays;
import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.DType;
import linum.ir.Special;

/// Rows of [Special]. Operands without a derivative are written as integers.
final class SpecialCases {
  private SpecialCases() {}

  static List<PrimitiveCase> all() {
    return Arrays.stream(Special.values()).map(SpecialCases::row).toList();
  }

  private static PrimitiveCase row(Special p) {
    return switch (p) {
      case POLYGAMMA ->
          row(p, 2, sample(integer(0, 4, 3), positive(3)), sample(integer(1, 2), positive(2, 2)));
      case ZETA -> row(p, 0, sample(between(1.5, 4, 2, 3), positive()));
      case IGAMMA, IGAMMAC -> row(p, 1, sample(positive(5), positive(5)));
      case IGAMMA_GRAD_A, RANDOM_GAMMA_GRAD ->
          row(p, 0, sample(positive(2, 3), positive(2, 3)), sample(positive(4), positive()));
      case REGULARIZED_INCOMPLETE_BETA ->
          row(
              p,
              1,
              sample(integer(1, 4, 3), integer(1, 4, 3), between(0.1, 0.9, 3)),
              sample(integer(1, 4), integer(1, 4), between(0.1, 0.9, 2, 2)));
    };
  }

  private static PrimitiveCase row(Special p, int order, Sample... samples) {
    return PrimitiveCase.program(p.name(), order, in -> apply(p, in), samples).of(p);
  }

  private static List<Array> apply(Special p, List<Array> in) {
    DType dtype = in.getLast().dtype();
    return Trace.bindAll(p, in.stream().map(x -> Ops.convert(x, dtype)).toList());
  }
}

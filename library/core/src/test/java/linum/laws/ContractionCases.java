package linum.laws;

import static linum.laws.Operand.integer;
import static linum.laws.Operand.real;
import static linum.laws.Sample.sample;

import java.util.List;
import linum.ir.Contraction;
import linum.ir.ConvDimensionNumbers;
import linum.ir.Dims;

/// Rows of [Contraction].
final class ContractionCases {
  private ContractionCases() {}

  static List<PrimitiveCase> all() {
    return List.of(
        PrimitiveCase.of(
            new Contraction.DotGeneral(Dims.of(1), Dims.of(0), Dims.NONE, Dims.NONE),
            2,
            sample(real(2, 3), real(3, 4)),
            sample(real(2, 0), real(0, 4)),
            sample(real(1, 3), real(3)),
            sample(integer(-3, 3, 2, 3), integer(-3, 3, 3, 1))),
        PrimitiveCase.of(
            new Contraction.DotGeneral(Dims.of(0, 3), Dims.of(2, 1), Dims.of(1), Dims.of(3)),
            2,
            sample(real(2, 3, 2, 4), real(3, 4, 2, 3))),
        PrimitiveCase.of(
            new Contraction.DotGeneral(Dims.NONE, Dims.NONE, Dims.NONE, Dims.NONE),
            2,
            sample(real(2), real(3)),
            sample(real(), real(2, 2))),
        PrimitiveCase.of(
            new Contraction.RaggedDot(null, null),
            2,
            sample(real(5, 3), real(2, 3, 2), integer(2, 3, 2))),
        conv(
            new Contraction.Conv(
                Dims.of(2, 1),
                Dims.of(1, 0),
                Dims.of(1, 1),
                Dims.of(1, 1),
                Dims.of(1, 2),
                nchw(),
                1,
                1,
                null,
                null),
            real(2, 3, 5, 6),
            real(4, 3, 3, 2)),
        conv(
            new Contraction.Conv(
                Dims.of(1, 1),
                Dims.of(0, 1),
                Dims.of(1, 0),
                Dims.of(2, 1),
                Dims.of(1, 1),
                nhwc(),
                2,
                1,
                null,
                null),
            real(1, 3, 4, 4),
            real(2, 3, 2, 6)),
        conv(
            new Contraction.Conv(
                Dims.of(1),
                Dims.of(0),
                Dims.of(0),
                Dims.of(1),
                Dims.of(1),
                new ConvDimensionNumbers(Dims.range(3), Dims.range(3), Dims.range(3)),
                1,
                2,
                null,
                null),
            real(4, 2, 5),
            real(6, 2, 3)));
  }

  private static PrimitiveCase conv(Contraction.Conv p, Operand x, Operand kernel) {
    return PrimitiveCase.of(p, 2, sample(x, kernel));
  }

  private static ConvDimensionNumbers nchw() {
    return new ConvDimensionNumbers(Dims.range(4), Dims.range(4), Dims.range(4));
  }

  private static ConvDimensionNumbers nhwc() {
    Dims channelsLast = Dims.of(0, 3, 1, 2);
    return new ConvDimensionNumbers(channelsLast, Dims.of(3, 2, 0, 1), channelsLast);
  }
}

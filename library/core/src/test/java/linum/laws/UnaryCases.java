package linum.laws;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import linum.ir.DType;
import linum.ir.Unary;

/// Rows of [Unary].
final class UnaryCases {
  private UnaryCases() {}

  static List<PrimitiveCase> all() {
    return Arrays.stream(Unary.values()).map(UnaryCases::row).toList();
  }

  private static PrimitiveCase row(Unary u) {
    return switch (u) {
      case NEG, SQUARE -> signed(u, 2, -2, 2);
      // Away from the kinks, where the derivative is what it says.
      case SIGN, ABS -> signed(u, 2, 0.1, 2);
      case FLOOR, CEIL -> reals(u, 2, 0.1, 0.9);
      case ROUND_AWAY_FROM_ZERO, ROUND_TO_NEAREST_EVEN -> reals(u, 2, 0.6, 1.4);
      case IS_FINITE -> reals(u, 0, -2, 2);
      case EXP,
          EXP2,
          EXPM1,
          LOGISTIC,
          SIN,
          COS,
          ATAN,
          SINH,
          COSH,
          TANH,
          ASINH,
          ERF,
          ERFC,
          BESSEL_I0E,
          BESSEL_I1E ->
          reals(u, 2, -2, 2);
      case LOG, SQRT, RSQRT, CBRT -> reals(u, 2, 0.5, 2.5);
      case LGAMMA -> reals(u, 2, 0.5, 2.5);
      case DIGAMMA -> reals(u, 2, 0.5, 2.5);
      case LOG1P -> reals(u, 2, -0.5, 2);
      case TAN -> reals(u, 2, -1, 1);
      case ASIN, ACOS, ATANH, ERF_INV -> reals(u, 2, -0.8, 0.8);
      case ACOSH -> reals(u, 2, 1.2, 3);
      case NOT -> integers(u, Operand.bool(2, 3), Operand.integer(-9, 9, 3));
      case POPULATION_COUNT, CLZ ->
          integers(
              u,
              Operand.integer(-900, 900, 2, 3),
              Operand.integer(0, 200, 3).as(DType.UINT8),
              Operand.integer(-900, 900, 3).as(DType.INT64));
      case COPY -> reals(u, 2, -2, 2);
      // Its derivative is zero by decree: a test of its own looks at that.
      case STOP_GRADIENT -> reals(u, 0, -2, 2);
    };
  }

  private static PrimitiveCase reals(Unary u, int order, double low, double high) {
    return PrimitiveCase.of(u, order, realSamples(low, high).toList());
  }

  private static Stream<Sample> realSamples(double low, double high) {
    return Stream.of(
            Operand.between(low, high),
            Operand.between(low, high, 1),
            Operand.between(low, high, 2, 3),
            Operand.between(low, high, 0, 3),
            Operand.between(low, high, 4).as(DType.FLOAT64),
            Operand.between(low, high, 4).as(DType.FLOAT16),
            Operand.between(low, high, 4).as(DType.BFLOAT16))
        .map(Sample::sample);
  }

  private static PrimitiveCase signed(Unary u, int order, double low, double high) {
    Stream<Sample> ints = Stream.of(Sample.sample(Operand.integer(-9, 9, 2, 3)));
    return PrimitiveCase.of(u, order, Stream.concat(realSamples(low, high), ints).toList());
  }

  private static PrimitiveCase integers(Unary u, Operand... operands) {
    return PrimitiveCase.of(u, 0, Arrays.stream(operands).map(Sample::sample).toList());
  }
}

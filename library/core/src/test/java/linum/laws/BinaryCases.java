package linum.laws;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Dims;

/// Rows of [Binary].
final class BinaryCases {
  private BinaryCases() {}

  static List<PrimitiveCase> all() {
    return Arrays.stream(Binary.values()).map(BinaryCases::row).toList();
  }

  private static PrimitiveCase row(Binary b) {
    return switch (b) {
      case ADD, SUB, MUL, ADD_ANY -> row(b, 2, reals(-2, 2, -2, 2), integers(-9, 9, 1, 9));
      case DIV -> row(b, 2, reals(-2, 2, 0.5, 2), integers(-9, 9, 1, 4));
      // The dividend is smaller than the divisor, so that no step lies near.
      case REM -> row(b, 2, reals(0.2, 1, 1.5, 2), integers(-9, 9, 1, 4));
      case POW -> row(b, 2, reals(0.5, 2, -2, 2), integerExponents());
      case MAX, MIN -> row(b, 2, reals(-2, 2, -2, 2), integers(-9, 9, -9, 9), bools());
      case ATAN2 -> row(b, 2, reals(0.5, 2, 0.5, 2));
      case NEXTAFTER, EQ_TO, LT_TO, LE_TO -> row(b, 0, reals(-2, 2, -2, 2));
      case AND, OR, XOR -> row(b, 0, integers(-9, 9, -9, 9), bools());
      case SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL ->
          row(b, 0, integers(-900, 900, 0, 33));
      case MULHI ->
          row(b, 0, integers(-2_000_000_000, 2_000_000_000, -2_000_000_000, 2_000_000_000));
      case EQ, NE, LT, LE, GT, GE ->
          row(b, 0, reals(-2, 2, -2, 2), integers(-3, 3, -3, 3), bools());
    };
  }

  private static PrimitiveCase row(Binary b, int order, List<Sample> samples) {
    return PrimitiveCase.of(b, order, samples);
  }

  private static PrimitiveCase row(Binary b, int order, List<Sample> first, List<Sample> second) {
    return row(b, order, Stream.concat(first.stream(), second.stream()).toList());
  }

  private static PrimitiveCase row(
      Binary b, int order, List<Sample> first, List<Sample> second, List<Sample> third) {
    return row(b, order, Stream.concat(first.stream(), second.stream()).toList(), third);
  }

  private static List<Sample> reals(double low1, double high1, double low2, double high2) {
    List<Sample> samples =
        new ArrayList<>(pairs(Operand.between(low1, high1), Operand.between(low2, high2)));
    for (DType dtype : new DType[] {DType.FLOAT64, DType.FLOAT16, DType.BFLOAT16}) {
      samples.add(
          Sample.sample(
              Operand.between(low1, high1, 4).as(dtype),
              Operand.between(low2, high2, 4).as(dtype)));
    }
    return samples;
  }

  private static List<Sample> integers(int low1, int high1, int low2, int high2) {
    return pairs(Operand.integer(low1, high1), Operand.integer(low2, high2));
  }

  private static List<Sample> bools() {
    return pairs(Operand.bool(), Operand.bool());
  }

  private static List<Sample> integerExponents() {
    return List.of(Sample.sample(Operand.between(0.5, 2, 2, 3), Operand.integer(-2, 4, 2, 3)));
  }

  // Equal shapes, scalars with any shape, and axes of size 1 that stretch.
  private static List<Sample> pairs(Operand x, Operand y) {
    int[][][] shapes = {
      {{}, {}},
      {{2, 3}, {2, 3}},
      {{1}, {1}},
      {{0, 2}, {0, 2}},
      {{}, {2, 3}},
      {{4}, {}},
      {{2, 3}, {1, 3}},
      {{2, 1}, {1, 3}}
    };
    return Arrays.stream(shapes)
        .map(s -> Sample.sample(x.withShape(Dims.of(s[0])), y.withShape(Dims.of(s[1]))))
        .toList();
  }
}

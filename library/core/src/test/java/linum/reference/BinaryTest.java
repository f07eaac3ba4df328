package linum.reference;

import static linum.reference.Data.f32;
import static linum.reference.Data.f64;
import static linum.reference.Data.floats;
import static linum.reference.Data.i32;
import static linum.reference.Data.ints;
import static linum.reference.Data.reals;
import static linum.reference.Data.run;
import static linum.reference.Data.scalar;
import static linum.reference.Data.wholes;
import static org.assertj.core.api.Assertions.assertThat;

import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Elementwise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BinaryTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"INT8", "INT16", "INT32", "INT64", "UINT8", "UINT16", "UINT32", "UINT64"})
  void integersWrapAroundAtTheEndOfTheirType(DType dtype) {
    long largest = dtype.isSigned() ? (1L << (dtype.bits() - 1)) - 1 : -1L >>> (64 - dtype.bits());
    long smallest = dtype.isSigned() ? -1L << (dtype.bits() - 1) : 0;
    assertThat(wholes(run(Binary.ADD, ints(dtype, largest), ints(dtype, 1))))
        .containsExactly(smallest);
    assertThat(wholes(run(Binary.SUB, ints(dtype, smallest), ints(dtype, 1))))
        .containsExactly(largest);
    assertThat(wholes(run(Binary.MUL, ints(dtype, largest), ints(dtype, 2))))
        .containsExactly(dtype.isSigned() ? -2 : largest - 1);
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"BFLOAT16", "FLOAT16", "FLOAT32", "FLOAT64"})
  void floatingTypesAddExactlyWhatTheyCanHold(DType dtype) {
    assertThat(reals(run(Binary.ADD, floats(dtype, 1.5, -2), floats(dtype, 0.25, INF))))
        .containsExactly(1.75, INF);
  }

  @Test
  void additionRoundsToTheType() {
    assertThat(reals(run(Binary.ADD, f32(16777216), f32(1)))).containsExactly(16777216);
    assertThat(reals(run(Binary.ADD, floats(DType.FLOAT16, 2048), floats(DType.FLOAT16, 1))))
        .containsExactly(2048);
    assertThat(reals(run(Binary.ADD, floats(DType.BFLOAT16, 256), floats(DType.BFLOAT16, 1))))
        .containsExactly(256);
    assertThat(reals(run(Binary.ADD, f64(0.1), f64(0.2)))).containsExactly(0.1 + 0.2);
  }

  @Test
  void aScalarGoesWithAnyShape() {
    assertThat(reals(run(Binary.SUB, scalar(DType.FLOAT32, 10.0), f32(1, 2))))
        .containsExactly(9, 8);
    assertThat(reals(run(Binary.SUB, f32(1, 2), scalar(DType.FLOAT32, 10.0))))
        .containsExactly(-9, -8);
  }

  @Test
  void integerDivisionTruncatesAndByZeroSetsAllBits() {
    assertThat(wholes(run(Binary.DIV, i32(7, -7, 5, Integer.MIN_VALUE), i32(2, 2, 0, -1))))
        .containsExactly(3, -3, -1, Integer.MIN_VALUE);
    assertThat(wholes(run(Binary.DIV, ints(DType.UINT8, 200, 5), ints(DType.UINT8, 7, 0))))
        .containsExactly(28, 255);
    assertThat(wholes(run(Binary.DIV, ints(DType.UINT64, -1), ints(DType.UINT64, 2))))
        .containsExactly(Long.MAX_VALUE);
  }

  @Test
  void theRemainderHasTheSignOfTheDividendAndByZeroIsTheDividend() {
    assertThat(wholes(run(Binary.REM, i32(7, -7, 5, Integer.MIN_VALUE), i32(3, 3, 0, -1))))
        .containsExactly(1, -1, 5, 0);
    assertThat(wholes(run(Binary.REM, ints(DType.UINT64, -1), ints(DType.UINT64, 10))))
        .containsExactly(5);
    assertThat(reals(run(Binary.REM, f32(5.5, -5.5, 1, 1), f32(2, 2, 0, INF))))
        .containsExactly(1.5, -1.5, NAN, 1);
  }

  @Test
  void largerAndSmallerPropagateNaN() {
    assertThat(reals(run(Binary.MAX, f32(1, NAN, 3), f32(2, 2, NAN)))).containsExactly(2, NAN, NAN);
    assertThat(reals(run(Binary.MIN, f32(1, NAN, 3), f32(2, 2, NAN)))).containsExactly(1, NAN, NAN);
    assertThat(wholes(run(Binary.MAX, ints(DType.UINT64, -1), ints(DType.UINT64, 1))))
        .containsExactly(-1);
    assertThat(wholes(run(Binary.MIN, Data.bools(1, 1), Data.bools(0, 1)))).containsExactly(0, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "INT32, 1, 31, -2147483648",
    "INT32, 1, 32, 0",
    "INT32, 1, -1, 0",
    "UINT8, 255, 1, 254",
    "INT64, 1, 64, 0"
  })
  void aLeftShiftOutOfTheTypeLeavesNothing(DType dtype, long x, long by, long expected) {
    assertThat(wholes(run(Binary.SHIFT_LEFT, ints(dtype, x), ints(dtype, by))))
        .containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "INT32, -8, 1, -4, 2147483644",
    "INT32, -8, 40, -1, 0",
    "INT8, -128, 7, -1, 1",
    "UINT8, 128, 7, 255, 1",
    "UINT64, -1, 63, -1, 1"
  })
  void rightShiftsFillWithTheSignOrWithZeros(
      DType dtype, long x, long by, long arithmetic, long logical) {
    assertThat(wholes(run(Binary.SHIFT_RIGHT_ARITHMETIC, ints(dtype, x), ints(dtype, by))))
        .containsExactly(arithmetic);
    assertThat(wholes(run(Binary.SHIFT_RIGHT_LOGICAL, ints(dtype, x), ints(dtype, by))))
        .containsExactly(logical);
  }

  @Test
  void theUpperHalfOfAProductIsThatOfTheType() {
    assertThat(wholes(run(Binary.MULHI, i32(1 << 20, -1), i32(1 << 20, 1))))
        .containsExactly(256, -1);
    assertThat(wholes(run(Binary.MULHI, ints(DType.UINT64, -1), ints(DType.UINT64, -1))))
        .containsExactly(-2);
    assertThat(wholes(run(Binary.MULHI, ints(DType.UINT32, 0xffffffffL), ints(DType.UINT32, 2))))
        .containsExactly(1);
  }

  @Test
  void bitsAreCombined() {
    assertThat(wholes(run(Binary.AND, i32(12), i32(10)))).containsExactly(8);
    assertThat(wholes(run(Binary.OR, i32(12), i32(10)))).containsExactly(14);
    assertThat(wholes(run(Binary.XOR, i32(12), i32(-1)))).containsExactly(-13);
    assertThat(wholes(run(Binary.XOR, Data.bools(1, 1), Data.bools(0, 1)))).containsExactly(1, 0);
  }

  @Test
  void powersOfOneAndMinusOneAreDefinedEverywhere() {
    assertThat(reals(run(Binary.POW, f32(1, -1, 0, -8, 2), f32(NAN, INF, 0, 1.0 / 3, -1))))
        .containsExactly(1, 1, 1, NAN, 0.5);
  }

  @Test
  void theExponentOfAPowerMayBeAnInteger() {
    assertThat(reals(run(Binary.POW, f32(-2, 3), i32(3, -1))))
        .containsExactly(-8, (double) (1f / 3));
  }

  @Test
  void integerPowersOfNegativeNumbersAreReal() {
    assertThat(reals(run(new Elementwise.IntegerPow(3), f32(-2)))).containsExactly(-8);
    assertThat(reals(run(new Elementwise.IntegerPow(-2), f32(4, 0)))).containsExactly(0.0625, INF);
    assertThat(wholes(run(new Elementwise.IntegerPow(5), i32(-3)))).containsExactly(-243);
    assertThat(reals(run(new Elementwise.IntegerPow(0), f32(NAN)))).containsExactly(1);
  }

  @Test
  void theAngleKnowsItsQuadrant() {
    assertThat(reals(run(Binary.ATAN2, f64(1, 0, -0.0), f64(-1, -1, -1))))
        .containsExactly(0.75 * Math.PI, Math.PI, -Math.PI);
  }

  @Test
  void comparisonsWithNaNAreFalseExceptInequality() {
    assertThat(wholes(run(Binary.EQ, f32(NAN, 0), f32(NAN, -0.0)))).containsExactly(0, 1);
    assertThat(wholes(run(Binary.NE, f32(NAN), f32(NAN)))).containsExactly(1);
    assertThat(wholes(run(Binary.LT, f32(NAN, 1), f32(1, 2)))).containsExactly(0, 1);
    assertThat(wholes(run(Binary.GE, f32(NAN, 2), f32(1, 2)))).containsExactly(0, 1);
    assertThat(wholes(run(Binary.LE, f32(2, 3), f32(2, 2)))).containsExactly(1, 0);
    assertThat(wholes(run(Binary.GT, f32(2, 3), f32(2, 2)))).containsExactly(0, 1);
  }

  @Test
  void inTheTotalOrderNaNEqualsItselfAndMinusZeroIsBelowZero() {
    assertThat(wholes(run(Binary.EQ_TO, f32(NAN, 0), f32(NAN, -0.0)))).containsExactly(1, 0);
    assertThat(wholes(run(Binary.LT_TO, f32(-0.0, INF), f32(0, NAN)))).containsExactly(1, 1);
    assertThat(wholes(run(Binary.LE_TO, f32(0, NAN), f32(-0.0, NAN)))).containsExactly(0, 1);
  }

  @Test
  void unsignedNumbersCompareWithoutSign() {
    assertThat(wholes(run(Binary.GT, ints(DType.UINT64, -1), ints(DType.UINT64, 1))))
        .containsExactly(1);
    assertThat(wholes(run(Binary.LT, ints(DType.INT64, -1), ints(DType.INT64, 1))))
        .containsExactly(1);
  }

  @Test
  void theNextValueIsThatOfTheType() {
    assertThat(reals(run(Binary.NEXTAFTER, f32(1, 0, 1), f32(2, -1, 1))))
        .containsExactly(1 + 0x1p-23, -0x1p-149, 1);
    assertThat(reals(run(Binary.NEXTAFTER, f64(1), f64(0)))).containsExactly(1 - 0x1p-53);
    assertThat(
            reals(
                run(
                    Binary.NEXTAFTER,
                    floats(DType.FLOAT16, 1, 0, -1, 65504, NAN),
                    floats(DType.FLOAT16, 2, 1, -2, INF, 1))))
        .containsExactly(1 + 0x1p-10, 0x1p-24, -1 - 0x1p-10, INF, NAN);
    assertThat(reals(run(Binary.NEXTAFTER, floats(DType.BFLOAT16, 1), floats(DType.BFLOAT16, 0))))
        .containsExactly(1 - 0x1p-8);
  }
}

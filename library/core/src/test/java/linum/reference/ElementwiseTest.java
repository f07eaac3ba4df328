package linum.reference;

import static linum.reference.Data.f32;
import static linum.reference.Data.f64;
import static linum.reference.Data.i32;
import static linum.reference.Data.ints;
import static linum.reference.Data.reals;
import static linum.reference.Data.run;
import static linum.reference.Data.scalar;
import static linum.reference.Data.wholes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Elementwise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementwiseTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  private static Array convert(Array x, DType to) {
    return run(new Elementwise.ConvertElementType(to, false), x);
  }

  @Test
  void clampMovesIntoTheBoundsAndKeepsNaN() {
    assertThat(
            reals(
                run(
                    new Elementwise.Clamp(),
                    scalar(DType.FLOAT32, -1.0),
                    f32(-5, 0.5, 5, NAN),
                    scalar(DType.FLOAT32, 1.0))))
        .containsExactly(-1, 0.5, 1, NAN);
    assertThat(wholes(run(new Elementwise.Clamp(), i32(0, 0), i32(-3, 9), i32(5, 6))))
        .containsExactly(0, 6);
  }

  @Test
  void selectTakesTheCaseOfEachPlace() {
    Elementwise select = new Elementwise.SelectN();
    assertThat(reals(run(select, Data.bools(0, 1), f32(1, 2), f32(10, 20)))).containsExactly(1, 20);
    assertThat(reals(run(select, scalar(DType.BOOL, 1), f32(1, 2), f32(10, 20))))
        .containsExactly(10, 20);
  }

  @Test
  void selectTakesTheNearestCaseForAnIndexOutside() {
    assertThat(
            reals(
                run(
                    new Elementwise.SelectN(),
                    i32(-4, 1, 2, 9),
                    f32(1, 2, 3, 4),
                    f32(10, 20, 30, 40),
                    f32(100, 200, 300, 400))))
        .containsExactly(1, 20, 300, 400);
  }

  @ParameterizedTest
  @CsvSource({
    "INT32, 2.9, 2",
    "INT32, -2.9, -2",
    "INT32, 1e20, 2147483647",
    "INT32, -Infinity, -2147483648",
    "INT32, NaN, 0",
    "INT8, 300, 127",
    "INT8, -300, -128",
    "UINT8, 300, 255",
    "UINT8, -1, 0",
    "UINT32, 4e9, 4000000000",
    "INT64, 1e30, 9223372036854775807",
    "UINT64, 1e30, -1",
    "UINT64, 1e19, -8446744073709551616",
    "UINT64, NaN, 0",
    "BOOL, 0.5, 1",
    "BOOL, NaN, 1",
    "BOOL, -0.0, 0"
  })
  void floatingNumbersBecomeTheNearestIntegerOfTheType(DType to, double x, long expected) {
    assertThat(wholes(convert(f64(x), to))).containsExactly(expected);
  }

  @Test
  void integersWrapWhenTheyAreConverted() {
    assertThat(wholes(convert(i32(300, -1), DType.UINT8))).containsExactly(44, 255);
    assertThat(wholes(convert(i32(300, -1), DType.INT8))).containsExactly(44, -1);
    assertThat(wholes(convert(i32(-1), DType.UINT64))).containsExactly(-1);
    assertThat(wholes(convert(i32(2, 0), DType.BOOL))).containsExactly(1, 0);
  }

  @Test
  void integersAreRoundedOnceToFloats() {
    // Halfway between two floats, plus one: rounding to double first would lose the one.
    assertThat(reals(convert(ints(DType.INT64, 0x4000_0040_0000_0001L), DType.FLOAT32)))
        .containsExactly((double) 0x4000_0080_0000_0000L);
    assertThat(reals(convert(ints(DType.UINT64, -1), DType.FLOAT64))).containsExactly(0x1p64);
    assertThat(reals(convert(ints(DType.UINT64, -1), DType.FLOAT32))).containsExactly(0x1p64);
    assertThat(reals(convert(i32(2049), DType.FLOAT16))).containsExactly(2048);
  }

  @Test
  void narrowFloatsAreRoundedToEven() {
    assertThat(reals(convert(f32(1 + 0x1p-11, 1 + 0x1.8p-10, 65520), DType.FLOAT16)))
        .containsExactly(1, 1 + 0x1p-9, INF);
    assertThat(reals(convert(f32(1 + 0x1p-8, 3.4e38), DType.BFLOAT16))).containsExactly(1, INF);
  }

  @Test
  void bitsAreReadAsAnotherType() {
    assertThat(wholes(run(new Elementwise.BitcastConvertType(DType.INT32), f32(1, -0.0))))
        .containsExactly(0x3f800000, Integer.MIN_VALUE);
    assertThat(reals(run(new Elementwise.BitcastConvertType(DType.FLOAT32), i32(0x40490fdb))))
        .containsExactly((double) (float) Math.PI);
    Array bytes = run(new Elementwise.BitcastConvertType(DType.UINT8), i32(0x01020304));
    assertThat(bytes.shape()).isEqualTo(Data.dims(1, 4));
    assertThat(wholes(bytes)).containsExactly(4, 3, 2, 1);
    assertThat(wholes(run(new Elementwise.BitcastConvertType(DType.INT32), bytes)))
        .containsExactly(0x01020304);
  }

  @Test
  void reducedPrecisionRoundsOverflowsAndFlushes() {
    // The format of float16: 5 bits of exponent, 10 of mantissa.
    assertThat(
            reals(
                run(
                    new Elementwise.ReducePrecision(5, 10),
                    f32(1 + 0x1p-11, 1 + 0x1p-10, 70000, -1e-10, NAN))))
        .containsExactly(1, 1 + 0x1p-10, INF, -0.0, NAN);
  }

  @Test
  void complexArraysAreTurnedAway() {
    assertThatThrownBy(() -> convert(f32(1), DType.COMPLEX64))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("convert_element_type: float32[1] cannot be converted to complex64");
  }
}

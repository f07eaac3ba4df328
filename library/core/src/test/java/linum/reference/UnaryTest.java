package linum.reference;

import static linum.reference.Data.f32;
import static linum.reference.Data.f64;
import static linum.reference.Data.floats;
import static linum.reference.Data.ints;
import static linum.reference.Data.reals;
import static linum.reference.Data.run;
import static linum.reference.Data.wholes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Consumer;
import linum.ir.DType;
import linum.ir.Unary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnaryTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  @Test
  void theSignOfZeroIsZeroAndThatOfNaNIsNaN() {
    assertThat(reals(run(Unary.SIGN, f32(-2, -0.0, 0, INF, NAN))))
        .containsExactly(-1, -0.0, 0, 1, NAN);
  }

  @Test
  void theSignOfAnUnsignedNumberIsNeverNegative() {
    assertThat(wholes(run(Unary.SIGN, ints(DType.UINT64, 0, -1)))).containsExactly(0, 1);
  }

  @Test
  void theAbsoluteValueOfTheSmallestIntegerWraps() {
    assertThat(wholes(run(Unary.ABS, ints(DType.INT8, -128, -3)))).containsExactly(-128, 3);
  }

  @Test
  void theNegativeOfAnUnsignedNumberWraps() {
    assertThat(wholes(run(Unary.NEG, ints(DType.UINT16, 0, 1)))).containsExactly(0, 65535);
  }

  @Test
  void roundingAwayFromZeroMovesTiesOutward() {
    assertThat(
            reals(
                run(
                    Unary.ROUND_AWAY_FROM_ZERO,
                    f64(0.5, -0.5, 2.5, -1.4, 0.49999999999999994, 1e300))))
        .containsExactly(1, -1, 3, -1, 0, 1e300);
  }

  @Test
  void roundingToEvenMovesTiesToTheEvenNeighbour() {
    assertThat(reals(run(Unary.ROUND_TO_NEAREST_EVEN, f32(0.5, 1.5, 2.5, -0.5, -3.7))))
        .containsExactly(0, 2, 2, -0.0, -4);
  }

  @Test
  void finiteIsWhatIsNeitherInfiniteNorNaN() {
    assertThat(wholes(run(Unary.IS_FINITE, f32(1, INF, -INF, NAN)))).containsExactly(1, 0, 0, 0);
  }

  @Test
  void notIsLogicalForBooleansAndBitwiseForIntegers() {
    assertThat(wholes(run(Unary.NOT, Data.bools(0, 1)))).containsExactly(1, 0);
    assertThat(wholes(run(Unary.NOT, ints(DType.INT32, 0, 5)))).containsExactly(-1, -6);
    assertThat(wholes(run(Unary.NOT, ints(DType.UINT8, 0, 5)))).containsExactly(255, 250);
  }

  @Test
  void bitsAreCountedInTheWidthOfTheType() {
    assertThat(wholes(run(Unary.POPULATION_COUNT, ints(DType.INT8, -1, 3)))).containsExactly(8, 2);
    assertThat(wholes(run(Unary.CLZ, ints(DType.INT16, 1, 0, -1)))).containsExactly(15, 16, 0);
    assertThat(wholes(run(Unary.CLZ, ints(DType.UINT64, 1, -1)))).containsExactly(63, 0);
  }

  @Test
  void aSquareOfIntegersWraps() {
    assertThat(wholes(run(Unary.SQUARE, ints(DType.INT32, 65536, -3)))).containsExactly(0, 9);
  }

  @Test
  void floatResultsAreRoundedToFloat() {
    assertThat(reals(run(Unary.EXP, f32(1)))).containsExactly((double) (float) Math.E);
    assertThat(reals(run(Unary.SQRT, f32(2)))).containsExactly((double) (float) Math.sqrt(2));
  }

  @Test
  void halvesAreRoundedToHalves() {
    assertThat(reals(run(Unary.SQRT, floats(DType.FLOAT16, 2)))).containsExactly(1.4140625);
    assertThat(reals(run(Unary.SQRT, floats(DType.BFLOAT16, 2)))).containsExactly(1.4140625);
    assertThat(reals(run(Unary.EXP, floats(DType.FLOAT16, 12)))).containsExactly(INF);
  }

  @Test
  void rootsAndReciprocalRootsHaveTheirLimits() {
    assertThat(reals(run(Unary.RSQRT, f32(4, 0, INF)))).containsExactly(0.5, INF, 0);
    assertThat(reals(run(Unary.SQRT, f32(-1)))).containsExactly(NAN);
    assertThat(reals(run(Unary.CBRT, f64(-27, 8)))).containsExactly(-3, 2);
  }

  @Test
  void theLogisticFunctionSaturates() {
    assertThat(reals(run(Unary.LOGISTIC, f32(0, -200, 200)))).containsExactly(0.5, 0, 1);
  }

  @Test
  void inverseHyperbolicFunctionsAreExactNearZeroAndFarOut() {
    assertThat(reals(run(Unary.ASINH, f64(1e-10, -1e300, -0.0))))
        .containsExactly(1e-10, -(Math.log(1e300) + Math.log(2)), -0.0);
    assertThat(reals(run(Unary.ACOSH, f64(1, 0.5)))).containsExactly(0, NAN);
    assertThat(reals(run(Unary.ATANH, f64(1e-10, 1, -1)))).containsExactly(1e-10, INF, -INF);
  }

  @ParameterizedTest
  @CsvSource({
    "-0.5, -0.52049987781304653768, 1.5204998778130465377",
    "0.25, 0.27632639016823693299, 0.72367360983176306701",
    "0.46875, 0.49261347321793799159, 0.50738652678206200841",
    "1, 0.84270079294971486934, 0.15729920705028513066",
    "2.5, 0.99959304798255504106, 0.00040695201744495893956",
    "5, 0.99999999999846254021, 1.5374597944280348502e-12",
    "26, 1, 5.6631924088561428465e-296"
  })
  void theErrorFunctionsAgreeWithKnownValues(double x, double erf, double erfc) {
    assertThat(reals(run(Unary.ERF, f64(x, -x)))).satisfies(near(erf, -erf));
    assertThat(reals(run(Unary.ERFC, f64(x, -x)))).satisfies(near(erfc, 2 - erfc));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.57236494292470008707, -1.9635100260214234794",
    "2.25, 0.1248717148923965943, 0.57254646662373459191",
    "3.7, 1.4280723266653881292, 1.1671535393615114409",
    "12, 17.502307845873885839, 2.4426616799758120167",
    "171.5, 709.14316303092824227, 5.1416649814339996289",
    "1e10, 220258509288.81058147, 23.02585092989045684",
    "-0.5, 1.2655121234846453965, 0.036489973978576520559",
    "-3.25, -0.62315345132099864663, 4.4662758723502799671"
  })
  void theGammaFunctionsAgreeWithKnownValues(double x, double lgamma, double digamma) {
    assertThat(reals(run(Unary.LGAMMA, f64(x)))[0])
        .isCloseTo(lgamma, within(2e-15 * Math.max(1, Math.abs(lgamma))));
    assertThat(reals(run(Unary.DIGAMMA, f64(x)))[0])
        .isCloseTo(digamma, within(2e-15 * Math.max(1, Math.abs(digamma))));
  }

  @Test
  void theGammaFunctionsHaveTheirPolesAndZeros() {
    assertThat(reals(run(Unary.LGAMMA, f64(1, 2, 0, -1, -INF, INF, NAN))))
        .containsExactly(0, 0, INF, INF, INF, INF, NAN);
    assertThat(reals(run(Unary.DIGAMMA, f64(0, -3, NAN)))).containsExactly(NAN, NAN, NAN);
  }

  @ParameterizedTest
  @CsvSource({
    "-0.999999, -3.4589107372754987775",
    "-0.5, -0.47693627620446987338",
    "1e-8, 8.8622692545275805539e-9",
    "0.9, 1.1630871536766741628",
    "0.9999, 2.7510639057120796917"
  })
  void theInverseErrorFunctionAgreesWithKnownValues(double x, double expected) {
    assertThat(reals(run(Unary.ERF_INV, f64(x)))).satisfies(near(expected));
  }

  @Test
  void theInverseErrorFunctionIsInfiniteAtOneAndComputedInFloatForFloats() {
    assertThat(reals(run(Unary.ERF_INV, f32(1, -1, 2)))).containsExactly(INF, -INF, NAN);
    assertThat(reals(run(Unary.ERF_INV, f32(0.5)))).containsExactly((double) 0.47693628f);
  }

  /// Within a few units of the last place.
  private static Consumer<double[]> near(double... expected) {
    return actual -> {
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i]).isCloseTo(expected[i], within(2e-15 * Math.abs(expected[i])));
      }
    };
  }
}

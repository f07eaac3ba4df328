package linum.reference;

import static linum.reference.Data.f64;
import static linum.reference.Data.reals;
import static linum.reference.Data.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import linum.ir.Special;
import linum.ir.Unary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected values are from mpmath, with 50 digits.
class SpecialTest {
  @ParameterizedTest
  @CsvSource({
    "POLYGAMMA, 0, 0.1, -10.423754940411076",
    "POLYGAMMA, 1, 0.5, 4.9348022005446793",
    "POLYGAMMA, 1, 25, 0.040810663257225579",
    "POLYGAMMA, 2, 3, -0.15411380631918857",
    "POLYGAMMA, 5, 0.01, 120000000000115.05",
    "POLYGAMMA, 3, -1.5, 194.59427621918762",
    "ZETA, 2, 1, 1.6449340668482264",
    "ZETA, 1.5, 0.25, 10.213055360466601",
    "ZETA, 30, 40, 1.6837009971217178e-48",
    "ZETA, 3, -2.5, 0.054102025820863702",
    "IGAMMA, 0.5, 0.25, 0.52049987781304654",
    "IGAMMA, 3, 10, 0.99723060428448842",
    "IGAMMA, 2, 0.001, 4.996667916333403e-7",
    "IGAMMA, 1000, 1010, 0.62767894473699473",
    "IGAMMAC, 0.5, 0.25, 0.47950012218695346",
    "IGAMMAC, 3, 40, 3.5728659287002263e-15",
    "IGAMMAC, 1000, 900, 0.99945009773428822",
    "IGAMMA_GRAD_A, 0.5, 0.25, -0.79794731678322294",
    "IGAMMA_GRAD_A, 3, 10, -0.0041204708195614774",
    "IGAMMA_GRAD_A, 100, 90, -0.02461191684397991",
    "RANDOM_GAMMA_GRAD, 0.5, 0.25, 0.90801449176411132",
    "RANDOM_GAMMA_GRAD, 3, 10, 1.8151881913114016",
    "RANDOM_GAMMA_GRAD, 0.01, 1e-20, 4.5490816402012236e-17",
    "RANDOM_GAMMA_GRAD, 100, 90, 0.94982594980114142"
  })
  void functionsOfTwoOperandsAreExactToTheLastDigits(Special f, double a, double x, double y) {
    assertThat(reals(run(f, f64(a), f64(x)))[0]).isCloseTo(y, within(2e-14 * Math.abs(y)));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.5, 0.25, 0.33333333333333333",
    "2, 30, 0.9, 1.0",
    "100, 120, 0.45, 0.44780123014770762"
  })
  void theIncompleteBetaFunctionIsExactToTwelveDigits(double a, double b, double x, double y) {
    assertThat(reals(run(Special.REGULARIZED_INCOMPLETE_BETA, f64(a), f64(b), f64(x)))[0])
        .isCloseTo(y, within(1e-12 * y));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.64503527044915007, 0.1564208031848717",
    "-3, 0.2430003541618254, -0.19682671329730085",
    "29, 0.074407468222225585, 0.073113117939388365",
    "31, 0.071946496696983833, 0.07077639283438568",
    "500, 0.017845706500153167, 0.017827851852898056"
  })
  void besselFunctionsAreExactToTheLastDigits(double x, double i0e, double i1e) {
    assertThat(reals(run(Unary.BESSEL_I0E, f64(x)))[0]).isCloseTo(i0e, within(1e-15));
    assertThat(reals(run(Unary.BESSEL_I1E, f64(x)))[0]).isCloseTo(i1e, within(1e-15));
  }

  @ParameterizedTest
  @CsvSource({
    "POLYGAMMA, 1.5, 2, NaN",
    "POLYGAMMA, 1, 0, Infinity",
    "ZETA, 1, 3, Infinity",
    "ZETA, 0.5, 3, NaN",
    "ZETA, 2.5, -0.5, NaN",
    "IGAMMA, 0, 1, 1",
    "IGAMMA, 1, 0, 0",
    "IGAMMA, -1, 1, NaN",
    "IGAMMA, 1, Infinity, 1",
    "IGAMMAC, 1, 0, 1",
    "IGAMMAC, 0, 0, NaN",
    "IGAMMA_GRAD_A, 1, 0, 0",
    "IGAMMA_GRAD_A, 0, 1, NaN",
    "RANDOM_GAMMA_GRAD, 1, 0, 0"
  })
  void theEdgesOfTheDomainAreWhatJaxGivesThem(Special f, double a, double x, double y) {
    assertThat(reals(run(f, f64(a), f64(x)))).containsExactly(y);
  }
}

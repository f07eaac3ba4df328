package linum.optax;

import static linum.optax.Optax.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import linum.core.Array;
import linum.numpy.Jnp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The losses of the first five steps on `sum(x²)` from `[1, 2, 3]`, as in the documentation of
/// Optax.
class FiveStepsTest {
  private static final String SLOW = "1.40E+01 1.40E+01 1.40E+01 1.40E+01 1.40E+01";
  private static final String SIGN = "1.40E+01 1.39E+01 1.39E+01 1.39E+01 1.38E+01";
  private static final String AHEAD = "1.39E+01 1.39E+01 1.39E+01 1.38E+01 1.38E+01";
  private static final String RELATIVE = "1.39E+01 1.38E+01 1.38E+01 1.37E+01 1.36E+01";
  private static final String DESCENT = "1.38E+01 1.37E+01 1.35E+01 1.33E+01 1.32E+01";

  static Stream<Arguments> traces() {
    return Stream.of(
        Arguments.of(adabelief(0.003), "1.40E+01 1.39E+01 1.39E+01 1.38E+01 1.38E+01"),
        Arguments.of(adafactor(0.003), RELATIVE),
        Arguments.of(adagrad(1.0), "5.01E+00 2.40E+00 1.25E+00 6.86E-01 3.85E-01"),
        Arguments.of(adam(0.003), SIGN),
        Arguments.of(nadam(0.003), AHEAD),
        Arguments.of(adamw(0.003), SIGN),
        Arguments.of(nadamw(0.003), AHEAD),
        Arguments.of(adan(0.1), "1.28E+01 1.17E+01 1.07E+01 9.68E+00 8.76E+00"),
        Arguments.of(lion(0.003), SIGN),
        Arguments.of(amsgrad(0.003), SIGN),
        Arguments.of(lars(0.003), SLOW),
        Arguments.of(lamb(0.003), RELATIVE),
        Arguments.of(noisySgd(0.003), DESCENT),
        Arguments.of(signSgd(0.003), SIGN),
        Arguments.of(optimisticGradientDescent(0.003), DESCENT),
        Arguments.of(radam(0.003), DESCENT),
        Arguments.of(rmsprop(0.003), "1.39E+01 1.38E+01 1.37E+01 1.37E+01 1.36E+01"),
        Arguments.of(sgd(0.003), DESCENT),
        Arguments.of(sm3(0.003), SLOW),
        Arguments.of(adamax(0.003), SIGN),
        Arguments.of(adamaxw(0.003), SIGN),
        Arguments.of(fromage(0.003), "1.39E+01 1.38E+01 1.37E+01 1.37E+01 1.36E+01"),
        Arguments.of(novograd(0.003), "1.40E+01 1.39E+01 1.39E+01 1.38E+01 1.37E+01"),
        Arguments.of(rprop(0.003), "1.40E+01 1.40E+01 1.39E+01 1.39E+01 1.38E+01"),
        Arguments.of(yogi(0.002), "1.40E+01 1.40E+01 1.39E+01 1.39E+01 1.39E+01"),
        Arguments.of(adadelta(10.0), "1.36E+01 1.32E+01 1.29E+01 1.25E+01 1.21E+01"),
        Arguments.of(polyakSgd(), "3.50E+00 8.75E-01 2.19E-01 5.47E-02 1.37E-02"),
        Arguments.of(
            chain(sgd(1.0), scaleByBacktrackingLinesearch(15)),
            "5.04E+00 1.81E+00 6.53E-01 2.35E-01 8.47E-02"),
        Arguments.of(flatten(adam(0.003)), SIGN),
        Arguments.of(injectHyperparams(adam(0.003)), SIGN));
  }

  @ParameterizedTest
  @MethodSource("traces")
  void lossesAreThoseOfOptax(GradientTransformation tx, String expected) {
    assertThat(printed(Training.losses(tx, FiveStepsTest::square, Jnp.array(1.0, 2.0, 3.0), 5)))
        .isEqualTo(expected);
  }

  @Test
  void lbfgsSolvesIt() {
    assertThat(
            printed(Training.losses(lbfgs(), FiveStepsTest::square, Jnp.array(1.0, 2.0, 3.0), 2)))
        .isEqualTo("7.52E+00 7.46E-14");
  }

  private static Array square(Array x) {
    return x.square().sum();
  }

  private static String printed(List<Double> losses) {
    return String.join(
        " ", losses.stream().map(x -> String.format(Locale.ROOT, "%.2E", x)).toList());
  }
}

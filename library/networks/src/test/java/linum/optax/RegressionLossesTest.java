package linum.optax;

import static linum.optax.Optax.*;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import linum.core.Array;
import linum.numpy.Jnp;
import linum.random.PrngKey;
import linum.testing.Gradients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegressionLossesTest {
  @Test
  void huberIsSquareThenLinear() {
    assertClose(
        Jnp.array(1.5, 0.5, 0, 0.125, 0.5, 1.5, 131.2),
        huberLoss(Jnp.array(-2, 0.5, 0, 0.5, 2, 4, 132), Jnp.array(0, -0.5, 0, 1, 1, 2, 0.3)),
        1e-6,
        0);
    assertClose(Jnp.array(0.02, 0.275), huberLoss(Jnp.array(0.2, 0.8), Jnp.zeros(2), 0.5), 1e-6, 0);
  }

  @Test
  void logCoshDoesNotOverflow() {
    Array ys = Jnp.array(500, -2, -1, 0.5, 1);
    Array ts = Jnp.array(-200, -1.5, 0, -1, 1);
    assertClose(
        Jnp.array(699.3068, 0.12011445, 0.4337809, 0.85544014, 0), logCosh(ys, ts), 1e-5, 1e-6);
    assertClose(
        Jnp.array(499.30685, 1.3250027, 0.4337809, 0.12011451, 0.43378082),
        logCosh(ys),
        1e-5,
        1e-6);
  }

  @Test
  void squaresOfErrors() {
    Array ys = Jnp.array(-2, -1, 0.5, 1);
    Array ts = Jnp.array(-1.5, 0, -1, 1);
    assertClose(Jnp.array(0.25, 1, 2.25, 0), squaredError(ys, ts), 1e-6, 0);
    assertClose(Jnp.array(0.125, 0.5, 1.125, 0), l2Loss(ys, ts), 1e-6, 0);
    assertClose(Jnp.array(2, 0.5, 0.125, 0.5), l2Loss(ys), 1e-6, 0);
  }

  @Test
  void cosinesOfAngles() {
    Array ys = Jnp.array(10, 1, -2, 1, 4, 0.2).reshape(2, 3);
    Array ts = Jnp.array(0, 1.2, 0.2, 1, -0.3, 0).reshape(2, 3);
    Array distance = Jnp.array(0.9358251989, 1.0464068465);
    assertClose(distance, cosineDistance(ys, ts), 1e-5, 0);
    assertClose(Jnp.subtract(1, distance), cosineSimilarity(ys, ts), 1e-4, 0);
    assertClose(distance, cosineDistance(ys.T(), ts.T(), 0, 0, null), 1e-5, 0);
    Array where = Jnp.array(true, true, false);
    assertClose(
        cosineSimilarity(ys.get(":, :2"), ts.get(":, :2")),
        cosineSimilarity(ys, ts, 0, -1, where),
        1e-6,
        0);
  }

  @Test
  void shapesMustFit() {
    assertThatThrownBy(() -> l2Loss(Jnp.ones(3), Jnp.ones(3, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("squaredError: predictions and targets must have one shape");
    assertThatThrownBy(() -> huberLoss(Jnp.array(1, 2), Jnp.array(1, 2)))
        .hasMessageContaining("huberLoss: the predictions must be floating");
  }

  static Stream<Arguments> losses() {
    Array ts = PrngKey.key(1).normal(4, 3);
    return Stream.of(
        loss("squaredError", x -> squaredError(x, ts)),
        loss("l2Loss", x -> l2Loss(x, ts)),
        loss("huberLoss", x -> huberLoss(x, ts)),
        loss("logCosh", x -> logCosh(x, ts)),
        loss("cosineDistance", x -> cosineDistance(x, ts)),
        loss("ntxent", x -> ntxent(x, Jnp.array(0, 0, 1, 1), 0.5)),
        loss("tripletMargin", x -> tripletMarginLoss(x, ts, ts.neg())));
  }

  private static Arguments loss(String name, UnaryOperator<Array> f) {
    return Arguments.of(name, f);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("losses")
  void gradientsAreThoseOfDifferences(String name, UnaryOperator<Array> loss) {
    Gradients.check(loss, PrngKey.key(2).normal(4, 3), 1);
  }
}

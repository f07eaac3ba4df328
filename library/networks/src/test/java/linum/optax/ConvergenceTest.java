package linum.optax;

import static linum.testing.ArrayAssertions.assertClose;

import java.util.Set;
import java.util.stream.Stream;
import linum.core.Array;
import linum.numpy.Jnp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What Optax promises of each optimizer: 10,000 steps end within 0.03 of the minimum.
class ConvergenceTest {
  // Without a learning rate that fits they go on too slowly, or upwards.
  private static final Set<String> WITHOUT_RATE =
      Set.of("adadelta without rate", "adafactor without rate");
  // Steps of one size circle around a narrow valley.
  private static final Set<String> OF_ONE_SIZE = Set.of("signSgd", "signum");

  static Stream<Arguments> withRates() {
    return OptimizerCases.all34().filter(c -> !WITHOUT_RATE.contains(c.get()[0]));
  }

  static Stream<Arguments> ofManySizes() {
    return withRates().filter(c -> !OF_ONE_SIZE.contains(c.get()[0]));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withRates")
  void parabola(String name, GradientTransformation tx) {
    Array minimum = Jnp.array(1.0, -1.0, 1.0);
    Array end =
        Training.trained(
            tx, (Array p) -> p.sub(minimum).square().sum(), Jnp.array(-1.0, 10.0, 1.0), 10_000);
    assertClose(minimum, end, 3e-2, 3e-2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ofManySizes")
  void rosenbrock(String name, GradientTransformation tx) {
    Array end = Training.trained(tx, ConvergenceTest::valley, Jnp.array(0.0, 0.0), 10_000);
    assertClose(Jnp.array(1.0, 1.0), end, 3e-2, 3e-2);
  }

  private static Array valley(Array p) {
    Array x = p.get(0);
    Array y = p.get(1);
    return Jnp.subtract(1, x).square().add(y.sub(x.square()).square().mul(100));
  }
}

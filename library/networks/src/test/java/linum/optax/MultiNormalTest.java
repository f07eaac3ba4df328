package linum.optax;

import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.zeros;
import static linum.random.PrngKey.key;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import linum.core.Array;
import linum.ir.Dims;
import org.junit.jupiter.api.Test;

class MultiNormalTest {
  private final MultiNormal two =
      Optax.multiNormal(array(1.0, -2.0), array(Math.log(2), Math.log(0.5)));

  @Test
  void samplesAreNormalNumbersScaledAndMoved() {
    Array samples = two.sample(key(0), 4);
    assertClose(key(0).normal(4, 2).mul(array(2.0, 0.5)).add(array(1.0, -2.0)), samples);
    assertThat(Optax.multiNormal(zeros(1, 4), zeros(3, 4)).sample(key(0), 5, 2).shape())
        .isEqualTo(Dims.of(5, 2, 3, 4));
  }

  @Test
  void theDensityIsTheProductOfThoseOfTheNumbers() {
    // -z²/2 - log s - log √(2π), with z = 1 and 2, and the deviations 2 and 1/2.
    double expected = -0.5 - 2 - Math.log(2 * Math.PI);
    assertClose(array(expected), two.logProb(array(3.0, -1.0)));
    assertClose(array(expected, expected), two.logProb(array(new double[][] {{3, -1}, {3, -1}})));
    assertClose(
        array(-Math.log(2 * Math.PI) / 2),
        Optax.multiNormal(array(0.0), array(0.0)).logProb(array(0.0)));
  }

  @Test
  void shapesMustFitTogether() {
    assertThatThrownBy(() -> Optax.multiNormal(zeros(2, 3), zeros(3, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot broadcast");
  }
}

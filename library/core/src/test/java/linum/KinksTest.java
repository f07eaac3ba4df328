package linum;

import static linum.Linum.grad;
import static linum.Linum.jacrev;
import static linum.numpy.Jnp.arange;
import static linum.numpy.Jnp.arccosh;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.copysign;
import static linum.numpy.Jnp.hypot;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.zeros;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import linum.core.Array;
import linum.ir.Indexing;
import linum.lax.Lax;
import linum.nn.Nn;
import org.junit.jupiter.api.Test;

/// Derivatives where a function has none, or several. Expected ones are those of JAX 0.10.
class KinksTest {
  private final Array zero = array(0.0);

  @Test
  void theSlopeOfTheAbsoluteValueIsOneFromZeroOn() {
    Array x = array(0.0, -0.0, 2.0, -2.0);
    assertClose(array(1.0, 1.0, 1.0, -1.0), grad((Array v) -> v.abs().sum()).apply(x));
    assertClose(array(0.5), grad((Array a, Array b) -> hypot(a, b)).apply(zero, zero));
    assertClose(array(1.0), grad((Array a) -> copysign(a, 1)).apply(zero));
    assertClose(array(-2.0), grad(grad((Array a) -> Nn.softSign(a))).apply(zero));
  }

  @Test
  void runningMaximaShareTheSlopeOfEqualElementsPairByPair() {
    Array x = array(1.0, 3.0, 3.0, 2.0, 3.0);
    Array slope = grad((Array v) -> Lax.cummax(v, 0).mul(arange(1.0, 6.0)).sum()).apply(x);
    assertClose(array(1.0, 6.75, 4.75, 0.0, 2.5), slope);
  }

  @Test
  void runningProductsHaveASlopeAtZero() {
    Array slope = jacrev((Array v) -> v.cumprod()).apply(array(2.0, 0.0, 3.0));
    assertClose(array(new double[][] {{1, 0, 0}, {0, 2, 0}, {0, 6, 0}}), slope);
  }

  @Test
  void whatIsReadOutsideIsTheLastElementButHasNoSlope() {
    Array places = array(0, 1, 7);
    Array weights = arange(1.0, 4.0);
    assertThat(array(1.0, 2.0, 3.0).at(places).get()).hasToString("[1. 2. 3.]");
    Array slope = grad((Array v) -> v.at(places).get().mul(weights).sum()).apply(zeros(3));
    assertClose(array(1.0, 2.0, 0.0), slope);
  }

  @Test
  void whatIsWrittenOutsideAgainstThePromiseIsDropped() {
    Array out = zeros(3).at(array(1, 7)).mode(Indexing.Mode.PROMISE_IN_BOUNDS).add(ones(2));
    assertThat(out).hasToString("[0. 1. 0.]");
  }

  @Test
  void atOneTheInverseHyperbolicCosineIsVertical() {
    assertThat(grad((Array a) -> arccosh(a)).apply(array(1.0))).hasToString("inf");
    assertThat(grad(grad((Array a) -> arccosh(a))).apply(array(1.0))).hasToString("-inf");
  }
}

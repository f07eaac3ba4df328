package linum.layers;

import static linum.layers.Pools.avgPool;
import static linum.layers.Pools.maxPool;
import static linum.layers.Pools.minPool;
import static linum.layers.Pools.window;
import static linum.numpy.Jnp.arange;
import static linum.numpy.Jnp.full;
import static linum.numpy.Jnp.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import linum.Linum;
import linum.core.Array;
import linum.ir.Dims;
import linum.lax.Lax;
import org.junit.jupiter.api.Test;

class PoolsTest {
  private static final Array TWOS = full(Dims.of(1, 3, 3, 1), 2.0);
  private static final Array NINE = arange(9.0).reshape(1, 3, 3, 1);

  @Test
  void averagesAndTheirGradients() {
    for (boolean include : new boolean[] {true, false}) {
      Pool pool = window(2, 2).countIncludePad(include);
      assertThat(avgPool(TWOS, pool).ravel()).hasToString("[2. 2. 2. 2.]");
      assertThat(avgPool(TWOS.squeeze(0), pool).shape()).isEqualTo(Dims.of(2, 2, 1));
      assertThat(Linum.grad(x -> avgPool(x, pool).sum()).apply(TWOS).reshape(3, 3))
          .hasToString("[[0.25 0.5  0.25]\n [0.5  1.   0.5 ]\n [0.25 0.5  0.25]]");
    }
  }

  @Test
  void averagesAtBorders() {
    Array x = arange(1.0, 5.0).reshape(1, 2, 2, 1);
    Pool same = window(2, 2).padding("SAME");
    assertThat(avgPool(x, same).ravel()).hasToString("[2.5  1.5  1.75 1.  ]");
    assertThat(avgPool(x, same.countIncludePad(false)).ravel()).hasToString("[2.5 3.  3.5 4. ]");
    assertThat(avgPool(x.squeeze(0), same.countIncludePad(false)).ravel())
        .hasToString("[2.5 3.  3.5 4. ]");
  }

  @Test
  void largestAndSmallest() {
    Pool pool = window(2, 2);
    assertThat(maxPool(NINE, pool).ravel()).hasToString("[4. 5. 7. 8.]");
    assertThat(minPool(NINE, pool).ravel()).hasToString("[0. 1. 3. 4.]");
    assertThat(Linum.grad(x -> maxPool(x, pool).sum()).apply(NINE).reshape(3, 3))
        .hasToString("[[0. 0. 0.]\n [0. 1. 1.]\n [0. 1. 1.]]");
    assertThat(
            maxPool(NINE, pool.strides(2, 2).padding(new int[] {1, 0}, new int[] {0, 1})).ravel())
        .hasToString("[1. 2. 7. 8.]");
  }

  @Test
  void anyFunctionAndAnyBatch() {
    assertThat(Pools.pool(TWOS, 1.0, Lax::mul, window(2, 2)).ravel())
        .hasToString("[16. 16. 16. 16.]");
    Pool halves = window(2, 2).strides(2, 2);
    assertThat(maxPool(zeros(1, 8, 32, 32, 3), halves).shape()).isEqualTo(Dims.of(1, 8, 16, 16, 3));
    assertThat(maxPool(zeros(32, 32, 3), halves).shape()).isEqualTo(Dims.of(16, 16, 3));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> maxPool(zeros(4, 1), window(2, 2)))
        .hasMessage(
            "pool: a window of size (2, 2) needs an input with 2 spatial axes and one for features,"
                + " got float32[4,1]");
    assertThatThrownBy(() -> maxPool(NINE, window(2, 2).strides(2)))
        .hasMessage("pool: strides (2,) must have one number for each axis of the window (2, 2)");
    assertThatThrownBy(() -> maxPool(NINE, window(2, 2).padding(new int[] {1, 1})))
        .hasMessage("pool: padding [(1, 1)] must have a pair for each axis of the window (2, 2)");
    assertThatThrownBy(() -> maxPool(NINE, window(2, 2).padding("CIRCULAR")))
        .hasMessage(
            "pool: there is no padding CIRCULAR; there are SAME, SAME_LOWER, VALID and pairs");
  }
}

package linum.data;

import static linum.numpy.Jnp.arange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Against NumPy 2.4.6.
class RandomStateTest {
  @Test
  void normalNumbers() {
    RandomState r = new RandomState(42);
    assertThat(r.normal()).isEqualTo(0.4967141530112327);
    assertThat(r.normal()).isEqualTo(-0.13826430117118466);
    assertThat(r.normal()).isEqualTo(0.6476885381006925);
    assertThat(r.normal(2, 3, 2, 2).toDoubleArray())
        .containsExactly(
            6.569089569224076, 1.297539875829992, 1.2975891291524584, 6.737638446522174);
  }

  @Test
  void theThousandthAndOtherKindsAfterIt() {
    RandomState r = new RandomState(0);
    double[] all = IntStream.range(0, 1000).mapToDouble(_ -> r.normal()).toArray();
    assertThat(all[999]).isEqualTo(-0.35811407547985674);
    assertThat(r.randint(0, 100)).isEqualTo(96);
    assertThat(r.normal()).isEqualTo(-0.532064832771577);
  }

  @Test
  void uniformNumbers() {
    RandomState r = new RandomState(7);
    assertThat(r.randomSample(3).toDoubleArray())
        .containsExactly(0.07630828937395717, 0.7799187922401146, 0.4384092314408935);
    assertThat(r.uniform(-1, 2, 2).toDoubleArray())
        .containsExactly(1.1703955334928238, 1.9339685359898082);
    assertThat(new RandomState(4294967295L).randomSample()).isEqualTo(0.0976320289940138);
  }

  @Test
  void integers() {
    RandomState r = new RandomState(3);
    assertThat(r.randint(0, 10, 8).toLongArray()).containsExactly(8, 9, 3, 8, 8, 0, 5, 3);
    assertThat(r.randint(-5, 1L << 40, 3).toLongArray())
        .containsExactly(867663915878L, 593770158992L, 511502908833L);
    assertThat(r.randint(0, 1L << 32, 2).toLongArray()).containsExactly(1893263840L, 2984244884L);
    assertThat(r.randint(5, 6, 2).toLongArray()).containsExactly(5, 5);
    assertThat(r.randint(0, 3)).isZero();
    assertThatThrownBy(() -> r.randint(3, 3)).hasMessage("randint: low >= high: 3 >= 3");
  }

  @Test
  void otherOrders() {
    RandomState r = new RandomState(1);
    assertThat(r.permutation(10).toLongArray()).containsExactly(2, 9, 6, 4, 0, 3, 1, 7, 8, 5);
    assertThat(r.permutation(arange(6).reshape(3, 2)).toLongArray())
        .containsExactly(4, 5, 0, 1, 2, 3);
    assertThat(r.choice(5, 4, true).toLongArray()).containsExactly(1, 2, 4, 2);
    assertThat(r.choice(10, 4, false).toLongArray()).containsExactly(7, 3, 5, 8);
    assertThat(r.randomSample()).isEqualTo(0.9682615757193975);
  }

  @Test
  void seedsAreOf32Bits() {
    assertThatThrownBy(() -> new RandomState(-1))
        .hasMessage("RandomState: a seed is from 0 to 2**32 - 1, got -1");
  }
}

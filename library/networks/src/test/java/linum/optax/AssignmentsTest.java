package linum.optax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import linum.Linum;
import linum.core.Array;
import linum.numpy.Jnp;
import linum.optax.Assignments.Matching;
import linum.random.PrngKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssignmentsTest {
  @Test
  void moreRowsThanColumns() {
    Matching m =
        Assignments.hungarianAlgorithm(
            Jnp.array(8.0, 4, 7, 5, 2, 3, 9, 6, 7, 9, 4, 8).reshape(4, 3));
    assertThat(m.rows().toIntArray()).containsExactly(0, 1, 3);
    assertThat(m.columns().toIntArray()).containsExactly(0, 2, 1);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0", "3, 3, 1", "4, 6, 2", "6, 4, 3", "5, 5, 4"})
  void noOtherMatchingCostsLess(int rows, int columns, int seed) {
    Array costs = PrngKey.key(seed).normal(rows, columns);
    Matching m = Linum.jit((Array c) -> Assignments.hungarianAlgorithm(c)).apply(costs);
    double cost = 0;
    for (int i = 0; i < m.rows().shape(0); i++) {
      cost +=
          costs.get((int) m.rows().get(i).itemLong(), (int) m.columns().get(i).itemLong()).item();
    }
    assertThat(m.rows().toIntArray()).doesNotHaveDuplicates().isSorted();
    assertThat(m.columns().toIntArray()).doesNotHaveDuplicates();
    Array wide = rows <= columns ? costs : costs.T();
    assertThat(cost).isCloseTo(least(wide, 0, new boolean[wide.shape(1)]), within(1e-4));
  }

  private static double least(Array costs, int row, boolean[] used) {
    if (row == costs.shape(0)) {
      return 0;
    }
    double best = Double.POSITIVE_INFINITY;
    for (int j = 0; j < used.length; j++) {
      if (!used[j]) {
        used[j] = true;
        best = Math.min(best, costs.get(row, j).item() + least(costs, row + 1, used));
        used[j] = false;
      }
    }
    return best;
  }

  @Test
  void costsAreAMatrix() {
    assertThatThrownBy(() -> Assignments.hungarianAlgorithm(Jnp.ones(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("hungarianAlgorithm: the costs are a matrix, but their shape is (3,)");
  }
}

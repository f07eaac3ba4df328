package linum.reference;

import static linum.reference.Data.count;
import static linum.reference.Data.dims;
import static linum.reference.Data.f32;
import static linum.reference.Data.floats;
import static linum.reference.Data.i32;
import static linum.reference.Data.ints;
import static linum.reference.Data.reals;
import static linum.reference.Data.run;
import static linum.reference.Data.wholes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import linum.core.Array;
import linum.ir.Contraction.DotGeneral;
import linum.ir.Contraction.RaggedDot;
import linum.ir.DType;
import linum.ir.Dims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotTest {
  private static final DotGeneral MATMUL = new DotGeneral(dims(1), dims(0), Dims.NONE, Dims.NONE);

  @Test
  void aProductOfMatrices() {
    assertThat(reals(run(MATMUL, f32(dims(2, 2), 1, 2, 3, 4), f32(dims(2, 2), 5, 6, 7, 8))))
        .containsExactly(19, 22, 43, 50);
  }

  @Test
  void anInnerAndAnOuterProduct() {
    DotGeneral inner = new DotGeneral(dims(0), dims(0), Dims.NONE, Dims.NONE);
    assertThat(reals(run(inner, f32(1, 2, 3), f32(4, 5, 6)))).containsExactly(32);
    DotGeneral outer = new DotGeneral(Dims.NONE, Dims.NONE, Dims.NONE, Dims.NONE);
    assertThat(reals(run(outer, f32(1, 2), f32(4, 5)))).containsExactly(4, 5, 8, 10);
  }

  @Test
  void batchAxesComeFirst() {
    DotGeneral batched = new DotGeneral(dims(1), dims(0), dims(2), dims(1));
    // out[b, i, j] = Σ_k x[i, k, b] y[k, b, j]
    Array out = run(batched, count(dims(1, 2, 2)), count(dims(2, 2, 1)));
    assertThat(out.shape()).isEqualTo(dims(2, 1, 1));
    assertThat(reals(out)).containsExactly(0 * 0 + 2 * 2, 1 * 1 + 3 * 3);
  }

  @Test
  void severalAxesAreContractedInTheGivenOrder() {
    DotGeneral dot = new DotGeneral(dims(0, 1), dims(1, 0), Dims.NONE, Dims.NONE);
    assertThat(reals(run(dot, count(dims(2, 2)), count(dims(2, 2)))))
        .containsExactly(0 * 0 + 1 * 2 + 2 * 1 + 3 * 3);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "3, 5, 2", "7, 130, 3", "5, 67, 520", "2, 64, 1030", "4, 3, 4"})
  void everySizeOfMatrixIsMultipliedAsByTheDefinition(int m, int k, int n) {
    Random random = new Random(m + 31 * k + 977 * n);
    double[] a = random.doubles((long) m * k).map(v -> Math.floor(v * 17) - 8).toArray();
    double[] b = random.doubles((long) k * n).map(v -> Math.floor(v * 17) - 8).toArray();
    double[] expected = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        for (int l = 0; l < k; l++) {
          expected[i * n + j] += a[i * k + l] * b[l * n + j];
        }
      }
    }
    Array x = f32(dims(m, k), a);
    Array y = f32(dims(k, n), b);
    assertThat(reals(run(MATMUL, x, y))).containsExactly(expected);
    Array flipped = run(new linum.ir.Movement.Transpose(dims(1, 0)), x);
    DotGeneral leftFlipped = new DotGeneral(dims(0), dims(0), Dims.NONE, Dims.NONE);
    assertThat(reals(run(leftFlipped, flipped, y))).containsExactly(expected);
  }

  @Test
  void nothingContractedGivesZeros() {
    assertThat(reals(run(MATMUL, f32(dims(2, 0)), f32(dims(0, 2))))).containsExactly(0, 0, 0, 0);
  }

  @Test
  void integersWrapUnlessAWiderResultIsAsked() {
    Array x = ints(DType.INT8, 100, 100);
    DotGeneral inner = new DotGeneral(dims(0), dims(0), Dims.NONE, Dims.NONE);
    assertThat(wholes(run(inner, x, x))).containsExactly((byte) 20000);
    DotGeneral wide = new DotGeneral(dims(0), dims(0), Dims.NONE, Dims.NONE, null, DType.INT32);
    assertThat(wholes(run(wide, x, x))).containsExactly(20000);
  }

  @Test
  void halvesAreSummedWideAndRoundedToTheAskedType() {
    Array x = floats(DType.BFLOAT16, 16, 1);
    DotGeneral inner = new DotGeneral(dims(0), dims(0), Dims.NONE, Dims.NONE);
    assertThat(reals(run(inner, x, x))).containsExactly(256);
    DotGeneral wide = new DotGeneral(dims(0), dims(0), Dims.NONE, Dims.NONE, null, DType.FLOAT32);
    assertThat(reals(run(wide, x, x))).containsExactly(257);
  }

  @Test
  void raggedRowsMeetTheMatrixOfTheirGroup() {
    Array out =
        run(
            new RaggedDot(null, null),
            f32(dims(4, 1), 1, 2, 3, 4),
            f32(dims(2, 1, 2), 1, 10, 100, 1000),
            i32(1, 2));
    assertThat(reals(out)).containsExactly(1, 10, 200, 2000, 300, 3000, 0, 0);
  }
}

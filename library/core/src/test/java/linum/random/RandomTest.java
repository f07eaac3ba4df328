package linum.random;

import static linum.testing.ArrayAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import linum.Linum;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.ThreefryMode;
import linum.lax.Lax;
import linum.numpy.Jnp;
import linum.testing.ArrayAssertions;
import linum.transform.Vmap;
import linum.transform.VmapOptions;
import org.junit.jupiter.api.Test;

class RandomTest {
  private static final Array KEY = Random.key(7);

  @Test
  void theMethodsOfAKeyDrawTheSame() {
    PrngKey key = PrngKey.key(7);
    assertSame(Random.normal(KEY, 2, 3), key.normal(2, 3));
    assertSame(Random.split(KEY, 3), key.split(3).data());
    assertSame(Random.normal(Keys.at(Random.split(KEY, 3), 2)), key.split(3).get(-1).normal());
  }

  @Test
  void wordsDoAsKeysAndGiveWords() {
    Array words = Random.PRNGKey(7);
    assertThat(Host.longs(words)).containsExactly(0, 7);
    assertSame(Random.normal(KEY, 3), Random.normal(words, 3));
    assertThat(Random.split(words).aval().toString()).isEqualTo("uint32[2,2]");
    assertSame(KEY, Random.wrapKeyData(words));
  }

  @Test
  void splittingInPartitionableModeFoldsInTheNumber() {
    Array keys = Random.split(KEY, 4);
    assertSame(Random.foldIn(KEY, 3), Keys.at(keys, 3));
  }

  @Test
  void theModeHoldsForTheCallOnly() {
    Array now = Random.normal(KEY);
    Array legacy = Random.withThreefry(ThreefryMode.LEGACY, () -> Random.normal(KEY));
    assertThat(Host.doubles(legacy)).isNotEqualTo(Host.doubles(now));
    assertSame(now, Random.normal(KEY));
  }

  @Test
  void aCompiledFunctionIsTracedAgainInAnotherMode() {
    var f = Linum.jit((Array k) -> Random.normal(k, 2));
    assertSame(Random.normal(KEY, 2), f.apply(KEY));
    Random.withThreefry(
        ThreefryMode.LEGACY,
        () -> {
          assertSame(Random.normal(KEY, 2), f.apply(KEY));
          return null;
        });
  }

  @Test
  void keysAreMapped() {
    Array keys = Random.split(KEY, 3);
    Array all = (Array) Vmap.call(k -> Random.normal((Array) k[0], 2), VmapOptions.DEFAULT, keys);
    for (int i = 0; i < 3; i++) {
      assertSame(Random.normal(Keys.at(keys, i), 2), Keys.at(all, i));
    }
  }

  @Test
  void aPermutationOfAnArrayMovesWholeSlices() {
    Array x = Ops.reshape(Ops.iota(DType.INT32, Dims.of(12), 0), Dims.of(4, 3));
    long[] rows = Host.longs(Random.permutation(KEY, 4));
    long[] permuted = Host.longs(Random.permutation(KEY, x));
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 3; j++) {
        assertThat(permuted[3 * i + j]).isEqualTo(3 * rows[i] + j);
      }
    }
  }

  @Test
  void anIndependentPermutationShufflesEveryColumnForItself() {
    Array x = Ops.iota(DType.INT32, Dims.of(50, 3), 0);
    Array shuffled = Random.permutation(KEY, x, 0, true);
    long[][] columns = new long[3][50];
    long[] flat = Host.longs(shuffled);
    for (int i = 0; i < flat.length; i++) {
      columns[i % 3][i / 3] = flat[i];
    }
    assertThat(columns[0]).isNotEqualTo(columns[1]);
    for (long[] column : columns) {
      Arrays.sort(column);
      assertThat(column).isEqualTo(Host.longs(Ops.iota(DType.INT32, Dims.of(50), 0)));
    }
  }

  @Test
  void aChoiceWithoutReplacementNeverRepeats() {
    Array p = Host.float32("0.1", "0.4", "0.2", "0.2", "0.1");
    assertThat(Host.longs(Random.choice(KEY, 5, Dims.of(5), false, p)))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    assertThat(Host.longs(Random.choice(KEY, 5, Dims.of(5), false, null)))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4);
  }

  @Test
  void aChoiceFollowsItsProbabilities() {
    Array p = Host.float32("0", "0.25", "0.75");
    double[] drawn = Host.doubles(Random.choice(KEY, 3, Dims.of(4000), true, p));
    assertThat(Arrays.stream(drawn).average().orElseThrow()).isBetween(1.7, 1.8);
    assertThat(drawn).doesNotContain(0);
  }

  @Test
  void aChoiceFromAnArrayPutsTheShapeInPlaceOfTheAxis() {
    Array x = Ops.iota(DType.INT32, Dims.of(2, 5), 1);
    Array chosen = Random.choice(KEY, x, Dims.of(3, 2), true, null, 1);
    assertThat(chosen.shape()).isEqualTo(Dims.of(2, 3, 2));
    assertThat(Arrays.copyOf(Host.longs(chosen), 6))
        .isEqualTo(Host.longs(Random.choice(KEY, 5, 3, 2)));
  }

  @Test
  void categoriesFollowTheirLogits() {
    Array logits = Ops.mul(1.0, Continuous.log(Host.float32("0.1", "0.2", "0.7")));
    Dims shape = Dims.of(3000);
    Array drawn = Random.categorical(KEY, logits, -1, shape, true, DrawMode.LOW);
    double[] counts = new double[3];
    for (long c : Host.longs(drawn)) {
      counts[(int) c] += 1.0 / 3000;
    }
    assertThat(counts[0]).isBetween(0.08, 0.12);
    assertThat(counts[2]).isBetween(0.66, 0.74);
    Array fine = Random.categorical(KEY, logits, 0, shape, true, DrawMode.HIGH);
    assertThat(fine.shape()).isEqualTo(shape);
  }

  @Test
  void categoriesWithoutReplacementAreDifferent() {
    Array logits = Ops.zeros(new Aval(DType.FLOAT32, Dims.of(4, 2)));
    Array drawn = Random.categorical(KEY, logits, 0, Dims.of(4, 2), false, DrawMode.LOW);
    long[] flat = Host.longs(drawn);
    for (int column = 0; column < 2; column++) {
      int c = column;
      assertThat(List.of(flat[c], flat[2 + c], flat[4 + c], flat[6 + c]))
          .containsExactlyInAnyOrder(0L, 1L, 2L, 3L);
    }
  }

  @Test
  void integersStayInTheirRangeInEveryType() {
    for (DType dtype : List.of(DType.INT8, DType.UINT8, DType.INT16, DType.UINT32)) {
      Array drawn = Random.randint(KEY, Dims.of(1000), 3, 9, dtype);
      assertThat(drawn.dtype()).isEqualTo(dtype);
      assertThat(Arrays.stream(Host.longs(drawn)).distinct().sorted())
          .containsExactly(3L, 4L, 5L, 6L, 7L, 8L);
    }
    long[] bytes = Host.longs(Random.randint(KEY, Dims.of(5000), 0, 256, DType.UINT8));
    assertThat(Arrays.stream(bytes).max()).hasValue(255);
    assertThat(Host.longs(Random.randint(KEY, Dims.of(3), 5, 5))).containsOnly(5);
  }

  @Test
  void narrowTypesAreDrawnInTheirOwnBits() {
    for (DType dtype : List.of(DType.FLOAT16, DType.BFLOAT16)) {
      double[] u = Host.doubles(Random.uniform(KEY, Dims.of(1000), dtype));
      assertThat(Arrays.stream(u).allMatch(x -> x >= 0 && x < 1)).isTrue();
      assertThat(Arrays.stream(u).average().orElseThrow()).isBetween(0.45, 0.55);
    }
  }

  @Test
  void momentsAreThoseOfTheDistributions() {
    int n = 4000;
    assertMean(Random.exponential(KEY, n), 1, 0.06);
    assertMean(Random.laplace(KEY, n), 0, 0.08);
    assertMean(Random.logistic(KEY, n), 0, 0.1);
    assertMean(Random.maxwell(KEY, n), 2 * Math.sqrt(2 / Math.PI), 0.05);
    assertMean(Random.rayleigh(KEY, 2, n), 2 * Math.sqrt(Math.PI / 2), 0.08);
    assertMean(Random.lognormal(KEY, 0.5, n), Math.exp(0.125), 0.04);
    assertMean(Random.triangular(KEY, 0, 1, 5, n), 2, 0.06);
    assertMean(Random.wald(KEY, 1.5, n), 1.5, 0.12);
    assertMean(Random.geometric(KEY, 0.25, n), 4, 0.2);
    assertMean(Random.pareto(KEY, 4, n), 4.0 / 3, 0.03);
    assertMean(Random.chisquare(KEY, 3, n), 3, 0.15);
    assertMean(Random.t(KEY, 8, n), 0, 0.07);
    assertMean(Random.f(KEY, 4, 10, n), 1.25, 0.08);
    assertMean(Random.poisson(KEY, 30, n), 30, 0.4);
    assertMean(Random.generalizedNormal(KEY, 2, n), 0, 0.05);
    assertMean(Random.gumbel(KEY, Dims.of(n), DType.FLOAT32, DrawMode.HIGH), 0.5772, 0.08);
    Array p = Ops.scalar(0.3, DType.FLOAT32);
    Array fine = Random.bernoulli(KEY, p, Dims.of(n), DrawMode.HIGH);
    assertMean(fine, 0.3, 0.03);
  }

  private static void assertMean(Array drawn, double mean, double within) {
    assertThat(Arrays.stream(Host.doubles(drawn)).average().orElseThrow())
        .isBetween(mean - within, mean + within);
  }

  @Test
  void pointsOfABallLieInside() {
    double[] points = Host.doubles(Random.ball(KEY, 3, 100));
    for (int i = 0; i < 100; i++) {
      double square = 0;
      for (int k = 0; k < 3; k++) {
        square += points[3 * i + k] * points[3 * i + k];
      }
      assertThat(square).isLessThan(1);
    }
  }

  @Test
  void orthogonalMatricesHaveOrthonormalColumns() {
    Array q = Random.orthogonal(KEY, 4, Dims.of(2), DType.FLOAT32, 3);
    assertThat(q.shape()).isEqualTo(Dims.of(2, 4, 3));
    double[] x = Host.doubles(q);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double inner = 0;
        for (int r = 0; r < 4; r++) {
          inner += x[12 + 3 * r + i] * x[12 + 3 * r + j];
        }
        assertThat(inner).isBetween((i == j ? 1 : 0) - 1e-5, (i == j ? 1 : 0) + 1e-5);
      }
    }
  }

  @Test
  void whatIsNoKeyIsRejected() {
    assertThatThrownBy(() -> Random.normal(Host.float32("1", "2"), 3))
        .hasMessage(
            "normal takes a random key first, but got float32[2]\nMake one from a seed: Random.key(0)");
    assertThatThrownBy(() -> Random.normal(Random.split(KEY), 3))
        .hasMessage(
            "normal takes a single key, but got key<fry>[2]\nMap it over the keys: vmap(k -> Random.normal(k, …)).apply(keys)");
    assertThatThrownBy(() -> Random.uniform(KEY, Dims.of(2), DType.INT32))
        .hasMessage("uniform draws floating numbers, but dtype is int32");
    assertThatThrownBy(() -> Random.normal(KEY, 2, -1))
        .hasMessage("normal: the shape (2, -1) has a negative size");
    assertThatThrownBy(() -> Random.choice(KEY, 3, Dims.of(4), false, null))
        .hasMessage("choice: 4 draws without replacement from 3 elements");
    assertThatThrownBy(() -> Random.permutation(KEY, Host.float32("1"), 1, false))
        .hasMessage("permutation: axis 1 is out of range for float32[1]");
    assertThatThrownBy(() -> PrngKey.key(0).get(0))
        .hasMessage("a single key has no length\nSplit it into several: key.split(3)");
  }

  @Test
  void theDerivativeOfAGammaNumberKeepsItsQuantile() {
    Array a = Jnp.array(0.3, 1, 4, 30);
    Array drawn = Random.gamma(KEY, a, null, DType.FLOAT32);
    Array slope = Linum.grad((Array x) -> Random.gamma(KEY, x, null, DType.FLOAT32).sum()).apply(a);
    ArrayAssertions.assertClose(Lax.randomGammaGrad(a, drawn), slope);
    Array logSlope =
        Linum.grad((Array x) -> Random.loggamma(KEY, x, null, DType.FLOAT32).sum()).apply(a);
    ArrayAssertions.assertClose(slope.div(drawn), logSlope, 1e-5, 1e-5);
  }

  // The mean of gamma numbers is a, of chi-square numbers their degrees of freedom.
  @Test
  void meansOfDerivativesAreDerivativesOfMeans() {
    assertThat(slope(a -> Random.gamma(KEY, a, Dims.of(4000), DType.FLOAT32), 2.5))
        .isCloseTo(1, within(0.03));
    assertThat(slope(a -> Random.chisquare(KEY, a, Dims.of(4000), DType.FLOAT32), 3))
        .isCloseTo(1, within(0.03));
    // The mean of a beta number is a / (a + b).
    Array b = Ops.scalar(2.0, DType.FLOAT32);
    assertThat(slope(a -> Random.beta(KEY, a, b, Dims.of(4000), DType.FLOAT32), 2))
        .isCloseTo(2.0 / 16, within(0.01));
  }

  private static double slope(UnaryOperator<Array> draws, double at) {
    return Linum.grad((Array a) -> draws.apply(a).mean())
        .apply(Ops.scalar(at, DType.FLOAT32))
        .item();
  }

  @Test
  void aGammaNumberIsOneOperationOfItsProgram() {
    assertThat(
            Linum.makeJaxpr(
                    (Array a) -> Random.gamma(KEY, a, null, DType.FLOAT32), Jnp.array(1.0, 2.0))
                .toString())
        .contains("random_gamma[log_space=False]");
  }
}

package linum.random;

import static linum.numpy.Jnp.array;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import linum.Linum;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.numpy.Jnp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Moments of what is drawn, each within five of its standard errors.
class MultivariateTest {
  private static final int N = 20_000;

  @Test
  void normalVectorsHaveTheGivenCovariance() {
    Array mean = array(1.0, -2.0);
    Array cov = array(new double[][] {{4, 1.2}, {1.2, 1}});
    Array x = Random.multivariateNormal(Random.key(1), mean, cov, Dims.of(N), DType.FLOAT32);
    assertThat(x.shape()).isEqualTo(Dims.of(N, 2));
    assertThat(x.mean(0).toDoubleArray()).containsExactly(new double[] {1, -2}, within(0.07));
    assertThat(Jnp.cov(x.T()).ravel().toDoubleArray())
        .containsExactly(new double[] {4, 1.2, 1.2, 1}, within(0.2));
  }

  @Test
  void aFactorTimesItsTransposeIsTheMatrix() {
    Array a = array(new double[][] {{4, 2, 0.6}, {2, 5, 1.1}, {0.6, 1.1, 3}});
    Array l = Cholesky.factor(a);
    assertThat(Jnp.triu(l, 1).toDoubleArray()).containsOnly(0);
    assertThat(l.matmul(l.T()).toDoubleArray()).containsExactly(a.toDoubleArray(), within(1e-5));
  }

  @Test
  void aMatrixThatIsNotPositiveDefiniteHasNoFactor() {
    assertThat(Cholesky.factor(array(new double[][] {{1, 2}, {2, 1}})).get(1, 1).item()).isNaN();
  }

  @Test
  void meanAndCovarianceMustFit() {
    assertThatThrownBy(() -> Random.multivariateNormal(Random.key(0), Jnp.zeros(3), Jnp.eye(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "multivariateNormal takes a mean of shape (…, n) and a covariance of shape (…, n, n),"
                + " but got float32[3] and float32[2,2]");
  }

  @ParameterizedTest
  @CsvSource({"5, 0.3", "40, 0.1", "100, 0.5", "1000, 0.9", "60, 0.75"})
  void binomialNumbersHaveMeanAndVarianceOfTheirDistribution(double n, double p) {
    Array x = Random.binomial(Random.key(3), n, p, N);
    double variance = n * p * (1 - p);
    assertThat(x.mean().item()).isCloseTo(n * p, within(5 * Math.sqrt(variance / N)));
    assertThat(x.var().item()).isCloseTo(variance, within(5 * variance * Math.sqrt(2.2 / N)));
    assertThat(x.min().item()).isGreaterThanOrEqualTo(0);
    assertThat(x.max().item()).isLessThanOrEqualTo(n);
    assertThat(x.sub(x.round()).abs().max().item()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "7, 0, 0",
    "7, 1, 7",
    "0, 0.4, 0",
    "-1, 0.4, NaN",
    "7, 1.5, NaN",
    "Infinity, 0.4, Infinity"
  })
  void binomialNumbersAtTheEdges(double n, double p, double expected) {
    assertThat(Random.binomial(Random.key(0), n, p).item()).isEqualTo(Double.valueOf(expected));
  }

  @Test
  void multinomialCountsSumToTheNumberOfTrials() {
    Array p = array(0.2, 0.5, 0.3);
    Array x = Random.multinomial(Random.key(5), array(50.0f), p, Dims.of(2_000, 3), DType.FLOAT32);
    assertThat(x.sum(1).toDoubleArray()).containsOnly(50);
    assertThat(x.mean(0).toDoubleArray())
        .containsExactly(new double[] {10, 25, 15}, within(5 * Math.sqrt(12.5 / 2_000)));
  }

  @Test
  void drawsAreTheSameCompiled() {
    Array key = Random.key(9);
    Array cov = Jnp.eye(2);
    Array mean = Jnp.ones(2);
    assertThat(
            Linum.jit((Array k) -> Random.multivariateNormal(k, mean, cov))
                .apply(key)
                .toDoubleArray())
        .containsExactly(Random.multivariateNormal(key, mean, cov).toDoubleArray(), within(1e-6));
    assertThat(Linum.jit((Array k) -> Random.binomial(k, 9, 0.4, 5)).apply(key).toDoubleArray())
        .containsExactly(Random.binomial(key, 9, 0.4, 5).toDoubleArray());
  }
}

package linum.numpy;

import static linum.numpy.Jnp.arange;
import static linum.numpy.Jnp.array;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import linum.core.Array;
import linum.ir.DType;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Values are NumPy's.
class MoreJnpTest {
  @Test
  void kaiser() {
    assertThat(Jnp.kaiser(5, 3).toDoubleArray())
        .containsExactly(
            new double[] {0.20488476, 0.72692553, 1, 0.72692553, 0.20488476}, within(1e-6));
    assertThat(Jnp.kaiser(1, 3)).hasToString("[1.]");
  }

  @Nested
  class BitsTest {
    @Test
    void eightElementsMakeAByte() {
      assertThat(Jnp.packbits(array(1, 0, 1, 1, 0, 0, 0, 0, 1))).hasToString("[176 128]");
      assertThat(Jnp.packbits(array(1, 0, 1, 1), 0, "little")).hasToString("[13]");
    }

    @Test
    void bytesComeApartAgain() {
      Array bytes = array(new int[][] {{2}, {7}, {23}}, DType.UINT8);
      assertThat(Jnp.unpackbits(bytes))
          .hasToString("[[0 0 0 0 0 0 1 0]\n [0 0 0 0 0 1 1 1]\n [0 0 0 1 0 1 1 1]]");
      assertThat(Jnp.packbits(Jnp.unpackbits(bytes))).hasToString(bytes.toString());
      assertThat(Jnp.unpackbits(bytes, 0, 5, "little").shape(0)).isEqualTo(5);
    }

    @Test
    void onlyBytesComeApart() {
      assertThatThrownBy(() -> Jnp.unpackbits(array(1, 2)))
          .hasMessage("unpackbits takes uint8, got int32[2]\nConvert it: x.astype(DType.UINT8)");
    }
  }

  @Nested
  class ApplyTest {
    @Test
    void alongAnAxisResultsStandInItsPlace() {
      Array x = arange(12).reshape(2, 3, 2);
      Array out = Jnp.applyAlongAxis(v -> Jnp.stack(v.min(), v.max()), 1, x);
      assertThat(out).hasToString("[[[ 0  1]\n  [ 4  5]]\n\n [[ 6  7]\n  [10 11]]]");
      assertThat(Jnp.applyAlongAxis(v -> v.sum(), 0, x)).hasToString(x.sum(0).toString());
    }

    @Test
    void overAxesOneAfterTheOther() {
      Array x = arange(24).reshape(2, 3, 4);
      assertThat(Jnp.applyOverAxes((v, a) -> v.sum(a), x, 0, 2))
          .hasToString("[[[ 60]\n  [ 92]\n  [124]]]");
    }

    @Test
    void theLastConditionThatHoldsDecides() {
      Array x = array(-2.0, -1.0, 0.0, 1.0, 2.0);
      assertThat(
              Jnp.piecewise(x, List.of(x.lt(0), x.lt(-1)), List.of(v -> v.neg(), v -> v.mul(10))))
          .hasToString("[-20.   1.   0.   0.   0.]");
      assertThat(Jnp.piecewise(x, List.of(x.lt(0)), List.of(v -> v.neg(), v -> v.add(1))))
          .hasToString("[2. 1. 1. 2. 3.]");
    }
  }

  @Nested
  class PolynomialsTest {
    @Test
    void aQuotientAndWhatRemains() {
      List<Array> both = Jnp.polydiv(array(1.0, 5.0, 6.0, 2.0), array(2.0, 3.0));
      assertThat(both.get(0)).hasToString("[0.5   1.75  0.375]");
      assertThat(both.get(1)).hasToString("[0.    0.    0.    0.875]");
    }

    @Test
    void thePolynomialOfItsRoots() {
      assertThat(Jnp.poly(array(1.0, 2.0, -3.0))).hasToString("[ 1.  0. -7.  6.]");
    }
  }

  @Test
  void theLargestElements() {
    assertThat(Jnp.topK(array(3, 1, 4, 1, 5), 2).toString()).isEqualTo("[[5 4], [4 2]]");
  }

  @Test
  void distinctElements() {
    Array x = array(3, 1, 3, 2);
    assertThat(Jnp.uniqueCounts(x).toString()).isEqualTo("[[1 2 3], [1 1 2]]");
    assertThat(Jnp.uniqueInverse(x).toString()).isEqualTo("[[1 2 3], [2 0 2 1]]");
  }
}

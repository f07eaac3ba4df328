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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Nested
  class HistogramsTest {
    private final Array points = array(new double[][] {{0, 0}, {1, 3}, {0.4, 2}, {1, 2.9}});

    @Test
    void countPointsInBoxes() {
      List<Array> h = Jnp.histogramdd(points, 2);
      assertThat(h.get(0)).hasToString("[[1 1]\n [0 2]]");
      assertThat(h.get(1)).hasToString("[0.  0.5 1. ]");
      assertThat(h.get(2)).hasToString("[0.  1.5 3. ]");
      assertThat(Jnp.histogram2d(points.at(":, 0").get(), points.at(":, 1").get(), 2).getFirst())
          .hasToString(h.getFirst().toString());
    }

    @Test
    void leaveOutPointsBeyondTheEdges() {
      List<Array> edges = List.of(array(0.2, 2.0), array(-1.0, 2.5, 2.9));
      assertThat(Jnp.histogramdd(points, edges, null, false).getFirst()).hasToString("[[1 1]]");
      assertThat(Jnp.histogramdd(points, edges, array(1.0, 2.0, 4.0, 8.0), false).getFirst())
          .hasToString("[[4. 8.]]");
    }

    @Test
    void integrateToOneAsADensity() {
      List<Array> edges = List.of(array(0.0, 0.5, 1.0), array(0.0, 2.0, 4.0));
      assertThat(Jnp.histogramdd(points, edges, null, true).getFirst())
          .hasToString("[[0.25 0.25]\n [0.   0.5 ]]");
    }

    @Test
    void needEdgesForEachAxis() {
      assertThatThrownBy(() -> Jnp.histogramdd(points, List.of(array(0, 1)), null, false))
          .hasMessage("histogramdd: points of 2 coordinates need as many vectors of edges, got 1");
    }
  }

  @Test
  void aFractionAndAPowerOfTwo() {
    Array x = array(1.0, -6.0, 0.1, 0.0, Double.NEGATIVE_INFINITY, 1e-40);
    List<Array> parts = Jnp.frexp(x);
    assertThat(parts.get(0).at(":5").get()).hasToString("[ 0.5  -0.75  0.8   0.    -inf]");
    assertThat(parts.get(1)).hasToString("[   1    3   -3    0    0 -132]");
    assertThat(Jnp.ldexp(parts.get(0), parts.get(1))).hasToString(x.toString());
    assertThat(Jnp.frexp(array(3)).getFirst().dtype()).isEqualTo(DType.FLOAT32);
    assertThat(Jnp.frexp(array(0.75).astype(DType.BFLOAT16)).toString()).isEqualTo("[0.75, 0]");
  }

  @Test
  void placesThatAMaskLeaves() {
    assertThat(Jnp.maskIndices(3, (m, k) -> Jnp.triu(m, k), 1)).hasToString("[[0 0 1], [1 2 2]]");
    assertThat(Jnp.maskIndices(2, (m, k) -> Jnp.tril(m, k))).hasToString("[[0 1 1], [0 0 1]]");
  }

  @Test
  void theOrderOfContractions() {
    Array a = Jnp.ones(2, 100);
    Array b = Jnp.ones(100, 100);
    Array c = Jnp.ones(100, 3);
    assertThat(Jnp.einsumPath("ij,jk,kl->il", a, b, c))
        .containsExactly(new int[] {0, 1}, new int[] {0, 1});
    assertThat(Jnp.einsumPath("ij,jk,kl->il", a.T().T(), b, Jnp.ones(100, 1)))
        .containsExactly(new int[] {1, 2}, new int[] {0, 1});
  }

  @ParameterizedTest
  @CsvSource({
    "INT8, INT32, safe, true",
    "INT32, INT8, safe, false",
    "INT32, INT8, same_kind, true",
    "UINT8, INT8, safe, false",
    "UINT8, INT16, safe, true",
    "UINT8, INT8, same_kind, true",
    "INT8, UINT32, same_kind, false",
    "INT32, FLOAT32, safe, false",
    "INT32, FLOAT32, same_kind, true",
    "INT32, FLOAT64, safe, true",
    "INT64, FLOAT64, safe, true",
    "FLOAT16, BFLOAT16, safe, false",
    "UINT8, BFLOAT16, safe, true",
    "FLOAT32, COMPLEX64, safe, true",
    "COMPLEX64, FLOAT64, same_kind, false",
    "COMPLEX64, FLOAT64, unsafe, true",
    "BOOL, BOOL, no, true",
    "BOOL, INT8, equiv, false",
    "KEY, UINT32, unsafe, false"
  })
  void castsAreAsNumPySays(DType from, DType to, String casting, boolean can) {
    assertThat(Jnp.canCast(from, to, casting)).isEqualTo(can);
  }

  @Test
  void castsHaveNames() {
    assertThat(Jnp.canCast(DType.INT32, DType.INT64)).isTrue();
    assertThatThrownBy(() -> Jnp.canCast(DType.INT32, DType.INT64, "exact"))
        .hasMessage(
            "canCast: there is no casting \"exact\"; there are no, equiv, safe, same_kind and unsafe");
  }
}

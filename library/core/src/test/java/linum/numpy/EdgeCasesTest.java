package linum.numpy;

import static linum.numpy.Jnp.angle;
import static linum.numpy.Jnp.arccosh;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.asarray;
import static linum.numpy.Jnp.bfloat16;
import static linum.numpy.Jnp.convolve;
import static linum.numpy.Jnp.correlate;
import static linum.numpy.Jnp.cumprod;
import static linum.numpy.Jnp.cumsum;
import static linum.numpy.Jnp.cumulativeSum;
import static linum.numpy.Jnp.full;
import static linum.numpy.Jnp.histogram;
import static linum.numpy.Jnp.inf;
import static linum.numpy.Jnp.int8;
import static linum.numpy.Jnp.mean;
import static linum.numpy.Jnp.median;
import static linum.numpy.Jnp.nan;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.over;
import static linum.numpy.Jnp.polyder;
import static linum.numpy.Jnp.polyint;
import static linum.numpy.Jnp.quantile;
import static linum.numpy.Jnp.reciprocal;
import static linum.numpy.Jnp.unique;
import static linum.numpy.Jnp.uniqueAll;
import static linum.numpy.Jnp.uniqueValues;
import static linum.numpy.Jnp.vander;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import linum.core.Array;
import linum.ir.DType;
import linum.lax.Lax;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Where types and values are easily got wrong. Expected ones are those of JAX 0.10.
class EdgeCasesTest {
  private static final Array SMALL = array(new int[] {100, 100, 100}, int8);

  private static void is(Array actual, String type, String text) {
    assertThat(actual.aval()).hasToString(type);
    assertThat(actual).hasToString(text);
  }

  @Nested
  class TruthValues {
    private final Array a = array(true, true, false);
    private final Array b = array(true, false, false);

    @Test
    void areAddedByOrAndMultipliedByAnd() {
      is(a.add(b), "bool[3]", "[ True  True False]");
      is(a.mul(b), "bool[3]", "[ True False False]");
      is(a.add(1), "int32[3]", "[2 2 1]");
      is(Jnp.outer(b, b).at(0).get(), "bool[3]", "[ True False False]");
    }

    @Test
    void haveNoDifferenceAndNoSign() {
      assertThatThrownBy(() -> a.sub(b)).hasMessageStartingWith("sub takes");
      assertThatThrownBy(a::neg).hasMessageStartingWith("neg takes");
      assertThatThrownBy(a::sign).hasMessageStartingWith("sign takes");
    }

    @Test
    void areCountedWhereTheyAreSummed() {
      is(cumsum(a), "int32[3]", "[1 2 2]");
      is(a.sum(), "int32[]", "2");
      is(reciprocal(a), "float32[3]", "[ 1.  1. inf]");
    }
  }

  @Nested
  class Types {
    @Test
    void runningSumsStayInTheTypeOfTheArray() {
      is(cumsum(SMALL), "int8[3]", "[100 -56  44]");
      is(cumprod(SMALL), "int8[3]", "[100  16  64]");
      is(cumulativeSum(SMALL, 0, false), "int32[3]", "[100 200 300]");
    }

    @Test
    void functionsOfPolynomialsAreFloating() {
      Array p = array(1, 2, 3);
      is(convolve(p, p), "float32[5]", "[ 1.  4. 10. 12.  9.]");
      is(correlate(p, p), "float32[1]", "[14.]");
      is(polyder(p), "float32[2]", "[2. 2.]");
      assertThat(polyint(p.astype(bfloat16)).dtype()).isEqualTo(bfloat16);
      assertThat(vander(SMALL).dtype()).isEqualTo(int8);
    }

    @Test
    void edgesOfAHistogramAreFloating() {
      assertThat(histogram(array(3, 1, 2, 0), array(0, 1, 3)).get(1).aval())
          .hasToString("float32[3]");
    }

    @Test
    void anArrayFullOfANumberGivesWay() {
      assertThat(full(3, 2.5).add(ones(bfloat16, 3)).dtype()).isEqualTo(bfloat16);
      assertThat(full(3, 2).add(SMALL).dtype()).isEqualTo(int8);
    }

    @Test
    void whatIsReducedDoesNot() {
      Array half = ones(bfloat16, 1);
      assertThat(asarray(2.0).sum().add(half).dtype()).isEqualTo(DType.FLOAT32);
      assertThat(mean(asarray(2.0)).add(half).dtype()).isEqualTo(DType.FLOAT32);
      assertThat(asarray(2.0).max().add(half).dtype()).isEqualTo(DType.FLOAT32);
      assertThat(asarray(2.0).var().add(half).dtype()).isEqualTo(DType.FLOAT32);
      assertThat(median(asarray(2.0)).add(half).dtype()).isEqualTo(DType.FLOAT32);
      assertThat(cumsum(asarray(2.0)).add(half).dtype()).isEqualTo(DType.FLOAT32);
    }
  }

  @Nested
  class Values {
    @Test
    void belowOneThereIsNoInverseHyperbolicCosine() {
      is(arccosh(array(1.0, 0.5, -1.0, -1e20, inf)), "float32[5]", "[ 0. nan nan nan inf]");
    }

    @Test
    void ofMinusZeroTheAngleIsPi() {
      is(
          angle(array(0.0, -0.0, -1.0, nan)),
          "float32[4]",
          "[0.        3.1415927 3.1415927       nan]");
    }

    @Test
    void everyNanIsAValueOfItsOwnExceptInUnique() {
      Array x = array(nan, 1.0, nan);
      is(unique(x), "float32[2]", "[ 1. nan]");
      is(uniqueValues(x), "float32[3]", "[ 1. nan nan]");
      is(uniqueAll(x).counts(), "int32[3]", "[1 1 1]");
      is(uniqueAll(x).inverse(), "int32[3]", "[1 0 2]");
    }

    @Test
    void quantilesWithoutInterpolation() {
      Array x = array(0.0, 1.0, 2.0, 2.5, 9.0, 4.0, 7.0);
      Array q = array(0.0, 0.1, 0.2, 0.5, 0.7, 1.0);
      is(quantile(x, q, over(), "inverted_cdf"), "float32[6]", "[0.  0.  1.  2.5 4.  9. ]");
    }
  }

  @Nested
  class Slices {
    @Test
    void countNegativePlacesFromTheEnd() {
      is(Lax.sliceInDim(array(1, 2, 3, 4), 1, -1, 0), "int32[2]", "[2 3]");
      is(Lax.sliceInDim(array(1, 2, 3, 4), -3, 4, -1), "int32[3]", "[2 3 4]");
    }
  }

  @Nested
  class ViewTest {
    private final Array x = array(1.0, -0.0);

    @Test
    void stretchesAndShrinksTheLastAxis() {
      is(x.view(DType.UINT8), "uint8[8]", "[  0   0 128  63   0   0   0 128]");
      is(x.view(DType.UINT8).view(DType.FLOAT32), "float32[2]", "[ 1. -0.]");
      is(x.reshape(2, 1).view(DType.INT16), "int16[2,2]", "[[     0  16256]\n [     0 -32768]]");
      is(x.view(DType.BOOL).reshape(2, 4).any(1), "bool[2]", "[ True  True]");
      is(array(true, false).view(DType.INT8), "int8[2]", "[1 0]");
    }

    @Test
    void widerElementsNeedWholeOnes() {
      assertThatThrownBy(() -> array(1, 2, 3).astype(DType.INT8).view(DType.INT16))
          .hasMessageStartingWith(
              "view: int8[3] as int16: the bytes of the last axis make no whole number of elements");
    }

    @Test
    void wideTypesAreThoseThatAreEnabled() {
      is(x.view(DType.INT64), "int32[2]", "[ 1065353216 -2147483648]");
      assertThat(Lax.bitcastConvertType(x, DType.UINT8).aval()).hasToString("uint8[2,4]");
    }
  }
}

package linum.lax;

import static linum.numpy.Jnp.arange;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import linum.core.Array;
import linum.ir.DType;
import org.junit.jupiter.api.Test;

class LaxTest {
  private static final Array X = arange(6.0).reshape(2, 3);

  @Test
  void operandsAreNotPromoted() {
    assertThatThrownBy(() -> Lax.add(array(1, 2), array(1.0, 2.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("add: operands must have one dtype, got int32[2] and float32[2]");
  }

  @Test
  void numbersTakeTheTypeOfTheOtherOperand() {
    assertThat(Lax.max(array(1, 5), 3).repr()).isEqualTo("Array([3, 5], dtype=int32)");
    assertThat(Lax.sub(1.0, X.get(0))).hasToString("[ 1.  0. -1.]");
  }

  @Test
  void remainderAndQuotientOfIntegersGoTowardZero() {
    assertThat(Lax.rem(array(7, -7), 3)).hasToString("[ 1 -1]");
    assertThat(Lax.div(array(7, -7), 2)).hasToString("[ 3 -3]");
  }

  @Test
  void contractsTheNamedAxes() {
    Array y = Lax.dotGeneral(X, X, new int[] {1}, new int[] {1}, new int[] {}, new int[] {});
    assertThat(y).hasToString("[[ 5. 14.]\n [14. 50.]]");
    Array batched =
        Lax.dotGeneral(X, X, new int[] {1}, new int[] {1}, new int[] {0}, new int[] {0});
    assertThat(batched).hasToString("[ 5. 50.]");
  }

  @Test
  void dynamicSlicesStayInside() {
    assertThat(Lax.dynamicSlice(arange(5), new int[] {4}, 3)).hasToString("[2 3 4]");
    assertThat(Lax.dynamicSliceInDim(X, array(-1), 1, 0)).hasToString("[[3. 4. 5.]]");
    assertThat(Lax.dynamicUpdateSlice(arange(5), array(9, 9), 3)).hasToString("[0 1 2 9 9]");
    assertThat(Lax.dynamicUpdateIndexInDim(X, arange(3.0), array(1), 0))
        .hasToString("[[0. 1. 2.]\n [0. 1. 2.]]");
  }

  @Test
  void largestElementsComeFirst() {
    List<Array> top = Lax.topK(array(3, 9, 1, 7), 2);
    assertThat(top.get(0)).hasToString("[9 7]");
    assertThat(top.get(1)).hasToString("[1 3]");
    assertThat(Lax.approxMinK(array(3.0, 9.0, 1.0), 2).get(0)).hasToString("[1. 3.]");
  }

  @Test
  void padsAndClampsAndCumulates() {
    assertThat(Lax.pad(array(1, 2, 3), 0, new int[][] {{1, -1, 1}})).hasToString("[0 1 0 2 0]");
    assertThat(Lax.clamp(1, arange(5), 3)).hasToString("[1 1 2 3 3]");
    assertThat(Lax.cummax(array(1, 3, 2), 0)).hasToString("[1 3 3]");
    assertThat(Lax.cumsum(array(1, 3, 2), 0, true)).hasToString("[6 5 2]");
    assertThat(Lax.broadcastedIota(DType.INT32, new int[] {2, 2}, 1))
        .hasToString("[[0 1]\n [0 1]]");
  }

  @Test
  void convolvesWithSamePadding() {
    Array x = arange(9.0).reshape(1, 1, 3, 3);
    Array sums = Lax.conv(x, ones(1, 1, 3, 3), new int[] {1, 1}, "SAME");
    assertThat(sums.get(0, 0)).hasToString("[[ 8. 15. 12.]\n [21. 36. 27.]\n [20. 33. 24.]]");
  }

  @Test
  void convolvesInOtherLayoutsAndWithDilation() {
    Array x = arange(9.0).reshape(1, 3, 3, 1);
    Convolution options =
        Convolution.strides(1, 1).rhsDilation(2, 2).dimensionNumbers("NHWC", "HWIO", "NHWC");
    Array y = Lax.convGeneralDilated(x, ones(2, 2, 1, 1), options);
    assertThat(y.ravel()).hasToString("[16.]");
    assertThat(
            Lax.convTranspose(arange(3.0).reshape(1, 3, 1), ones(2, 1, 1), new int[] {2}, "SAME")
                .ravel())
        .hasToString("[0. 0. 1. 1. 2. 2.]");
  }

  @Test
  void reducesWindows() {
    Array x = arange(9.0).reshape(3, 3);
    assertThat(Lax.reduceWindowMax(x, new int[] {2, 2}, new int[] {1, 1}, "VALID"))
        .hasToString("[[4. 5.]\n [7. 8.]]");
  }

  @Test
  void scansAndBranches() {
    var sums =
        Lax.scan(
            (Array c, Array v) -> new linum.core.Scan<>(c.add(v), c.mul(v)),
            array(0.0).astype(DType.FLOAT32),
            arange(4.0));
    assertThat(sums.carry()).hasToString("6.0");
    assertThat(sums.ys()).hasToString("[0. 0. 2. 9.]");
    assertThat(Lax.cond(array(true), (Array v) -> v.neg(), v -> v, arange(3)))
        .hasToString("[ 0 -1 -2]");
    assertThat(
            Lax.whileLoop(
                (Array v) -> v.lt(10),
                v -> v.mul(2),
                Lax.convertElementType(array(1), DType.INT32)))
        .hasToString("16");
  }

  @Test
  void specialFunctions() {
    assertThat(Lax.erf(array(0.5, 1.0))).hasToString("[0.5204999 0.8427008]");
    assertThat(Lax.rsqrt(array(4.0, 16.0))).hasToString("[0.5  0.25]");
  }
}

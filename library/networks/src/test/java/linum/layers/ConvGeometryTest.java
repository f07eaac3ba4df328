package linum.layers;

import static linum.numpy.Jnp.arange;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.random.PrngKey.key;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import linum.core.Array;
import linum.ir.Dims;
import linum.lax.Convolution;
import linum.lax.Lax;
import linum.numpy.Jnp;
import linum.testing.Gradients;
import org.junit.jupiter.api.Test;

class ConvGeometryTest {
  private static final Dims ONE = Dims.of(1);
  private static final Array ROW = arange(1, 6).reshape(1, 5, 1);
  private static final Array SQUARE = arange(1, 10).reshape(1, 3, 3, 1);
  private static final Array CROSS = array(0, 1, 0, 1, 2, 1, 0, 1, 0).reshape(3, 3, 1, 1);

  private static ConvGeometry window(String padding, int... size) {
    return new ConvGeometry(Dims.of(size), ONE, Padding.of(padding), ONE, ONE, 1);
  }

  private static ConvGeometry moved(String padding, int strides, int dilation) {
    return new ConvGeometry(
        Dims.of(3), Dims.of(strides), Padding.of(padding), ONE, Dims.of(dilation), 1);
  }

  private static Array conv(ConvGeometry geometry, Array x, Array kernel) {
    return geometry.apply(x, kernel, null, null, null, Substitutes.NONE);
  }

  @Test
  void anyNumberOfBatchAxes() {
    ConvGeometry three = window("VALID", 3);
    for (Dims batch : new Dims[] {Dims.NONE, Dims.of(1), Dims.of(2, 5)}) {
      Array x = ones(batch.concat(Dims.of(8, 3)));
      assertThat(three.kernelShape(x.shape(), 4)).isEqualTo(Dims.of(3, 3, 4));
      Array y = three.apply(x, ones(3, 3, 4), ones(4), null, null, Substitutes.NONE);
      assertThat(y.shape()).isEqualTo(batch.concat(Dims.of(6, 4)));
      assertThat(y.eq(10).all().itemBoolean()).isTrue();
    }
  }

  @Test
  void allOptionsReachTheConvolution() {
    ConvGeometry all =
        new ConvGeometry(
            Dims.of(3, 2),
            Dims.of(2, 1),
            Padding.of(new int[] {1, 2}, new int[] {3}),
            Dims.of(1, 2),
            Dims.of(2, 1),
            2);
    Array x = key(0).normal(2, 9, 7, 4);
    Array kernel = key(1).normal(3, 2, 2, 6);
    assertThat(all.kernelShape(x.shape(), 6)).isEqualTo(kernel.shape());
    Array expected =
        Lax.convGeneralDilated(
            x,
            kernel,
            Convolution.strides(2, 1)
                .padding(new int[][] {{1, 2}, {3, 3}})
                .lhsDilation(1, 2)
                .rhsDilation(2, 1)
                .featureGroupCount(2)
                .dimensionNumbers("NHWC", "HWIO", "NHWC"));
    assertClose(expected, conv(all, x, kernel), 1e-6, 1e-6);
    Gradients.check(k -> conv(all, x, k).square().mean(), kernel, 1);
    Gradients.check(v -> conv(all, v, kernel).square().mean(), x, 1);
  }

  @Test
  void circularBordersContinueAtTheOtherEnd() {
    Array kernel = array(1, 2, 1).reshape(3, 1, 1);
    assertThat(conv(moved("CIRCULAR", 3, 1), ROW, kernel).ravel()).hasToString("[ 9. 16.]");
    assertThat(conv(moved("CIRCULAR", 1, 3), ROW, kernel).ravel())
        .hasToString("[ 9. 13. 12. 11. 15.]");
    assertThat(conv(window("CIRCULAR", 3, 3), SQUARE, CROSS).reshape(3, 3))
        .hasToString("[[18. 21. 24.]\n [27. 30. 33.]\n [36. 39. 42.]]");
    // A window larger than the input goes around more than once.
    Array y = conv(window("CIRCULAR", 9), ones(1, 2, 3), ones(9, 3, 1));
    assertThat(y.ravel()).hasToString("[27. 27.]");
  }

  @Test
  void reflectedBordersTurnBack() {
    Array kernel = array(1, 2, 1).reshape(3, 1, 1);
    assertThat(conv(moved("REFLECT", 2, 1), ROW, kernel).ravel()).hasToString("[ 6. 12. 18.]");
    assertThat(conv(window("REFLECT", 3, 3), SQUARE, CROSS).reshape(3, 3))
        .hasToString("[[14. 18. 22.]\n [26. 30. 34.]\n [38. 42. 46.]]");
  }

  @Test
  void causalBordersLookBack() {
    Array y =
        window("CAUSAL", 3)
            .apply(ones(1, 4, 4), ones(3, 4, 1), ones(1), null, null, Substitutes.NONE);
    assertThat(y.ravel()).hasToString("[ 5.  9. 13. 13.]");
    assertThatThrownBy(() -> conv(window("CAUSAL", 2, 2), ones(1, 3, 3, 1), ones(2, 2, 1, 1)))
        .hasMessage(
            "conv: the padding CAUSAL is for one spatial axis, but the kernel has size (2, 2)");
  }

  @Test
  void localKernelsDifferFromPlaceToPlace() {
    Array strided = array(-1, 2, 3, 4, 5, 6).reshape(2, 3, 1);
    assertThat(local(moved("CIRCULAR", 3, 1), ROW, strided).ravel()).hasToString("[ 3. 62.]");
    Array dilated = array(1, 2, 1, 3, 4, 5, -1, 1, 2, 2, 3, 4, -1, -2, -3).reshape(5, 3, 1);
    assertThat(local(moved("CIRCULAR", 1, 3), ROW, dilated).ravel())
        .hasToString("[  9.  45.   0.  22. -21.]");
    assertThat(LocalConvs.kernelShape(window("VALID", 3), ones(8, 2), 4))
        .isEqualTo(Dims.of(6, 6, 4));
    assertThat(LocalConvs.biasShape(window("VALID", 3), ones(8, 2), 4)).isEqualTo(Dims.of(6, 4));
    Array y =
        LocalConvs.apply(window("VALID", 3), ones(8, 2), ones(6, 6, 4), ones(6, 4), null, null);
    assertThat(y.eq(7).all().itemBoolean()).isTrue();
    assertThat(y.shape()).isEqualTo(Dims.of(6, 4));
  }

  private static Array local(ConvGeometry geometry, Array x, Array kernel) {
    assertThat(LocalConvs.kernelShape(geometry, x, 1)).isEqualTo(kernel.shape());
    return LocalConvs.apply(geometry, x, kernel, null, null, null);
  }

  @Test
  void masksAreMultipliedWithTheKernel() {
    Array mask = Jnp.tril(ones(3, 3, 4));
    Array kernel = ConvGeometry.masked(ones(3, 3, 4), mask);
    Array y = window("VALID", 3).apply(ones(8, 3), kernel, ones(4), null, null, Substitutes.NONE);
    assertThat(y.get(0)).hasToString("[10.  7.  4.  1.]");
    assertThatThrownBy(() -> ConvGeometry.masked(ones(3, 3, 4), ones(3)))
        .hasMessage("conv: the mask float32[3] must have the shape of the kernel float32[3,3,4]");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> conv(window("SAME", 3, 3), ones(5, 3), ones(3, 3, 3, 1)))
        .hasMessage(
            "conv: a kernel of size (3, 3) needs an input with 2 spatial axes and one for features,"
                + " got float32[5,3]");
    assertThatThrownBy(() ->
            new ConvGeometry(Dims.of(3), ONE, Padding.of("SAME"), ONE, ONE, 2)
                .kernelShape(Dims.of(1, 8, 3), 4))
        .hasMessage(
            "conv: 2 groups of features must divide the 3 features of the input (1, 8, 3) and the 4"
                + " of the result");
    assertThatThrownBy(
            () -> new ConvGeometry(Dims.of(3), Dims.of(1, 2), Padding.of("SAME"), ONE, ONE, 1))
        .hasMessage(
            "conv: strides (1, 2) must have one number for each of the 1 spatial axes, or one for"
                + " all");
    assertThatThrownBy(() -> Padding.of("FULL"))
        .hasMessageStartingWith(
            "there is no padding \"FULL\"; there are [SAME, VALID, SAME_LOWER, CIRCULAR, REFLECT,"
                + " CAUSAL]");
  }
}

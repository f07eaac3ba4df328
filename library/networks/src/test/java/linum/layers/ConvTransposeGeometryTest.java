package linum.layers;

import static linum.numpy.Jnp.arange;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.random.PrngKey.key;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import linum.Linum;
import linum.core.Array;
import linum.ir.Dims;
import org.junit.jupiter.api.Test;

class ConvTransposeGeometryTest {
  private static final Dims ONE = Dims.of(1);

  private static Array apply(String padding, int stride, Array x, Array kernel, int... size) {
    return new ConvTransposeGeometry(
            Dims.of(size), Dims.of(stride), Padding.of(padding), ONE, false)
        .apply(x, kernel, null, null, null, null);
  }

  @Test
  void validSpreadsEveryElement() {
    Array y = apply("VALID", 1, ones(2, 8, 3), ones(3, 3, 4), 3);
    assertThat(y.get(0, ":", 0)).hasToString("[3. 6. 9. 9. 9. 9. 9. 9. 6. 3.]");
    assertThat(apply("VALID", 1, ones(8, 3), ones(3, 3, 4), 3).shape()).isEqualTo(Dims.of(10, 4));
  }

  @Test
  void circularEndsAreJoined() {
    Array row = arange(1, 6).reshape(1, 5, 1);
    assertThat(apply("CIRCULAR", 3, row, array(1, 2, 1).reshape(3, 1, 1), 3).ravel())
        .hasToString("[ 1.  2.  1.  2.  4.  2.  3.  6.  3.  4.  8.  4.  5. 10.  5.]");
    Array square = arange(1, 10).reshape(1, 3, 3, 1);
    Array cross = array(0, 1, 0, 1, 2, 1, 0, 1, 0).reshape(3, 3, 1, 1);
    assertThat(apply("CIRCULAR", 1, square, cross, 3, 3).reshape(3, 3))
        .hasToString("[[18. 21. 24.]\n [27. 30. 33.]\n [36. 39. 42.]]");
    Array small = arange(1, 5).reshape(1, 2, 2, 1);
    assertThat(apply("CIRCULAR", 1, small, small.reshape(2, 2, 1, 1), 2, 2).add(1).reshape(2, 2))
        .hasToString("[[21. 23.]\n [29. 31.]]");
    assertThat(apply("CIRCULAR", 2, ones(1, 15, 15, 3), ones(6, 6, 3, 4), 6, 6).shape())
        .isEqualTo(Dims.of(1, 30, 30, 4));
  }

  @Test
  void transposedKernelUndoesTheShapeOfAConvolution() {
    for (String padding : new String[] {"SAME", "CIRCULAR"}) {
      ConvGeometry forward =
          new ConvGeometry(Dims.of(3, 3), Dims.of(2), Padding.of(padding), ONE, ONE, 1);
      Array kernel = key(1).normal(3, 3, 2, 4);
      var pulled =
          Linum.vjp(
              x -> forward.apply(x, kernel, null, null, null, Substitutes.NONE),
              key(0).normal(1, 8, 8, 2));
      ConvTransposeGeometry back =
          new ConvTransposeGeometry(Dims.of(3, 3), Dims.of(2), Padding.of(padding), ONE, true);
      Array y = key(2).normal(1, 4, 4, 4);
      assertThat(back.kernelShape(y.shape(), 2)).isEqualTo(kernel.shape());
      assertClose(
          pulled.pullback().apply(y), back.apply(y, kernel, null, null, null, null), 1e-4, 1e-4);
    }
  }

  @Test
  void bordersWithoutTransposeAreRefused() {
    assertThatThrownBy(() -> apply("CAUSAL", 1, ones(1, 4, 1), ones(2, 1, 1), 2))
        .hasMessage(
            "convTranspose: the padding CAUSAL has no transpose; there are SAME, VALID, CIRCULAR, a"
                + " width and pairs");
  }
}

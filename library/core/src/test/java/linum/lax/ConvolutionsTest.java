package linum.lax;

import static linum.numpy.Jnp.arange;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.random.PrngKey.key;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import linum.Linum;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import linum.ir.Window;
import linum.numpy.Jnp;
import org.junit.jupiter.api.Test;

class ConvolutionsTest {
  private static final Array X = key(0).normal(2, 7, 8, 3);
  private static final Array KERNEL = key(1).normal(3, 2, 3, 4);
  private static final Convolution NHWC =
      Convolution.strides(2, 1)
          .padding("SAME")
          .rhsDilation(1, 2)
          .dimensionNumbers("NHWC", "HWIO", "NHWC");

  @Test
  void patchesAreFlattenedWindows() {
    Array x = arange(18.0).reshape(1, 3, 3, 2);
    Array patches =
        Lax.convGeneralDilatedPatches(
            x,
            new int[] {2, 2},
            Convolution.strides(1, 1).dimensionNumbers("NHWC", "HWIO", "NHWC"));
    assertThat(patches.shape()).isEqualTo(Dims.of(1, 2, 2, 8));
    assertThat(patches.get(0, 1, 0)).hasToString("[ 6.  8. 12. 14.  7.  9. 13. 15.]");
  }

  @Test
  void sameKernelEverywhereIsAConvolution() {
    Array expected = Lax.convGeneralDilated(X, KERNEL, NHWC);
    // The windows have input features first.
    Array flat = Jnp.moveaxis(KERNEL, 2, 0).reshape(18, 4);
    Array everywhere = flat.broadcastTo(4, 8, 18, 4);
    Array local = Lax.convGeneralDilatedLocal(X, everywhere, new int[] {3, 2}, NHWC);
    assertClose(expected, local, 1e-5, 1e-5);
  }

  @Test
  void transposedKernelMakesTheDerivativeOfAConvolution() {
    assertTransposes("SAME", 8);
    assertTransposes("VALID", 7);
  }

  private static void assertTransposes(String padding, int width) {
    Convolution options =
        Convolution.strides(1, 2).padding(padding).dimensionNumbers("NHWC", "HWIO", "NHWC");
    Array kernel = key(3).normal(3, 3, 3, 4);
    var pulled =
        Linum.vjp(x -> Lax.convGeneralDilated(x, kernel, options), key(2).normal(2, 6, width, 3));
    Array ct = key(4).normal(pulled.value().shape(), DType.FLOAT32);
    Array back = Lax.convTranspose(ct, kernel, options, true);
    assertClose(pulled.pullback().apply(ct), back, 1e-4, 1e-4);
  }

  @Test
  void transposesTakeDilationAndPairs() {
    Array x = arange(3.0).reshape(1, 3, 1);
    Array k = array(1.0, 10.0).reshape(2, 1, 1);
    Convolution dilated = Convolution.strides(1).padding("VALID").rhsDilation(2);
    assertThat(Lax.convTranspose(x, k, dilated, false).ravel())
        .hasToString("[ 0. 10. 20.  1.  2.]");
    Convolution pairs = Convolution.strides(2).padding(new int[][] {{1, 0}});
    assertThat(Lax.convTranspose(x, k, pairs, false).ravel()).hasToString("[ 0.  0. 10.  1. 20.]");
    assertThatThrownBy(
            () -> Lax.convTranspose(x, k, Convolution.strides(1).padding("SAME_LOWER"), false))
        .hasMessage("convTranspose: there is no padding \"SAME_LOWER\"; there are SAME and VALID");
  }

  @Test
  void precisionAndTypeOfSumsArePartOfTheProgram() {
    Convolution exact = NHWC.precision(Precision.HIGHEST).preferredElementType(DType.FLOAT32);
    assertThat(Linum.makeJaxpr(x -> Lax.convGeneralDilated(x, KERNEL, exact), X).toString())
        .contains("precision=(Precision.HIGHEST, Precision.HIGHEST)")
        .contains("preferred_element_type=float32");
    Array half = X.astype(DType.BFLOAT16);
    Array wide = Jnp.einsum("nhwc,nhwc->n", Precision.HIGHEST, DType.FLOAT32, half, half);
    assertThat(wide.dtype()).isEqualTo(DType.FLOAT32);
    assertClose(half.astype(DType.FLOAT32).square().sum(1, 2, 3), wide, 1e-5, 1e-5);
    assertThat(
            Linum.makeJaxpr(x -> Jnp.einsum("nhwc,nhwc->n", Precision.HIGHEST, null, x, x), X)
                .toString())
        .contains("HIGHEST");
  }

  @Test
  void windowsTakeAnyFunction() {
    Dims one = Dims.of(1);
    Window pairs = new Window(Dims.of(2), one, Dims.of(1), Dims.of(0), one, one);
    assertThat(Lax.reduceWindow(array(2.0, 3.0, 4.0), 1, Lax::mul, pairs))
        .hasToString("[ 2.  6. 12.]");
    assertThat(Linum.grad(x -> Lax.reduceWindow(x, 1, Lax::mul, pairs).sum()).apply(ones(3).mul(2)))
        .hasToString("[3. 4. 2.]");
  }
}

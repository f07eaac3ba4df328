package linum.layers;

import static linum.numpy.Jnp.arange;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.random.PrngKey.key;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.nn.Initializer;
import linum.numpy.Jnp;
import linum.testing.Gradients;
import org.junit.jupiter.api.Test;

class LinearsTest {
  private static Array general(DenseAxes axes, Array x, Array kernel, Array bias) {
    return axes.apply(x, kernel, bias, null, null, Substitutes.NONE);
  }

  @Test
  void denseIsAProductAndASum() {
    Array x = key(0).normal(2, 5, 3);
    Array kernel = key(1).normal(3, 4);
    Array bias = key(2).normal(4);
    Array y = Linears.dense(x, kernel, bias, null, null);
    assertClose(Jnp.einsum("abi,io->abo", x, kernel).add(bias), y, 1e-6, 1e-6);
    assertThat(Linears.dense(ones(1, 3), ones(3, 4), null, null, null))
        .hasToString("[[3. 3. 3. 3.]]");
    Gradients.check(k -> Linears.dense(x, k, bias, null, null).square().mean(), kernel, 1);
  }

  @Test
  void denseComputesInTheAskedType() {
    Array y = Linears.dense(ones(1, 3), ones(3, 2), ones(2), DType.BFLOAT16, null);
    assertThat(y.dtype()).isEqualTo(DType.BFLOAT16);
    assertThat(Linears.dense(arange(3), ones(3, 2), null, null, null).repr())
        .isEqualTo("Array([3., 3.], dtype=float32)");
  }

  @Test
  void severalAxesAreContracted() {
    Array x = key(3).normal(4, 5, 6, 7);
    DenseAxes axes = DenseAxes.of(4, Dims.of(3, -2), Dims.NONE, Dims.of(2, 3));
    assertThat(axes.kernelShape(x.shape())).isEqualTo(Dims.of(6, 7, 2, 3));
    assertThat(axes.biasShape(x.shape())).isEqualTo(Dims.of(2, 3));
    Array kernel = key(4).normal(6, 7, 2, 3);
    Array expected = Jnp.einsum("bijk,jklm->bilm", x, kernel).add(1);
    assertClose(expected, general(axes, x, kernel, ones(2, 3)), 1e-5, 1e-5);
  }

  @Test
  void batchAxesHaveKernelsOfTheirOwn() {
    Array x = key(5).normal(4, 5, 6, 7);
    DenseAxes axes = DenseAxes.of(4, Dims.of(-2, 3), Dims.of(0), Dims.of(2));
    assertThat(axes.kernelShape(x.shape())).isEqualTo(Dims.of(4, 6, 7, 2));
    Array kernel = key(6).normal(4, 6, 7, 2);
    Array bias = key(7).normal(4, 2);
    Array expected = Jnp.einsum("bijk,bjkl->bil", x, kernel).add(bias.expandDims(1));
    assertClose(expected, general(axes, x, kernel, bias), 1e-5, 1e-5);
  }

  @Test
  void kernelsStartAsMatrices() {
    DenseAxes axes = DenseAxes.of(3, Dims.of(-2, -1), Dims.NONE, Dims.of(2, 2));
    Array kernel =
        axes.kernelInit(Initializer.lecunNormal())
            .apply(key(0), Dims.of(3, 4, 2, 2), DType.FLOAT32);
    Array flat = Initializer.lecunNormal().apply(key(0), Dims.of(12, 4), DType.FLOAT32);
    assertThat(kernel.reshape(12, 4).repr()).isEqualTo(flat.repr());
    assertThat(
            axes.biasInit(Initializer.normal())
                .apply(key(0), Dims.of(2, 2), DType.FLOAT32)
                .ravel()
                .repr())
        .isEqualTo(Initializer.normal().apply(key(0), 4).repr());
  }

  @Test
  void axesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> DenseAxes.of(4, Dims.of(-1), Dims.of(0, 2), Dims.of(1)))
        .hasMessage(
            "a dense layer over axes (-1,) with batch axes (0, 2): batch axes must be the leading"
                + " ones, 0, 1, …");
    assertThatThrownBy(() -> DenseAxes.of(2, Dims.of(2), Dims.NONE, Dims.of(1)))
        .hasMessage(
            "a dense layer over axes (2,) needs them distinct and within the 2 axes of its input");
    assertThatThrownBy(() -> DenseAxes.of(2, Dims.of(0), Dims.of(0), Dims.of(1)))
        .hasMessage("a dense layer cannot contract axes (0,) that are batch axes (0,)");
  }

  @Test
  void embeddingsAreRows() {
    Array table = arange(4.0).expandDims(1).broadcastTo(4, 3);
    assertThat(Embeddings.lookup(table, arange(4), null)).hasToString(table.toString());
    assertThat(Embeddings.attend(table, ones(3), null)).hasToString("[0. 3. 6. 9.]");
    assertThat(Embeddings.lookup(ones(1, 2), array(0, 0, 0), null).shape())
        .isEqualTo(Dims.of(3, 2));
    assertThatThrownBy(() -> Embeddings.lookup(table, ones(2), null))
        .hasMessage(
            "an embedding looks up integers, got float32[2]\nUse indices.astype(DType.INT32).");
  }
}

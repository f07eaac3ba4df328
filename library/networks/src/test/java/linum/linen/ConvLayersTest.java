package linum.linen;

import static linum.numpy.Jnp.arange;
import static linum.numpy.Jnp.ones;
import static linum.random.PrngKey.key;
import static linum.testing.ArrayAssertions.assertClose;
import static linum.testing.ArrayAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import linum.core.Array;
import linum.ir.Dims;
import linum.lax.Convolution;
import linum.lax.Lax;
import linum.nn.Initializer;
import linum.numpy.Jnp;
import linum.testing.Gradients;
import org.junit.jupiter.api.Test;

class ConvLayersTest {
  private static final Initializer ONES = Initializer.ONES;

  private static String shapes(Layer layer, Array x) {
    return VariableShapes.of(layer.init(key(0), x));
  }

  private static Array run(Layer layer, Array x) {
    return layer.initWithOutput(key(0), x).value();
  }

  @Test
  void shapesOfParameters() {
    Array x = ones(1, 8, 9, 4);
    assertThat(shapes(new Conv(6, 3, 2), x))
        .isEqualTo("params/bias float32[6]\nparams/kernel float32[3,2,4,6]");
    assertThat(shapes(new Conv(6, 3, 2).featureGroupCount(2).useBias(false), x))
        .isEqualTo("params/kernel float32[3,2,2,6]");
    assertThat(shapes(new ConvLocal(6, 3, 2).padding("VALID").strides(2), x))
        .isEqualTo("params/bias float32[3,4,6]\nparams/kernel float32[3,4,24,6]");
    assertThat(shapes(new ConvTranspose(6, 3, 2), x))
        .isEqualTo("params/bias float32[6]\nparams/kernel float32[3,2,4,6]");
    assertThat(shapes(new ConvTranspose(6, 3, 2).transposeKernel(true), x))
        .isEqualTo("params/bias float32[6]\nparams/kernel float32[3,2,6,4]");
  }

  @Test
  void valuesOfConstantKernels() {
    Conv conv = new Conv(4, 3).padding("VALID").kernelInit(ONES).biasInit(ONES);
    assertThat(run(conv, ones(1, 8, 3)).eq(10).all().itemBoolean()).isTrue();
    assertThat(run(conv.featureGroupCount(2), ones(1, 8, 4)).eq(7).all().itemBoolean()).isTrue();
    assertThat(run(conv.mask(Jnp.tril(ones(3, 3, 4))), ones(8, 3)).get(5))
        .hasToString("[10.  7.  4.  1.]");
    ConvLocal local = new ConvLocal(4, 3).padding("VALID").kernelInit(ONES).biasInit(ONES);
    assertThat(run(local, ones(1, 8, 2)).eq(7).all().itemBoolean()).isTrue();
    ConvTranspose up = new ConvTranspose(4, 3).padding("VALID").kernelInit(ONES).biasInit(ONES);
    assertThat(run(up, ones(1, 8, 3)).get(0, ":", 0))
        .hasToString("[ 4.  7. 10. 10. 10. 10. 10. 10.  7.  4.]");
  }

  @Test
  void convIsTheConvolutionOfItsKernel() {
    Conv conv = new Conv(5, 3, 2).strides(2, 1).kernelDilation(1, 2).inputDilation(1);
    Array x = key(1).normal(2, 9, 7, 3);
    Applied<Array> out = conv.initWithOutput(key(0), x);
    Array expected =
        Lax.convGeneralDilated(
            x,
            out.variables().get("params/kernel"),
            Convolution.strides(2, 1)
                .padding("SAME")
                .rhsDilation(1, 2)
                .dimensionNumbers("NHWC", "HWIO", "NHWC"));
    assertClose(expected, out.value(), 1e-5, 1e-5);
  }

  @Test
  void paddingIsANameAWidthOrPairs() {
    Array x = ones(1, 8, 3);
    assertThat(run(new Conv(1, 3).padding(2), x).shape(1)).isEqualTo(10);
    assertThat(run(new Conv(1, 3).padding(new int[] {0, 3}), x).shape(1)).isEqualTo(9);
    assertSame(
        run(new Conv(1, 3).padding("SAME"), x), run(new Conv(1, 3).padding(new int[] {1, 1}), x));
    assertThatThrownBy(() -> run(new Conv(1, 3, 3).padding(new int[] {1, 1}), ones(1, 8, 8, 3)))
        .hasMessage("conv: a kernel of size (3, 3) needs 2 pairs of padding, got [(1, 1)]");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> run(new Conv(1, 3, 3), ones(8, 3)))
        .hasMessageContaining("needs an input with 2 spatial axes and one for features");
    assertThatThrownBy(() -> run(new Conv(4, 3).mask(ones(3, 4)), ones(1, 8, 3)))
        .hasMessageContaining("the mask float32[3,4] must have the shape of the kernel");
    assertThatThrownBy(() -> run(new ConvLocal(4, 3).featureGroupCount(2), ones(1, 8, 4)))
        .hasMessageContaining("features cannot be in groups");
    assertThatThrownBy(() -> run(new Conv(4), arange(8)))
        .hasMessageContaining("the kernel size () must have a positive number");
    Variables made = new Conv(4, 3).init(key(0), ones(1, 8, 3));
    assertThatThrownBy(() -> new Conv(4, 3).apply(made, ones(1, 8, 5)))
        .isInstanceOf(ScopeParamShapeError.class);
  }

  @Test
  void anyNumberOfSpatialAxes() {
    Conv sequence = new Conv(2, 3).padding("CAUSAL").kernelInit(ONES);
    assertThat(run(sequence, ones(1, 4, 1)).get(0, ":", 0)).hasToString("[1. 2. 3. 3.]");
    Conv volume = new Conv(2, 2, 2, 2).padding("VALID").kernelInit(ONES);
    assertThat(run(volume, ones(1, 3, 3, 3, 4)).eq(32).all().itemBoolean()).isTrue();
    assertThat(run(volume, ones(3, 3, 3, 4)).shape()).isEqualTo(Dims.of(2, 2, 2, 2));
  }

  @Test
  void gradientsAreRight() {
    Array x = key(2).normal(1, 5, 4, 2);
    for (Layer layer :
        new Layer[] {
          new Conv(3, 3, 2).padding("CIRCULAR"),
          new ConvLocal(2, 2, 2).strides(2),
          new ConvTranspose(2, 3, 2).strides(2).padding("CIRCULAR")
        }) {
      Variables v = layer.init(key(0), x);
      Gradients.check(in -> layer.apply(v, in).square().mean(), x, 1);
      Array kernel = v.get("params/kernel");
      Gradients.check(k -> layer.apply(v.with("params/kernel", k), x).square().mean(), kernel, 1);
    }
  }
}

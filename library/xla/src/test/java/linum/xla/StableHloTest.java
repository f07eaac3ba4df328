package linum.xla;

import static linum.Linum.cond;
import static linum.Linum.grad;
import static linum.Linum.jit;
import static linum.Linum.makeJaxpr;
import static linum.Linum.scan;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.zeros;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import linum.core.Array;
import linum.core.Scan;
import linum.ir.Jaxpr;
import linum.lax.Convolution;
import linum.lax.Lax;
import linum.transform.JitOptions;
import org.junit.jupiter.api.Test;

/// Modules as they are printed. XLA has compiled and run each of them, with the reference's
/// results.
class StableHloTest {
  private static void assertPrints(Jaxpr jaxpr, String file) {
    try (InputStream expected = StableHloTest.class.getResourceAsStream(file)) {
      assertThat(expected).as(file).isNotNull();
      assertThat(StableHlo.lower(jaxpr))
          .isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(file, e);
    }
  }

  @Test
  void elementwiseFunctionsAndAReduction() {
    assertPrints(makeJaxpr((Array v) -> v.add(2).pow(2).add(3).mean(), zeros(3)), "graph.mlir");
  }

  @Test
  void aGradientThroughAProduct() {
    assertPrints(
        makeJaxpr(grad((Array w, Array x) -> x.matmul(w).tanh().sum()), zeros(3, 2), zeros(4, 3)),
        "product.mlir");
  }

  @Test
  void aCompiledFunctionThatIsCalledTwiceIsOneFunction() {
    var twice = jit((Array v) -> v.mul(2), JitOptions.DEFAULT.name("twice"));
    assertPrints(makeJaxpr((Array v) -> twice.apply(twice.apply(v)), zeros(3)), "calls.mlir");
  }

  @Test
  void aScanIsALoopThatCounts() {
    assertPrints(
        makeJaxpr(
            (Array xs) ->
                scan((Array c, Array x) -> new Scan<>(c.add(x), c.mul(x)), array(0.0f), xs),
            zeros(5)),
        "scan.mlir");
  }

  @Test
  void branches() {
    assertPrints(
        makeJaxpr((Array v) -> cond(v.gt(0), () -> v.sin(), () -> v.neg()), array(1.0f)),
        "branches.mlir");
  }

  @Test
  void aConvolutionAndItsPool() {
    Convolution same =
        Convolution.strides(1, 1).padding("SAME").dimensionNumbers("NHWC", "HWIO", "NHWC");
    int[] pool = {1, 2, 2, 1};
    assertPrints(
        makeJaxpr(
            grad((Array w, Array x) ->
                Lax.reduceWindowMax(Lax.convGeneralDilated(x, w, same), pool, pool, "VALID").sum()),
            zeros(3, 3, 1, 2),
            zeros(1, 4, 4, 1)),
        "convolution.mlir");
  }

  @Test
  void aGatherAndTheScatterOfItsGradient() {
    assertPrints(
        makeJaxpr(grad((Array table) -> table.take(array(2, 0, 2), 0).sum()), ones(4, 3)),
        "gather.mlir");
  }

  @Test
  void sortingAndRunningSums() {
    assertPrints(makeJaxpr((Array v) -> v.sort().cumsum(0), zeros(8)), "sort.mlir");
  }
}

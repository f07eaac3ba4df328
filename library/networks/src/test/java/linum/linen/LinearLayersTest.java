package linum.linen;

import static linum.numpy.Jnp.arange;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.random.PrngKey.key;
import static linum.testing.ArrayAssertions.assertClose;
import static linum.testing.ArrayAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import linum.core.Array;
import linum.ir.DType;
import linum.nn.Initializer;
import linum.numpy.Jnp;
import org.junit.jupiter.api.Test;

class LinearLayersTest {
  private static final Initializer ONES = Initializer.ONES;

  private static Array run(Layer layer, Array x) {
    return layer.initWithOutput(key(0), x).value();
  }

  @Test
  void denseAddsABias() {
    Dense dense = new Dense(4).kernelInit(ONES).biasInit(ONES);
    assertThat(run(dense, ones(1, 3))).hasToString("[[4. 4. 4. 4.]]");
    assertThat(run(dense.useBias(false), ones(1, 3))).hasToString("[[3. 3. 3. 3.]]");
  }

  @Test
  void denseGeneralOfOneAxisIsDense() {
    Array x = key(0).normal(5, 3);
    Array dense = run(new Dense(4).biasInit(Initializer.normal()), x);
    assertSame(dense, run(new DenseGeneral(4).biasInit(Initializer.normal()), x));
  }

  @Test
  void denseGeneralTakesAnyAxes() {
    DenseGeneral two = new DenseGeneral(2, 2).kernelInit(ONES).biasInit(ONES);
    assertThat(run(two, ones(1, 3)).ravel()).hasToString("[4. 4. 4. 4.]");
    DenseGeneral fromTwo = new DenseGeneral(3).axis(-2, 2).kernelInit(ONES).biasInit(ONES);
    assertThat(run(fromTwo, ones(1, 2, 2))).hasToString("[[5. 5. 5.]]");
    DenseGeneral batch = new DenseGeneral(7).axis(3, -2).batchDims(0).kernelInit(ONES);
    assertThat(VariableShapes.of(batch.init(key(0), ones(2, 1, 3, 5))))
        .isEqualTo("params/bias float32[2,7]\nparams/kernel float32[2,3,5,7]");
    assertThat(run(batch, ones(2, 1, 3, 5)).eq(15).all().itemBoolean()).isTrue();
    assertThat(VariableShapes.of(new DenseGeneral(6).axis(0, 1).init(key(0), ones(2, 4, 8))))
        .isEqualTo("params/bias float32[6]\nparams/kernel float32[2,4,6]");
    assertThatThrownBy(() -> new DenseGeneral(4).batchDims(0, 2).init(key(0), ones(1, 3, 2, 5)))
        .hasMessageContaining("batch axes must be the leading ones");
  }

  @Test
  void denseGeneralStartsAsDenseOfTheFlattenedAxes() {
    Variables general = new DenseGeneral(2, 3).axis(-2, -1).init(key(7), ones(4, 5, 6));
    Variables flat = new Dense(6).init(key(7), ones(4, 30));
    assertSame(flat.get("params/kernel"), general.get("params/kernel").reshape(30, 6));
  }

  @Test
  void einsumIsSaidOnce() {
    Array x = key(0).normal(3, 4, 5);
    Einsum here = new Einsum("abc,cde->abde", 5, 6, 7).biasInit(Initializer.normal());
    Applied<Array> out = here.initWithOutput(key(1), x);
    assertThat(VariableShapes.of(out.variables()))
        .isEqualTo("params/bias float32[6,7]\nparams/kernel float32[5,6,7]");
    Array expected =
        Jnp.einsum("abc,cde->abde", x, out.variables().get("params/kernel"))
            .add(out.variables().get("params/bias"));
    assertClose(expected, out.value(), 1e-6, 1e-6);
    Einsum there = new Einsum(5, 6, 7).biasInit(Initializer.normal());
    assertSame(out.value(), there.initWithOutput(key(1), x, " abc , cde -> abde ").value());
    assertThatThrownBy(() -> here.init(key(1), x, "abc,cde->abde"))
        .hasMessageStartingWith("einsumStr: it was said twice");
    assertThatThrownBy(() -> there.init(key(1), x))
        .hasMessageStartingWith("einsumStr: neither the module nor the call says it");
  }

  @Test
  void embeddingsAreLookedUpAndAttended() {
    Embed embed = new Embed(4, 3).embeddingInit((key, shape, dtype) -> rows());
    Applied<Array> out = embed.initWithOutput(key(0), arange(4).reshape(1, 4));
    assertThat(out.value().get(0)).hasToString(rows().toString());
    Array logits = embed.apply(out.variables(), () -> embed.attend(ones(3)));
    assertThat(logits).hasToString("[0. 3. 6. 9.]");
    assertThatThrownBy(() -> embed.init(key(0), ones(2)))
        .hasMessageStartingWith("an embedding looks up integers, got float32[2]");
  }

  private static Array rows() {
    return arange(4.0).expandDims(1).broadcastTo(4, 3);
  }

  @Test
  void typesOfParametersAndResults() {
    Dense dense = new Dense(2).paramDtype(DType.BFLOAT16);
    Applied<Array> out = dense.initWithOutput(key(0), ones(1, 3));
    assertThat(out.variables().get("params/kernel").dtype()).isEqualTo(DType.BFLOAT16);
    assertThat(out.value().dtype()).isEqualTo(DType.FLOAT32);
    assertThat(run(dense.dtype(DType.BFLOAT16), ones(1, 3)).dtype()).isEqualTo(DType.BFLOAT16);
    Array half = ones(1, 8, 3).astype(DType.BFLOAT16);
    assertThat(run(new Conv(2, 3).dtype(DType.BFLOAT16), half).dtype()).isEqualTo(DType.BFLOAT16);
    assertThat(run(new LayerNorm(), half).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(run(new LayerNorm().dtype(DType.BFLOAT16), half).dtype()).isEqualTo(DType.BFLOAT16);
  }

  @Test
  void rectifiersLearnTheirSlope() {
    PReLU layer = new PReLU();
    Applied<Array> out = layer.initWithOutput(key(0), array(-2.0, 4.0));
    assertThat(out.value()).hasToString("[-0.02  4.  ]");
    assertThat(out.variables().get("params/negative_slope")).hasToString("0.01");
  }

  @Test
  void batchApplyJoinsLeadingAxes() {
    Dense dense = new Dense(4);
    Array x = key(1).normal(2, 3, 5);
    Variables variables = dense.init(key(0), x);
    BatchApply<Array, Array> joined = new BatchApply<>(v -> seen(dense.apply(variables, v)));
    assertClose(dense.apply(variables, x), joined.apply(x), 1e-6, 1e-6);
    assertThatThrownBy(() -> joined.apply(ones(5)))
        .hasMessage("BatchApply: at least one input must have 2 axes or more");
  }

  private static Array seen(Array y) {
    assertThat(y.ndim()).isEqualTo(2);
    return y;
  }
}

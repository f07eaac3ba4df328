package linum.linen;

import static linum.nn.Initializer.ONES;
import static linum.numpy.Jnp.arange;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.zeros;
import static linum.random.PrngKey.key;
import static linum.testing.ArrayAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import linum.core.Array;
import linum.ir.DType;
import linum.numpy.Jnp;
import org.junit.jupiter.api.Test;

class LayersTest {
  @Test
  void denseIsAffine() {
    Dense dense = new Dense(4).kernelInit(ONES).biasInit(ONES);
    assertSame(ones(1, 4).mul(4), dense.initWithOutput(key(0), ones(1, 3)).value());
    Dense unbiased = dense.useBias(false);
    assertThat(unbiased.init(key(0), ones(1, 3)).params().names()).containsExactly("kernel");
    assertSame(ones(1, 4).mul(3), unbiased.initWithOutput(key(0), ones(1, 3)).value());
    assertThat(dense.initWithOutput(key(0), ones(2, 5, 3)).value().shape().toArray())
        .containsExactly(2, 5, 4);
  }

  @Test
  void denseComputesInTheTypeThatIsAskedFor() {
    Applied<Array> half = new Dense(2).dtype(DType.BFLOAT16).initWithOutput(key(0), ones(1, 3));
    assertThat(half.value().dtype()).isEqualTo(DType.BFLOAT16);
    assertThat(half.variables().get("params/kernel").dtype()).isEqualTo(DType.FLOAT32);
    Dense stored = new Dense(2).paramDtype(DType.FLOAT16);
    assertThat(stored.init(key(0), ones(1, 3)).get("params/bias").dtype()).isEqualTo(DType.FLOAT16);
    assertThat(new Dense(2).initWithOutput(key(0), ones(DType.INT32, 1, 3)).value().dtype())
        .isEqualTo(DType.FLOAT32);
    assertThatThrownBy(() -> new Dense(2).dtype(DType.INT32).init(key(0), ones(1, 3)))
        .hasMessageStartingWith("dtype: this layer computes in a floating or complex type");
  }

  @Test
  void batchNormNormalizesAndRemembers() {
    Array x = arange(6).reshape(3, 2).astype(DType.FLOAT32);
    BatchNorm norm = new BatchNorm().momentum(0.9);
    Variables v = norm.init(key(0), x, false);
    assertThat(v.names()).containsExactly("batch_stats", "params");
    Applied<Array> out = norm.apply(v, x, false, Mutable.of("batch_stats"));
    Close.assertClose(out.variables().get("batch_stats/mean"), 0.2, 0.3);
    Close.assertClose(out.variables().get("batch_stats/var"), 0.9 + 0.1 * 8 / 3, 0.9 + 0.1 * 8 / 3);
    Close.assertClose(out.value().mean(0), 0, 0);
    Array eval = norm.apply(v, x, true);
    linum.testing.ArrayAssertions.assertClose(x, eval, 1e-4, 1e-4);
    Array masked =
        norm.apply(
                v,
                () -> norm.call(x, false, array(1, 1, 0).reshape(3, 1)),
                Mutable.of("batch_stats"))
            .variables()
            .get("batch_stats/mean");
    Close.assertClose(masked, 0.1, 0.2);
  }

  @Test
  void layerNormNormalizesEveryExample() {
    Array x = array(1.0, 3.0, 2.0, 6.0).reshape(2, 2);
    Array y = new LayerNorm().initWithOutput(key(0), x).value();
    linum.testing.ArrayAssertions.assertClose(
        array(-1.0, 1.0, -1.0, 1.0).reshape(2, 2), y, 1e-5, 1e-5);
    assertThat(new LayerNorm().useBias(false).useScale(false).init(key(0), x).isEmpty()).isTrue();
  }

  @Test
  void dropoutKeepsTheMean() {
    Array x = ones(100, 100);
    Array y = new Dropout(0.25).apply(Variables.EMPTY, x, false, Rngs.of("dropout", key(0)));
    assertThat(y.mean().item()).isBetween(0.97, 1.03);
    assertThat(y.max().item()).isBetween(1.333, 1.334);
    assertSame(x, new Dropout(0.25).apply(Variables.EMPTY, x, true));
    assertSame(x, new Dropout(0.25).deterministic(true).apply(Variables.EMPTY, x));
    assertSame(zeros(100, 100), new Dropout(1).deterministic(false).apply(Variables.EMPTY, x));
    Array rows =
        new Dropout(0.5)
            .broadcastDims(linum.ir.Dims.of(-1))
            .apply(Variables.EMPTY, x, false, Rngs.of("dropout", key(0)));
    assertSame(rows.max(1), rows.min(1));
  }

  @Test
  void embedTakesRows() {
    Embed embed = new Embed(5, 3);
    Variables v = embed.init(key(0), array(0));
    Array table = v.get("params/embedding");
    assertThat(table.shape().toArray()).containsExactly(5, 3);
    assertSame(table.take(array(3, 1), 0), embed.apply(v, array(3, 1)));
    Array query = ones(2, 3);
    linum.testing.ArrayAssertions.assertClose(
        Jnp.dot(query, table.transpose()), embed.apply(v, () -> embed.attend(query)), 1e-6, 1e-6);
    assertThatThrownBy(() -> embed.apply(v, ones(2)))
        .hasMessage(
            "Embed takes the numbers of rows, which are integers, but got float32[2].\nConvert them: x.astype(DType.INT32)");
    assertSame(
        zeros(2, 3).add(0.5),
        new Embed(1, 3)
            .embeddingInit(linum.nn.Initializer.constant(0.5))
            .initWithOutput(key(0), array(0, 0))
            .value());
  }

  @Test
  void sequentialNeedsLayers() {
    assertThatThrownBy(Sequential::new)
        .hasMessage(
            "Sequential: there are no layers.\nGive at least one: new Sequential(new Dense(8))");
  }
}

package linum.linen;

import static linum.linen.Close.assertClose;
import static linum.nn.Nn.sigmoid;
import static linum.nn.Nn.softmax;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.einsum;
import static linum.numpy.Jnp.tanh;
import static linum.numpy.Jnp.zeros;
import static linum.random.PrngKey.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import linum.Pair;
import linum.core.Array;
import linum.core.Scan;
import linum.ir.Config;
import linum.ir.ThreefryMode;
import linum.nn.Initializer;
import linum.random.PrngKey;
import org.junit.jupiter.api.Test;

/// The scanned and the mapped module of Flax's introduction, as Flax drew until 0.4.0.
class IntroductionScanTest {
  private static <R> R eager(Supplier<R> body) {
    return Config.THREEFRY_MODE.with(
        ThreefryMode.LEGACY, () -> FlaxConfig.LAZY_RNG.with(false, body));
  }

  /// The long short-term memory of that time.
  private record LSTMCell(int features)
      implements Layer2<Pair<Array, Array>, Array, Scan<Pair<Array, Array>, Array>> {
    private Array gate(String name, Array x, Array h) {
      Array in = new Dense(features).useBias(false).named("i" + name).apply(x);
      Layer recurrent = new Dense(features).kernelInit(Initializer.orthogonal());
      return in.add(recurrent.named("h" + name).apply(h));
    }

    @Override
    public Scan<Pair<Array, Array>, Array> call(Pair<Array, Array> carry, Array x) {
      Array h = carry.second();
      Array i = sigmoid(gate("i", x, h));
      Array f = sigmoid(gate("f", x, h));
      Array g = tanh(gate("g", x, h));
      Array o = sigmoid(gate("o", x, h));
      Array c = f.mul(carry.first()).add(i.mul(g));
      Array y = o.mul(tanh(c));
      return new Scan<>(new Pair<>(c, y), y);
    }
  }

  private record SimpleScan(LSTMCell lstm_cell)
      implements Layer1<Array, Scan<Pair<Array, Array>, Array>> {
    @Override
    public Scan<Pair<Array, Array>, Array> call(Array xs) {
      ScanLift lift =
          ScanLift.DEFAULT
              .variableBroadcast("params")
              .splitRngs("params", false)
              .inAxes(1)
              .outAxes(1);
      return Linen.scan(lstm_cell, lift).apply(new Pair<>(zeros(1, 2), zeros(1, 2)), xs);
    }
  }

  @Test
  void theMemoryRunsOverTheSequence() {
    eager(() -> {
      PrngKey keys = key(0).split();
      Array xs = keys.get(0).uniform(1, 5, 2);
      SimpleScan model = new SimpleScan(new LSTMCell(2));
      Variables v = model.init(keys.get(1), xs);
      assertThat(v.at("params/lstm_cell").names())
          .containsExactlyInAnyOrder("ii", "if", "ig", "io", "hi", "hf", "hg", "ho");
      Scan<Pair<Array, Array>, Array> out = model.apply(v, xs);
      assertClose(out.carry().first(), -0.562219, 0.92847174);
      assertClose(out.carry().second(), -0.31570646, 0.2885693);
      assertClose(
          out.ys(),
          -0.08265854,
          0.01302483,
          -0.10249066,
          0.21991298,
          -0.26609066,
          0.22519003,
          -0.27982554,
          0.28393182,
          -0.31570646,
          0.2885693);
      return v;
    });
  }

  /// Attention over a sequence `[length, features]`, with dropout of its weights.
  private record Attention(int features, boolean train) implements Layer {
    @Override
    public Array call(Array x) {
      Layer projection = new Dense(features).useBias(false);
      Array q = projection.named("query").apply(x);
      Array k = new Dense(features).useBias(false).named("key").apply(x);
      Array v = new Dense(features).useBias(false).named("value").apply(x);
      Array weights = softmax(einsum("qd,kd->qk", q, k));
      weights = new Dropout(0.1).apply(weights, !train);
      return new Dense(x.shape(-1)).named("out").apply(weights.matmul(v));
    }
  }

  private record MultiHead(int heads, boolean train) implements Layer {
    @Override
    public Array call(Array x) {
      Layer heads =
          Linen.vmap(
              new Attention(x.shape(-1) / heads(), train),
              VmapLift.DEFAULT
                  .inAxes(Linen.BROADCAST)
                  .outAxes(1)
                  .axisSize(heads())
                  .variableAxes("params", 0)
                  .splitRngs("params", true)
                  .splitRngs("dropout", true));
      Layer batch =
          Linen.vmap(
              heads,
              VmapLift.DEFAULT
                  .variableAxes("params", Linen.BROADCAST)
                  .splitRngs("params", false)
                  .splitRngs("dropout", false));
      return batch.named("attention").apply(x).mean(-2);
    }
  }

  @Test
  void headsAreMappedAttention() {
    Array x = key(0).uniform(3, 13, 64);
    Variables v = new MultiHead(2, false).init(key(1), x);
    assertThat(v.get("params/attention/query/kernel").shape().toArray()).containsExactly(2, 64, 32);
    assertThat(v.get("params/attention/out/kernel").shape().toArray()).containsExactly(2, 32, 64);
    assertThat(v.get("params/attention/out/bias").shape().toArray()).containsExactly(2, 64);
    Array y = new MultiHead(2, true).apply(v, x, Rngs.of("dropout", key(2)));
    assertThat(y.shape().toArray()).containsExactly(3, 13, 64);
    assertThat(y.sub(new MultiHead(2, false).apply(v, x)).square().sum().gt(array(0.0)).item())
        .isEqualTo(1.0);
  }
}

package linum.linen;

import static linum.linen.Close.assertClose;
import static linum.nn.Nn.relu;
import static linum.numpy.Jnp.tanh;
import static linum.random.PrngKey.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.ir.Config;
import linum.ir.ThreefryMode;
import linum.random.PrngKey;
import org.junit.jupiter.api.Test;

/// Parameters and outputs that tutorials of three times print.
class TutorialNumbersTest {
  private static <R> R legacy(Supplier<R> body) {
    return Config.THREEFRY_MODE.with(ThreefryMode.LEGACY, body);
  }

  /// As Flax drew until 0.4.0.
  private static <R> R eager(Supplier<R> body) {
    return legacy(() -> FlaxConfig.LAZY_RNG.with(false, body));
  }

  private record SimpleClassifier(int numHidden, int numOutputs, Dense linear1, Dense linear2)
      implements Layer {
    SimpleClassifier(int numHidden, int numOutputs) {
      this(numHidden, numOutputs, new Dense(numHidden), new Dense(numOutputs));
    }

    @Override
    public Array call(Array x) {
      return linear2.apply(tanh(linear1.apply(x)));
    }
  }

  private record Tutorial(Variables variables, Array output) {
    static Tutorial run() {
      PrngKey rng = key(42).split(3).get(0);
      rng = rng.split(2).get(0);
      PrngKey keys = rng.split(3);
      Array input = keys.get(1).normal(8, 2);
      SimpleClassifier model = new SimpleClassifier(8, 1);
      Variables variables = model.init(keys.get(2), input);
      return new Tutorial(variables, model.apply(variables, input));
    }
  }

  @Test
  void theClassifierOf2022() {
    Tutorial t = legacy(Tutorial::run);
    assertClose(
        t.variables().get("params/linear1/kernel"),
        0.31476864,
        -0.4647768,
        -0.7862042,
        -0.48842615,
        -0.65373844,
        0.3892545,
        0.3038056,
        0.04179859,
        -0.3298236,
        1.1110363,
        0.54909396,
        -0.8168818,
        0.40057245,
        -0.8665987,
        1.2087964,
        1.0364622);
    assertClose(
        t.variables().get("params/linear2/kernel"),
        -0.27971813,
        -0.7466775,
        0.29791608,
        -0.26267236,
        -0.5084385,
        0.04573093,
        -0.47257012,
        0.50458497);
    assertClose(
        t.output(),
        -0.48368204,
        0.04365474,
        0.06668529,
        -0.34203646,
        0.4835147,
        0.37424874,
        0.14232653,
        -0.5916512);
    assertThat(t.variables().get("params/linear1/bias").toString())
        .isEqualTo("[0. 0. 0. 0. 0. 0. 0. 0.]");
  }

  @Test
  void theClassifierToday() {
    Tutorial t = Tutorial.run();
    assertClose(
        t.variables().get("params/linear1/kernel").at("0").get(),
        0.2358262,
        1.1846783,
        -0.81734324,
        -0.5974849,
        1.5113537,
        0.4674616,
        -1.4007498,
        0.06445126);
    assertClose(
        t.output(),
        -0.05129172,
        -0.13886495,
        0.56730676,
        -0.37633365,
        0.39997318,
        -0.42515516,
        0.56234103,
        -0.21240014);
  }

  @Test
  void theFirstDenseOfTheIntroduction() {
    eager(() -> {
      PrngKey keys = key(0).split();
      Array x = keys.get(0).uniform(4, 4);
      Variables v = new Dense(3).init(keys.get(1), x);
      assertClose(
          v.get("params/kernel"),
          0.6503669,
          0.8678979,
          0.46042678,
          0.05673932,
          0.9909285,
          -0.63536596,
          0.76134115,
          -0.3250529,
          -0.6522163,
          -0.8243032,
          0.4150194,
          0.19405058);
      assertClose(
          new Dense(3).apply(v, x),
          0.5035518,
          1.8548559,
          -0.4270196,
          0.0279097,
          0.5589246,
          -0.43061775,
          0.35471284,
          1.5741,
          -0.3286552,
          0.5264864,
          1.2928858,
          0.10089308);
      return v;
    });
  }

  /// Layers in a component.
  private record ExplicitMLP(List<Dense> layers) implements Layer {
    ExplicitMLP(int... features) {
      this(IntStream.of(features).mapToObj(Dense::new).toList());
    }

    @Override
    public Array call(Array x) {
      Array y = x;
      for (int i = 0; i < layers.size(); i++) {
        y = layers.get(i).apply(y);
        y = i == layers.size() - 1 ? y : relu(y);
      }
      return y;
    }
  }

  /// Layers made in the body, as they are or transformed.
  private record SimpleMLP(List<Integer> features, boolean jit) implements Layer {
    @Override
    public Array call(Array x) {
      Array y = x;
      for (int i = 0; i < features.size(); i++) {
        Layer layer = new Dense(features.get(i));
        y = (jit ? Linen.jit(layer) : layer).named("layers_" + i).apply(y);
        y = i == features.size() - 1 ? y : relu(y);
      }
      return y;
    }
  }

  private static Array output(Layer model, long seed) {
    PrngKey keys = key(seed).split();
    Array x = keys.get(0).uniform(4, 4);
    Variables v = model.init(keys.get(1), x);
    assertThat(v.flatten())
        .containsOnlyKeys(
            "params/layers_0/bias",
            "params/layers_0/kernel",
            "params/layers_1/bias",
            "params/layers_1/kernel",
            "params/layers_2/bias",
            "params/layers_2/kernel");
    return model.apply(v, x);
  }

  @Test
  void multiLayerPerceptronsOfTheIntroduction() {
    double[] expected = {
      4.2292815e-02,
      -4.3807115e-02,
      2.9323792e-02,
      6.5492536e-03,
      -1.7147182e-02,
      1.2967804e-01,
      -1.4551792e-01,
      9.4432175e-02,
      1.2521386e-02,
      -4.5417294e-02,
      0,
      0,
      0,
      0,
      0,
      9.3024090e-04,
      2.7864411e-05,
      2.4478839e-04,
      8.1344356e-04,
      -1.0110775e-03
    };
    assertClose(eager(() -> output(new ExplicitMLP(3, 4, 5), 0)), expected);
    assertClose(eager(() -> output(new SimpleMLP(List.of(3, 4, 5), false), 0)), expected);
  }

  @Test
  void compiledLayersOfTheIntroduction() {
    assertClose(
        eager(() -> output(new SimpleMLP(List.of(3, 4, 5), true), 3)),
        0.2524199,
        0.11621253,
        0.5246693,
        0.19144788,
        0.2096542,
        0.08557513,
        -0.04126885,
        0.2502836,
        0.03910369,
        0.16575359,
        0.2804383,
        0.27751124,
        0.44969672,
        0.26016283,
        0.05875347,
        0.2440843,
        0.17069656,
        0.45499086,
        0.20377949,
        0.13428023);
  }

  @Test
  void theCheckpointedPerceptronOfTheIntroduction() {
    Layer model = Linen.remat(new SimpleMLP(List.of(3, 4, 5), false));
    assertClose(
        eager(() -> output(model, 3)),
        -0.14814317,
        0.06889858,
        -0.19695625,
        0.12019286,
        0.02068037,
        -0.04439102,
        -0.06698258,
        -0.11579747,
        -0.19906905,
        -0.04342325,
        -0.08875751,
        -0.13392815,
        -0.23153095,
        -0.39802808,
        -0.0868225,
        -0.01606487,
        -0.02424064,
        -0.04190649,
        -0.07204203,
        -0.01571464);
  }

  private record Block(int features, boolean training) implements Layer {
    @Override
    public Array call(Array x) {
      Array y = new Dense(features).apply(x);
      y = new Dropout(0.5).apply(y, !training);
      return new BatchNorm().useRunningAverage(!training).apply(y);
    }
  }

  @Test
  void batchStatisticsOfTheIntroduction() {
    eager(() -> {
      PrngKey keys = key(0).split(4);
      Array x = keys.get(0).uniform(3, 4, 4);
      Block model = new Block(3, true);
      Variables v = model.init(Rngs.params(keys.get(1)).with("dropout", keys.get(2)), x);
      assertThat(v.names()).containsExactly("params", "batch_stats");
      assertClose(
          v.get("params/Dense_0/kernel"),
          0.6498898,
          -0.5000124,
          0.78573596,
          -0.25609785,
          -0.7132329,
          0.2500864,
          -0.64630085,
          0.39321756,
          -1.0203307,
          0.38721725,
          0.86828285,
          0.10860055);
      Applied<Array> out =
          model.apply(v, x, Mutable.of("batch_stats").rngs("dropout", keys.get(3)));
      assertClose(
          out.variables().get("batch_stats/BatchNorm_0/mean"), 0.00059601, -0.00103457, 0.00166948);
      assertClose(
          out.variables().get("batch_stats/BatchNorm_0/var"), 0.9907686, 0.9923046, 0.992195);
      assertClose(out.value().at("0, 3").get(), -0.6595459, 0.21550177, 0.3749205);
      Array eval = new Block(3, false).apply(v.merge(out.variables()), x);
      assertClose(eval.at("0, 0").get(), 3.2246590e-01, 2.6108384e-02, 4.4821960e-01);
      return v;
    });
  }
}

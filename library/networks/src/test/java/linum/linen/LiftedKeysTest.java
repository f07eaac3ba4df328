package linum.linen;

import static linum.linen.Close.assertClose;
import static linum.nn.Nn.relu;
import static linum.numpy.Jnp.ones;
import static linum.random.PrngKey.key;
import static org.assertj.core.api.Assertions.assertThat;

import linum.core.Array;
import org.junit.jupiter.api.Test;

/// Parameters of mapped and scanned modules, by the numbers of Flax's guide to random numbers,
/// which has the separator of names on.
class LiftedKeysTest {
  private static Variables init(Layer module) {
    return FlaxConfig.FIX_RNG_SEPARATOR.with(
        true, () -> module.init(Rngs.params(key(0)).with("other", key(1)), ones(3, 2)));
  }

  private static final double[] SHARED = {-1.2488099, -0.6127134, -0.07084481, 0.60130936};

  private static double[] times(int n, double... values) {
    double[] all = new double[n * values.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = values[i % values.length];
    }
    return all;
  }

  @Test
  void copiesMayShareTheirParameters() {
    VmapLift lift =
        VmapLift.DEFAULT.variableAxes("params", Linen.BROADCAST).splitRngs("params", false);
    Variables v = init(Linen.vmap(new Dense(2), lift));
    assertClose(v.get("params/kernel"), SHARED);
    assertThat(v.get("params/bias").shape().toArray()).containsExactly(2);
  }

  @Test
  void copiesMayHaveEqualParameters() {
    VmapLift lift = VmapLift.DEFAULT.variableAxes("params", 0).splitRngs("params", false);
    assertClose(init(Linen.vmap(new Dense(2), lift)).get("params/kernel"), times(3, SHARED));
  }

  @Test
  void copiesMayHaveTheirOwnParameters() {
    VmapLift lift = VmapLift.DEFAULT.variableAxes("params", 0).splitRngs("params", true);
    assertClose(
        init(Linen.vmap(new Dense(2), lift)).get("params/kernel"),
        -0.2526208,
        -0.15088455,
        -1.1987205,
        -0.40843305,
        -0.7064888,
        -1.108805,
        -0.938775,
        1.4812315,
        -0.59468937,
        -0.2502723,
        -1.33515,
        0.5067442);
  }

  private record Model() implements Layer {
    @Override
    public Array call(Array in) {
      Array x = new Dense(2).apply(in);
      Variable<Array> kernel =
          variable("other_collection", "kernel", () -> makeRng("other").normal(2));
      return x.add(kernel.value());
    }
  }

  private static final double[] KERNELS = {
    -0.9079084, 0.76390624, -0.01285526, 0.4320353,
    0.12398645, 0.7884565, 1.5344163, 1.3186085,
    -0.44171348, 0.43430036, -0.40732604, 0.29774475
  };

  @Test
  void everyCollectionAndStreamIsTreatedForItself() {
    VmapLift params = VmapLift.DEFAULT.variableAxes("params", 0).splitRngs("params", true);
    Variables both =
        init(
            Linen.vmap(
                new Model(), params.variableAxes("other_collection", 0).splitRngs("other", true)));
    assertClose(both.get("params/Dense_0/kernel"), KERNELS);
    assertClose(
        both.get("other_collection/kernel"),
        -0.8193048,
        0.711106,
        -0.37802765,
        -0.66705877,
        -0.44808003,
        0.93031347);
    Variables equal =
        init(
            Linen.vmap(
                new Model(), params.variableAxes("other_collection", 0).splitRngs("other", false)));
    assertClose(equal.get("params/Dense_0/kernel"), KERNELS);
    assertClose(equal.get("other_collection/kernel"), times(3, 0.44956833, -1.1854612));
    Variables shared =
        init(
            Linen.vmap(
                new Model(),
                params
                    .variableAxes("other_collection", Linen.BROADCAST)
                    .splitRngs("other", false)));
    assertClose(shared.get("other_collection/kernel"), 0.44956833, -1.1854612);
  }

  private record ResidualMLPBlock() implements Layer {
    @Override
    public Array call(Array x) {
      return x.add(relu(new Dense(2).apply(x)));
    }
  }

  @Test
  void everyStepMayHaveItsOwnParameters() {
    ScanLift lift = ScanLift.DEFAULT.variableAxes("params", 0).splitRngs("params", true).length(3);
    assertClose(
        init(Linen.scan(new ResidualMLPBlock(), lift)).get("params/Dense_0/kernel"),
        -0.07838312,
        -0.7422982,
        0.87488323,
        0.13773395,
        0.97309333,
        0.9087693,
        -0.12564984,
        -1.0920651,
        -0.99055105,
        1.1499453,
        -0.15721127,
        -0.62520015);
  }

  @Test
  void allStepsMayHaveEqualParameters() {
    ScanLift lift = ScanLift.DEFAULT.variableAxes("params", 0).splitRngs("params", false).length(3);
    assertClose(
        init(Linen.scan(new ResidualMLPBlock(), lift)).get("params/Dense_0/kernel"),
        times(3, -0.66715515, -0.0484313, 0.9867164, 0.75408363));
  }
}

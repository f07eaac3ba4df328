package linum.linen;

import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.random.PrngKey.key;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import linum.Linum;
import linum.core.Array;
import linum.ir.DType;
import linum.nn.Initializer;
import linum.numpy.Jnp;
import linum.testing.Gradients;
import linum.transform.VmapOptions;
import org.junit.jupiter.api.Test;

class NormLayersTest {
  private static final Array X = key(0).normal(8, 5, 5, 32).mul(2).add(1);

  private static Array run(Layer layer, Array x) {
    return layer.initWithOutput(key(0), x).value();
  }

  @Test
  void shapesOfVariables() {
    String both = "params/bias float32[32]\nparams/scale float32[32]";
    assertThat(VariableShapes.of(new LayerNorm().init(key(0), X))).isEqualTo(both);
    assertThat(VariableShapes.of(new GroupNorm().init(key(0), X))).isEqualTo(both);
    assertThat(VariableShapes.of(new InstanceNorm().init(key(0), X))).isEqualTo(both);
    assertThat(VariableShapes.of(new RMSNorm().init(key(0), X)))
        .isEqualTo("params/scale float32[32]");
    assertThat(VariableShapes.of(new BatchNorm().init(key(0), X, false)))
        .isEqualTo("batch_stats/mean float32[32]\nbatch_stats/var float32[32]\n" + both);
    assertThat(VariableShapes.of(new LayerNorm().featureAxes(1, -1).init(key(0), X)))
        .isEqualTo("params/bias float32[5,32]\nparams/scale float32[5,32]");
    assertThat(new LayerNorm().useBias(false).useScale(false).init(key(0), X).isEmpty()).isTrue();
  }

  @Test
  void layersNormalizeTheirAxes() {
    Array layer = run(new LayerNorm(), X);
    assertClose(
        X.sub(X.mean(-1, true)).div(Jnp.sqrt(X.var(-1, true).add(1e-6))), layer, 1e-4, 1e-4);
    Array rms = run(new RMSNorm(), X);
    assertClose(X.div(Jnp.sqrt(X.square().mean(-1, true).add(1e-6))), rms, 1e-4, 1e-4);
    Array grouped = run(new GroupNorm(4), X).reshape(8, 5, 5, 4, 8);
    assertClose(Jnp.zeros(8, 4), grouped.mean(1, 2, 4), 0, 1e-4);
    assertClose(ones(8, 4), grouped.var(1, 2, 4), 1e-3, 1e-3);
    Array instance = run(new InstanceNorm(), X);
    assertClose(Jnp.zeros(8, 32), instance.mean(1, 2), 0, 1e-4);
  }

  @Test
  void groupsOfOneAreInstances() {
    assertClose(run(new InstanceNorm(), X), run(new GroupNorm(32), X), 1e-4, 1e-4);
    assertClose(run(new InstanceNorm(), X), run(new GroupNorm().groupSize(1), X), 1e-4, 1e-4);
    Array all = run(new GroupNorm(1), X);
    assertClose(run(new LayerNorm().reductionAxes(1, 2, 3), X), all, 1e-4, 1e-4);
    assertThatThrownBy(() -> run(new GroupNorm(5), X))
        .hasMessage("groupNorm: numGroups 5 does not divide the 32 channels");
  }

  @Test
  void masksLeaveElementsOut() {
    Array mask = key(3).bernoulli(0.5, 3, 4, 6).at("..., :2").set(true);
    Array holes = Jnp.where(mask, key(4).normal(3, 4, 6), Jnp.nan);
    for (Layer2<Array, Array, Array> layer :
        java.util.List.<Layer2<Array, Array, Array>>of(
            new LayerNorm(), new GroupNorm(2).reductionAxes(-1), new InstanceNorm())) {
      Array y = layer.initWithOutput(key(0), holes, mask).value();
      assertThat(y.at("..., :2").get().sum().repr()).doesNotContain("nan");
    }
    Array y = new LayerNorm().initWithOutput(key(0), holes, mask).value();
    Array mean = Jnp.where(mask, y, 0).sum(-1).div(mask.astype(DType.FLOAT32).sum(-1));
    assertClose(Jnp.zeros(3, 4), mean, 0, 1e-4);
  }

  @Test
  void batchNormKeepsRunningStatistics() {
    BatchNorm norm = new BatchNorm();
    Variables start = norm.init(key(0), X, false);
    assertThat(start.get("batch_stats/mean").eq(0).all().itemBoolean()).isTrue();
    assertThat(start.get("batch_stats/var").eq(1).all().itemBoolean()).isTrue();
    Applied<Array> trained = norm.apply(start, X, false, Mutable.of("batch_stats"));
    Array mean = X.mean(0, 1, 2);
    assertClose(mean.mul(0.01), trained.variables().get("batch_stats/mean"), 1e-4, 1e-5);
    assertClose(
        X.var(0, 1, 2).mul(0.01).add(0.99), trained.variables().get("batch_stats/var"), 1e-4, 1e-5);
    assertClose(Jnp.zeros(32), trained.value().mean(0, 1, 2), 0, 1e-4);
    Variables merged = start.merge(trained.variables(), Merge.KEEP_NEW);
    Array evaluated = norm.apply(merged, X, true);
    Array expected =
        X.sub(mean.mul(0.01)).div(Jnp.sqrt(trained.variables().get("batch_stats/var").add(1e-5)));
    assertClose(expected, evaluated, 1e-4, 1e-4);
    assertThatThrownBy(() -> norm.apply(start, X, false))
        .isInstanceOf(ModifyScopeVariableError.class);
    assertThatThrownBy(() -> norm.useRunningAverage(true).apply(start, X, true))
        .hasMessageStartingWith("useRunningAverage: it was said twice");
  }

  @Test
  void batchNormAveragesAlongANamedAxis() {
    BatchNorm norm = new BatchNorm().axisName("batch").useRunningAverage(false);
    Array x = key(5).normal(4, 3, 2);
    Variables start = norm.init(key(0), x.get(0));
    Array y =
        Linum.vmap(
                v -> norm.apply(start, v, Mutable.of("batch_stats")).value(),
                VmapOptions.DEFAULT.axisName("batch"))
            .apply(x);
    Array together = new BatchNorm().initWithOutput(key(0), x, false).value();
    assertClose(together, y, 1e-4, 1e-4);
  }

  @Test
  void batchNormOfAnotherAxisAndWithAMask() {
    BatchNorm norm = new BatchNorm().axis(1).momentum(0.5);
    assertThat(VariableShapes.of(norm.init(key(0), X, false)))
        .contains("batch_stats/mean float32[5]", "params/scale float32[5]");
    Array x = array(new Object[] {array(1.0, 10.0), array(3.0, Double.NaN)});
    Array mask = array(new Object[] {array(true, true), array(true, false)});
    Variables start = new BatchNorm().init(key(0), x, false, mask);
    Applied<Array> out = new BatchNorm().apply(start, x, false, mask, Mutable.of("batch_stats"));
    assertClose(array(0.02, 0.1), out.variables().get("batch_stats/mean"), 1e-5, 1e-6);
  }

  @Test
  void gradientsAreRight() {
    Array x = key(6).normal(4, 6);
    Initializer random = Initializer.normal(1);
    for (Layer layer :
        new Layer[] {
          new LayerNorm().scaleInit(random).biasInit(random),
          new RMSNorm().scaleInit(random),
          new GroupNorm(2).scaleInit(random),
          new BatchNorm().useRunningAverage(true).scaleInit(random)
        }) {
      Variables v = layer.init(key(1), x);
      Gradients.check(in -> layer.apply(v, in).square().sum(), x, 1);
    }
  }
}

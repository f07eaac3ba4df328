package linum.training;

import static linum.Linum.jit;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.zeros;
import static linum.optax.Optax.adam;
import static linum.optax.Optax.sgd;
import static linum.testing.ArrayAssertions.assertClose;
import static linum.testing.ArrayAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import linum.checkpoint.CheckpointManager;
import linum.checkpoint.Serialization;
import linum.core.Array;
import linum.optax.GradientTransformation;
import linum.optax.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainStateTest {
  record Line(Array w, Array b) {
    Array at(Array x) {
      return x.mul(w).add(b);
    }
  }

  record WithStats(
      Array step, Line params, Object optState, Array batchStats, GradientTransformation tx)
      implements Trainable<WithStats, Line> {
    @Override
    public WithStats with(Array newStep, Line newParams, Object newOptState) {
      return new WithStats(newStep, newParams, newOptState, batchStats, tx);
    }
  }

  private static TrainState<Line> line() {
    return TrainState.create(Line::at, new Line(array(0.0), array(0.0)), adam(0.1));
  }

  private static Array loss(TrainState<Line> s, Line p, Array x) {
    return s.apply(p, x).sub(x.mul(3).add(1)).square().mean();
  }

  @Test
  void stepsAreCompiledAndLearn() {
    var step =
        jit((TrainState<Line> s, Array x) ->
            s.applyGradients(linum.Linum.valueAndGrad(s.params(), p -> loss(s, p, x)).grad()));
    TrainState<Line> state = line();
    Array x = array(-1.0, 0.0, 1.0, 2.0);
    for (int i = 0; i < 300; i++) {
      state = step.apply(state, x);
    }
    assertThat(state.step().item()).isEqualTo(300);
    assertClose(array(3.0), state.params().w(), 1e-2, 1e-2);
    assertClose(array(7.0), state.apply(array(2.0)), 1e-2, 1e-2);
  }

  @Test
  void recordsMayHaveMore() {
    Line p = new Line(array(1.0), array(2.0));
    GradientTransformation tx = sgd(0.5);
    WithStats state = new WithStats(array(0), p, tx.init(p), array(9.0), tx);
    WithStats next = state.applyGradients(new Line(array(2.0), array(-2.0)));
    assertSame(array(0.0), next.params().w());
    assertSame(array(3.0), next.params().b());
    assertSame(array(9.0), next.batchStats());
    assertThat(next.step().item()).isEqualTo(1);
    assertThat(((Map<?, ?>) Serialization.toStateDict(next)).keySet())
        .hasToString("[step, params, opt_state, batch_stats]");
  }

  @Test
  void flaxReadsWhatIsSavedHere() throws IOException {
    TrainState<Map<String, Array>> like =
        TrainState.create((p, x) -> x, Map.of("w", zeros(2), "b", array(0.0)), adam(1e-2));
    byte[] flax = flax();
    TrainState<Map<String, Array>> state = Serialization.fromBytes(like, flax);
    assertThat(state.step().item()).isEqualTo(2);
    assertClose(array(0.9800002, 2.02), state.params().get("w"));
    Map<String, Array> grads = Map.of("w", array(0.1, -0.2), "b", array(0.3));
    TrainState<Map<String, Array>> ours =
        TrainState.create(like.applyFn(), Map.of("w", array(1.0, 2.0), "b", array(0.5)), like.tx())
            .applyGradients(grads)
            .applyGradients(grads);
    assertClose(ours.params().get("w"), state.params().get("w"));
    assertThat(Serialization.toStateDict(state))
        .asInstanceOf(
            org.assertj.core.api.InstanceOfAssertFactories.map(String.class, Object.class))
        .containsOnlyKeys("step", "params", "opt_state");
    assertThat(sorted(state)).isEqualTo(flax);
  }

  @Test
  void anOptimizerThatHoldsArraysIsNotSaved() {
    Map<String, Array> params = Map.of("w", array(1.0));
    GradientTransformation saved = adam(Scalar.of(array(0.1)));
    GradientTransformation own = adam(Scalar.of(array(0.2)));
    TrainState<Map<String, Array>> state = TrainState.create((p, x) -> x, params, saved);
    TrainState<Map<String, Array>> plain = TrainState.create((p, x) -> x, params, adam(0.1));
    byte[] bytes = Serialization.toBytes(state.applyGradients(params));
    assertThat(bytes).isEqualTo(Serialization.toBytes(plain.applyGradients(params)));
    TrainState<Map<String, Array>> like = TrainState.create((p, x) -> x, params, own);
    TrainState<Map<String, Array>> restored = Serialization.fromBytes(like, bytes);
    assertThat(restored.tx()).isSameAs(own);
    assertThat(restored.step().item()).isEqualTo(1);
  }

  /// The bytes with the parameters in the order of their names, as Flax has them after `jit`.
  private static byte[] sorted(TrainState<Map<String, Array>> state) {
    return Serialization.toBytes(linum.tree.Tree.map(x -> x, state));
  }

  private static byte[] flax() throws IOException {
    Properties vectors = new Properties();
    try (InputStream in =
        TrainStateTest.class.getResourceAsStream("/linum/checkpoint/flax-msgpack.properties")) {
      vectors.load(in);
    }
    return HexFormat.of().parseHex(vectors.getProperty("train_state"));
  }

  @TempDir Path folder;

  @Test
  void managersRestoreIt() {
    TrainState<Line> state = line().applyGradients(new Line(array(1.0), array(2.0)));
    try (CheckpointManager manager = new CheckpointManager(folder)) {
      manager.save(1, state);
      manager.waitUntilFinished();
      TrainState<Line> restored = manager.restore(1, line());
      assertSame(state.params().w(), restored.params().w());
      assertThat(Serialization.toBytes(restored)).isEqualTo(Serialization.toBytes(state));
    }
  }
}

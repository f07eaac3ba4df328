package linum.nnx;

import static linum.numpy.Jnp.ones;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import linum.Linum;
import linum.core.Array;
import linum.optax.Optax;
import org.junit.jupiter.api.Test;

/// Models as values: structures, states and streams without an object that changes.
class FunctionalTest {
  static class Net extends Nnx.Module {
    final Nnx.Linear dense;
    final Nnx.BatchNorm norm;
    final Nnx.Dropout dropout;

    Net(Nnx.Rngs rngs) {
      dense = new Nnx.Linear(3, 2, rngs);
      norm = new Nnx.BatchNorm(2, rngs);
      dropout = new Nnx.Dropout(0.5, rngs);
    }

    Array call(Array x) {
      return dropout.call(norm.call(dense.call(x)));
    }
  }

  @Test
  void aCallGivesTheNextState() {
    Net net = new Net(new Nnx.Rngs(0));
    var parts = Nnx.split(net);
    var called = Nnx.call(parts.graphdef(), parts.state(), (Net m) -> m.call(ones(4, 3)));
    assertThat(called.value().shape().toArray()).containsExactly(4, 2);
    assertThat(called.graphdef()).isEqualTo(parts.graphdef());
    assertThat(called.state().get("norm", "mean").sum().item()).isNotZero();
    assertThat(net.norm.mean.get().sum().item()).isZero();
  }

  @Test
  void trainStatesTakeStepsAsValues() {
    Nnx.Linear model = new Nnx.Linear(3, 2, new Nnx.Rngs(0));
    var parts = Nnx.split(model, Nnx.Param.class);
    var state = Nnx.TrainState.create(parts.graphdef(), parts.states().getFirst(), Optax.sgd(0.5));
    Nnx.State grads = Nnx.grad(model, m -> m.call(ones(1, 3)).sum());
    var next = Linum.jit((Nnx.TrainState s) -> s.applyGradients(grads)).apply(state);
    assertThat(next.step().item()).isEqualTo(1);
    assertClose(model.kernel.get().sub(0.5), next.params().get("kernel"), 1e-6, 1e-6);
    Array y = next.apply((Nnx.Linear m) -> m.call(ones(1, 3)));
    assertClose(model.call(ones(1, 3)).sub(2), y, 1e-5, 1e-6);
  }

  @Test
  void copiesHaveOtherStreams() {
    Net net = new Net(new Nnx.Rngs(0));
    Net split = Nnx.withRngs(net, new Nnx.RngChanges().split("default", 4));
    assertThat(split.dense).isNotSameAs(net.dense);
    assertThat(split.dense.kernel).isSameAs(net.dense.kernel);
    assertThat(Nnx.state(split, Nnx.RngKey.class).flat().values().toString()).contains("(4,)");
    assertThat(Nnx.state(net, Nnx.RngKey.class).flat().values().toString()).contains("()");
    var rngs = new Nnx.Rngs(0).with("params", 1);
    var changed = Nnx.withRngs(rngs, new Nnx.RngChanges().split("params", 4).fork(true));
    assertThat(changed.stream("params").key.shape().toArray()).containsExactly(4);
    assertThat(changed.stream("default").key.shape().toArray()).isEmpty();
    assertThat(changed.stream("default").key.get().toString())
        .isNotEqualTo(rngs.stream("default").key.get().toString());
    var wide = Nnx.withRngs(rngs, new Nnx.RngChanges().broadcast("params", 2));
    assertThat(wide.stream("params").key.shape().toArray()).containsExactly(2);
    assertThat(wide.stream("default").key).isSameAs(rngs.stream("default").key);
  }

  @Test
  void streamsAreRestored() {
    var rngs = new Nnx.Rngs(0);
    var backups = Nnx.splitRngs(rngs, 3);
    assertThat(rngs.stream("default").key.shape().toArray()).containsExactly(3);
    Nnx.restoreRngs(backups);
    assertThat(rngs.stream("default").key.shape().toArray()).isEmpty();
  }

  @Test
  void viewsSayWhatTheyCanSet() {
    assertThat(Nnx.viewInfo(new Net(new Nnx.Rngs(0))))
        .isEqualTo(
            """
            BatchNorm:
              useRunningAverage: boolean
            Dropout:
              deterministic: boolean
            """);
    assertThat(List.of(Nnx.viewInfo(new Nnx.Linear(1, 1, new Nnx.Rngs(0))))).containsExactly("");
  }
}

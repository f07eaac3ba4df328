package linum.nnx;

import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.zeros;
import static linum.optax.Optax.adam;
import static linum.optax.Optax.applyUpdates;
import static linum.optax.Optax.sgd;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import linum.core.Array;
import linum.ir.DType;
import linum.nnx.Models.Box;
import linum.nnx.Models.TwoLayerMLP;
import linum.numpy.Jnp;
import linum.optax.GradientTransformation;
import org.junit.jupiter.api.Test;

/// Optimizers, averages and metrics over models.
class TrainingTest {
  @Test
  void theOptimizerDoesWhatOptaxDoes() {
    GradientTransformation tx = adam(0.1);
    Box model = new Box(array(1.0, 2.0, 3.0));
    Nnx.Optimizer optimizer = new Nnx.Optimizer(model, tx, Nnx.Param.class);
    var step =
        Nnx.jit((Box m, Nnx.Optimizer o) -> {
          var r = Nnx.valueAndGrad(m, b -> b.w.get().square().sum());
          var _ = o.update(m, r.grad());
          return r.value();
        });
    Array w = array(1.0, 2.0, 3.0);
    Object state = tx.init(w);
    for (int i = 0; i < 3; i++) {
      Array value = step.apply(model, optimizer);
      assertClose(w.square().sum(), value, 1e-5, 1e-6);
      var u = tx.update(w.mul(2), state, w);
      w = applyUpdates(w, u.updates());
      state = u.state();
      assertClose(w, model.w.get(), 1e-5, 1e-6);
    }
    assertThat(optimizer.step.get().item()).isEqualTo(3);
    assertThat(step.cacheSize()).isEqualTo(1);
    assertThat(Nnx.state(optimizer, Nnx.OptVariable.class).size()).isEqualTo(2);
    assertThat(optimizer.toString()).contains("OptVariable", "OptArray");
  }

  @Test
  void onlyWhatIsAskedForIsTrained() {
    TwoLayerMLP model = new TwoLayerMLP(2, new Nnx.Rngs(0));
    Nnx.All bias = new Nnx.All(Nnx.Param.class, new Nnx.PathContains("bias"));
    Nnx.Optimizer optimizer = new Nnx.Optimizer(model, sgd(1), bias);
    Array kernel = model.linear1.kernel.get();
    var _ =
        optimizer.update(
            model,
            Nnx.grad((TwoLayerMLP m) -> m.call(ones(1, 2)).sum(), new Nnx.DiffState(0, bias))
                .apply(model));
    assertThat(model.linear1.kernel.get()).isSameAs(kernel);
    assertClose(array(-1.0, -1.0), model.linear2.bias.get(), 1e-6, 1e-6);
  }

  @Test
  void averagesFollowTheModel() {
    Box model = new Box(ones(2));
    Nnx.EMA ema = new Nnx.EMA(model, 0.9);
    Box averaged = ema.applyTo(model);
    model.w.set(zeros(2));
    Nnx.jit((Nnx.EMA e, Box m) -> e.update(m)).accept(ema, model);
    assertClose(array(0.9, 0.9), averaged.w.get(), 1e-6, 1e-6);
    assertClose(zeros(2), model.w.get(), 0, 0);
    assertThat(ema.params().size()).isEqualTo(1);
  }

  @Test
  void metricsSumUp() {
    Nnx.MultiMetric metrics =
        new Nnx.MultiMetric()
            .with("accuracy", new Nnx.Accuracy())
            .with("loss", new Nnx.Average("loss"));
    var update =
        Nnx.jit((Nnx.MultiMetric m, Array logits, Array labels) ->
            m.update(Map.of("logits", logits, "labels", labels, "loss", logits.sum(1))));
    Array logits = array(new double[][] {{1, 2}, {2, 1}, {0, 3}, {4, 5}});
    update.accept(metrics, logits, array(1, 0, 0, 1));
    assertClose(array(0.75), (Array) metrics.compute().get("accuracy"), 1e-6, 1e-6);
    assertClose(array(4.5), (Array) metrics.compute().get("loss"), 1e-6, 1e-6);
    metrics.reset();
    assertThat(((Array) metrics.compute().get("loss")).item()).isNaN();
    assertThatThrownBy(() -> metrics.update(Map.of("logits", logits)))
        .hasMessageContaining("Accuracy.update needs the value labels, but was given [logits]");
    Nnx.Accuracy binary = new Nnx.Accuracy(0.5);
    binary.updateAccuracy(array(0.2, 0.8), array(1, 1), null);
    assertClose(array(0.5), binary.compute(), 1e-6, 1e-6);
    assertThatThrownBy(() -> binary.updateAccuracy(logits, array(1, 1), null))
        .hasMessageContaining("need logits with 1 axes");
    Nnx.Average masked = new Nnx.Average();
    masked.update(array(1.0, 5.0), array(1, 0).astype(DType.BOOL));
    assertClose(array(1.0), masked.compute(), 1e-6, 1e-6);
  }

  @Test
  void aTrainingLoopLearns() {
    Nnx.Rngs rngs = new Nnx.Rngs(0);
    Nnx.Sequential model =
        new Nnx.Sequential(new Nnx.Linear(2, 8, rngs), Jnp::tanh, new Nnx.Linear(8, 1, rngs));
    Nnx.Optimizer optimizer = new Nnx.Optimizer(model, adam(0.05), Nnx.Param.class);
    Array x = array(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
    Array y = array(new double[][] {{0}, {1}, {1}, {0}});
    var step =
        Nnx.jit((Nnx.Sequential m, Nnx.Optimizer o, Array a, Array b) -> {
          var r = Nnx.valueAndGrad((Nnx.Sequential n) -> n.call(a).sub(b).square().mean()).apply(m);
          var _ = o.update(m, r.grad());
          return r.value();
        });
    double last = 1;
    for (int i = 0; i < 300; i++) {
      last = step.apply(model, optimizer, x, y).item();
    }
    assertThat(last).isLessThan(1e-3);
    assertThat(List.of(step.cacheSize())).containsExactly(1);
  }
}

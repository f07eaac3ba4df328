package linum.nnx;

import static linum.random.PrngKey.key;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import linum.core.Array;
import linum.ir.Dims;
import linum.linen.BatchNorm;
import linum.linen.Dense;
import linum.linen.Dropout;
import linum.linen.Layer;
import linum.linen.Layer2;
import linum.linen.SpectralNorm;
import linum.linen.Variables;
import linum.nn.Nn;
import org.junit.jupiter.api.Test;

/// Linen models as NNX models, the other way round, and the variables of one for the other.
class BridgeTest {
  private static final Array X = key(3).normal(4, 3);

  record Net(int hidden) implements Layer {
    @Override
    public Array call(Array x) {
      Array y = new Dense(hidden).named("encoder").apply(x);
      y = new BatchNorm().useRunningAverage(false).named("norm").apply(y);
      return new Dense(1).named("head").apply(Nn.relu(y));
    }
  }

  static class Twin extends Nnx.Module implements Nnx.Layer {
    final Nnx.Linear encoder;
    final Nnx.BatchNorm norm;
    final Nnx.Linear head;

    Twin(int hidden, Nnx.Rngs rngs) {
      encoder = new Nnx.Linear(3, hidden, rngs);
      norm = new Nnx.BatchNorm(hidden, rngs);
      head = new Nnx.Linear(hidden, 1, rngs);
    }

    @Override
    public Array call(Array x) {
      return head.call(Nn.relu(norm.call(encoder.call(x))));
    }
  }

  @Test
  void theVariablesOfALinenModelFitItsTwinAndBack() {
    Variables variables = new Net(5).init(key(0), X);
    Twin twin = new Twin(5, new Nnx.Rngs(1));
    Nnx.updateFromLinen(twin, variables);
    assertThat(Nnx.toLinenVariables(twin)).isEqualTo(variables);
    var linen = new Net(5).apply(variables, X, linum.linen.Mutable.of("batch_stats"));
    assertClose(linen.value(), twin.call(X), 1e-5, 1e-6);
    assertClose(linen.variables().get("batch_stats/norm/mean"), twin.norm.mean.get(), 1e-5, 1e-6);
    assertClose(
        new Net(5)
            .apply(Nnx.toLinenVariables(twin), X, linum.linen.Mutable.of("batch_stats"))
            .value(),
        twin.call(X),
        1e-5,
        1e-6);
  }

  record Switched(int hidden) implements Layer2<Array, Boolean, Array> {
    @Override
    public Array call(Array x, Boolean train) {
      Array y = new BatchNorm().named("norm").apply(new Dense(hidden).apply(x), !train);
      return new Dropout(0.5).apply(y, !train);
    }
  }

  @Test
  void aLinenModelWithMoreArgumentsIsCalledByItsMethod() {
    Switched linen = new Switched(5);
    var model = new Nnx.ToNNX(linen, new Nnx.Rngs(0)).lazyInit(() -> linen.call(X, false));
    Array use = model.call(() -> linen.call(X, false));
    assertClose(use, model.call(() -> linen.call(X, false)), 0, 0);
    Array train = model.call(() -> linen.call(X, true));
    assertThat(train.eq(0).sum().item()).isPositive();
    assertThat(train.toString()).isNotEqualTo(model.call(() -> linen.call(X, true)).toString());
    assertThat(Nnx.state(model, Nnx.BatchStat.class).flat().get(List.of("norm", "mean")))
        .isNotNull();
    assertThatThrownBy(() -> model.call(X)).hasMessageContaining("Switched is no layer");
  }

  record Spectral() implements Layer {
    @Override
    public Array call(Array x) {
      return new SpectralNorm(new Dense(2)).apply(x, true);
    }
  }

  @Test
  void namesWithASlashStayWhole() {
    var model = new Nnx.ToNNX(new Spectral(), new Nnx.Rngs(0)).lazyInit(X);
    Array first = model.call(X);
    assertThat(model.call(X).shape()).isEqualTo(first.shape());
    assertThat(Nnx.state(model, Nnx.BatchStat.class).flat().keySet())
        .contains(List.of("SpectralNorm_0", "layer_instance/kernel/u"));
  }

  @Test
  void whatDoesNotFitIsNamed() {
    Twin twin = new Twin(5, new Nnx.Rngs(1));
    assertThatThrownBy(() -> Nnx.updateFromLinen(twin, new Dense(2).init(key(0), X)))
        .hasMessageContaining("no variables at [params/bias, params/kernel]")
        .hasMessageContaining("params/encoder/bias");
    assertThatThrownBy(() -> Nnx.updateFromLinen(twin, new Net(4).init(key(0), X)))
        .hasMessageContaining("the model has float32[3,5] at params/encoder/kernel");
  }

  @Test
  void aLinenModelOwnsItsVariables() {
    Nnx.ToNNX model = new Nnx.ToNNX(new Net(5), new Nnx.Rngs(0)).lazyInit(X);
    assertThat(Nnx.state(model, Nnx.Param.class).flat().keySet())
        .contains(List.of("encoder", "kernel"), List.of("norm", "scale"));
    Array before = Nnx.state(model, Nnx.BatchStat.class).get("norm", "mean");
    Array y = Nnx.jit((Nnx.ToNNX m, Array x) -> m.call(x)).apply(model, X);
    assertThat(y.shape()).isEqualTo(Dims.of(4, 1));
    Array after = Nnx.state(model, Nnx.BatchStat.class).get("norm", "mean");
    assertThat(after.sub(before).abs().sum().item()).isPositive();
    assertThatThrownBy(() -> new Nnx.ToNNX(new Net(5), new Nnx.Rngs(0)).call(X))
        .hasMessageContaining("model.lazyInit(x)");
  }

  @Test
  void anNnxModelIsALinenLayer() {
    var layer = new Nnx.ToLinen<>(rngs -> new Twin(5, rngs), Twin::call);
    Variables variables = layer.init(key(0), X);
    assertThat(variables.names()).contains("params", "batch_stats");
    assertThat(variables.get("params/encoder/kernel").shape()).isEqualTo(Dims.of(3, 5));
    var out = layer.apply(variables, X, linum.linen.Mutable.of("batch_stats"));
    Twin twin = new Twin(5, new Nnx.Rngs(0));
    Nnx.updateFromLinen(twin, variables);
    assertClose(twin.call(X), out.value(), 1e-5, 1e-6);
    assertClose(twin.norm.mean.get(), out.variables().get("batch_stats/norm/mean"), 1e-5, 1e-6);
  }
}

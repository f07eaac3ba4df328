package linum.nnx;

import static linum.nn.Initializer.lecunNormal;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.random.PrngKey.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import linum.core.Array;
import linum.ir.Dims;
import linum.linen.Linen;
import linum.linen.LogicalRule;
import linum.linen.Variables;
import linum.numpy.Jnp;
import linum.optax.Optax;
import org.junit.jupiter.api.Test;

/// Metadata, hooks and names of variables.
class MetadataTest {
  static final List<String> EVENTS = new ArrayList<>();

  static class Clipped extends Nnx.Param {
    Clipped(Array value) {
      super(value);
    }

    @Override
    protected Object onSetValue(Object value) {
      return Jnp.clip((Array) value, -1, 1);
    }

    @Override
    protected Object onGetValue(Object value) {
      return ((Array) value).mul(10);
    }

    @Override
    protected void onAddAxis(int axis, String name) {
      EVENTS.add("added " + axis + " " + name);
    }

    @Override
    protected void onRemoveAxis(int axis, String name) {
      EVENTS.add("removed " + axis + " " + name);
    }
  }

  static final class Doubled extends Nnx.Variable {
    Doubled(Array value) {
      super(value);
    }

    @Override
    protected Object onCreateValue(Object value) {
      return ((Array) value).mul(2);
    }
  }

  static final class Clip extends Nnx.Module {
    final Clipped w = new Clipped(array(0.25));
  }

  @Test
  void hooksSeeWhatGoesInAndOut() {
    Clip m = new Clip();
    assertThat(m.w.get().item()).isEqualTo(2.5);
    m.w.set(array(3.0));
    assertThat(m.w.get().item()).isEqualTo(10.0);
    assertThat(m.w.add(1).item()).isEqualTo(11.0);
    assertThat(Nnx.state(m).toPureDict().get("w")).hasToString("1.0");
    assertThat(Nnx.clone(m).w.get().item()).isEqualTo(10.0);
    Nnx.jit(
            (Clip c) -> {
              c.w.set(c.w.get().sub(9.5));
              return c.w.get();
            })
        .apply(m);
    assertThat(m.w.get().item()).isEqualTo(5.0);
    assertThat(new Doubled(array(2.0)).get().item()).isEqualTo(4.0);
  }

  @Test
  void initializersBringMetadata() {
    var layer =
        new Nnx.Linear(
            2,
            3,
            new Nnx.Rngs(0),
            o -> o.kernelInit(Nnx.withPartitioning(lecunNormal(), null, "model")));
    assertThat(layer.kernel.get().toString())
        .isEqualTo(new Nnx.Linear(2, 3, new Nnx.Rngs(0)).kernel.get().toString());
    assertThat(layer.kernel.metadata()).hasToString("{out_sharding=[null, model]}");
    assertThat(layer.toString()).contains("out_sharding=[None, 'model']");
    var specs = Nnx.getPartitionSpec(Nnx.state(layer)).toPureDict();
    assertThat(specs.get("kernel")).hasToString("PartitionSpec(None, 'model')");
    assertThat(specs.get("bias")).hasToString("PartitionSpec()");
    Linen.logicalAxisRules(
        List.of(new LogicalRule("model", "x")),
        () ->
            assertThat(Nnx.getPartitionSpec(Nnx.state(layer)).toPureDict().get("kernel"))
                .hasToString("PartitionSpec(None, 'x')"));
    var general =
        new Nnx.LinearGeneral(
            Dims.of(2),
            Dims.of(2, 2),
            new Nnx.Rngs(0),
            o -> o.kernelInit(Nnx.withMetadata(lecunNormal(), Map.of("role", "key"))));
    assertThat(general.kernel.metadata()).hasToString("{role=key}");
    var optimizer = new Nnx.Optimizer(layer, Optax.sgd(0.1), Nnx.Param.class);
    optimizer.update(layer, Nnx.grad(layer, m -> m.call(ones(1, 2)).sum()));
    assertThat(layer.kernel.metadata()).hasToString("{out_sharding=[null, model]}");
  }

  @Test
  void mappedAxesGetTheirName() {
    var make =
        Nnx.vmap(
            Nnx.transformMetadata(
                (Nnx.Rngs r) ->
                    new Nnx.Linear(
                        2,
                        3,
                        r,
                        o -> o.kernelInit(Nnx.withPartitioning(lecunNormal(), "in", null))),
                0,
                0,
                "layers"));
    Nnx.Linear stack = make.apply(new Nnx.Rngs(0).split(4));
    assertThat(stack.kernel.shape().toArray()).containsExactly(4, 2, 3);
    assertThat(stack.kernel.metadata()).hasToString("{out_sharding=[layers, in, null]}");
    List<String> inside = new ArrayList<>();
    var run =
        Nnx.vmap(
            Nnx.transformMetadata(
                (Nnx.Linear m, Array x) -> {
                  inside.add(m.kernel.metadata().toString());
                  return m.call(x);
                },
                0,
                0,
                "layers"));
    assertThat(run.apply(stack, ones(4, 2)).shape().toArray()).containsExactly(4, 3);
    assertThat(inside).contains("{out_sharding=[in, null]}");
    assertThat(stack.kernel.metadata()).hasToString("{out_sharding=[layers, in, null]}");
    assertThatThrownBy(() ->
            Nnx.vmap(Nnx.transformMetadata((Nnx.Linear m) -> m.call(ones(2)), 0, 0, "other"))
                .apply(stack))
        .hasMessageContaining("has the name layers, not other");
    EVENTS.clear();
    Array _ = Nnx.transformMetadata((Clip c) -> c.w.get(), 0, 0, "layers").apply(new Clip());
    assertThat(EVENTS).containsExactly("removed 0 layers", "added 0 layers");
  }

  static final class Noise extends Nnx.Variable {
    Noise(Array value) {
      super(value);
    }
  }

  static final class Noisy extends Nnx.Module {
    final Noise noise = new Noise(ones(2));
    final Nnx.Param scale = new Nnx.Param(ones(1));
  }

  record NoisyLinen() implements linum.linen.Layer {
    @Override
    public Array call(Array x) {
      return x.add(this.<Array>variable("noises", "noise", () -> key(0).normal(2)).value());
    }
  }

  @Test
  void kindsHaveNamesInLinen() {
    assertThat(Nnx.variableTypeFromName("batch_stats")).isEqualTo(Nnx.BatchStat.class);
    assertThat(Nnx.variableNameFromType(Nnx.Param.class)).isEqualTo("params");
    assertThatThrownBy(() -> Nnx.variableTypeFromName("missing"))
        .hasMessageContaining("no kind of variables has the name \"missing\"");
    assertThatThrownBy(() -> Nnx.variableNameFromType(Doubled.class))
        .hasMessageContaining("Doubled has no name");
    assertThatThrownBy(() -> Nnx.registerVariableName("params", Noise.class))
        .hasMessageContaining("\"params\" is the name of Param already");
    Nnx.registerVariableName("noises", Noise.class);
    Variables linen = Nnx.toLinenVariables(new Noisy());
    assertThat(linen.names()).containsExactlyInAnyOrder("noises", "params");
    var made = new Nnx.ToNNX(new NoisyLinen(), new Nnx.Rngs(0)).lazyInit(ones(2));
    assertThat(Nnx.variables(made).values())
        .hasAtLeastOneElementOfType(Noise.class)
        .noneMatch(v -> v instanceof Nnx.Param);
  }
}

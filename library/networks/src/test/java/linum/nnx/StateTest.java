package linum.nnx;

import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.zeros;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import linum.core.Array;
import linum.ir.Dims;
import linum.nnx.Models.Box;
import linum.nnx.Models.Counting;
import linum.nnx.Models.TwoLayerMLP;
import linum.tree.Tree;
import org.junit.jupiter.api.Test;

/// Objects as structure and state, and back.
class StateTest {
  private final Counting model = new Counting(3, new Nnx.Rngs(0));

  static class SpecialParam extends Nnx.Param {
    SpecialParam(Array value) {
      super(value);
    }
  }

  @Test
  void splitAndMergeMakeAnotherModelThatComputesTheSame() {
    Nnx.Split parts = Nnx.split(model, Nnx.Param.class, true);
    assertThat(parts.states().get(0).flat().keySet())
        .containsExactly(List.of("linear", "bias"), List.of("linear", "kernel"));
    assertThat(parts.states().get(1).flat().keySet()).containsExactly(List.of("calls"));
    Counting again = Nnx.merge(parts.graphdef(), parts.states());
    assertClose(again.call(ones(1, 3)), model.call(ones(1, 3)), 0, 0);
    again.linear.kernel.set(zeros(3, 3));
    assertThat(model.linear.kernel.get().sum().item()).isNotZero();
  }

  @Test
  void statesHaveTheNamesOfFlax() {
    var cell = new Nnx.GRUCell(2, 3, new Nnx.Rngs(0));
    assertThat(Nnx.state(cell, Nnx.Param.class).flat().keySet())
        .containsExactly(
            List.of("dense_h", "kernel"), List.of("dense_i", "bias"), List.of("dense_i", "kernel"));
    var attention =
        new Nnx.MultiHeadAttention(2, 8, new Nnx.Rngs(0), o -> o.normalizeQk(true).decode(true));
    attention.initCache(Dims.of(1, 4, 8));
    assertThat(Nnx.state(attention, Nnx.Cache.class).flat().keySet())
        .containsExactly(List.of("cache_index"), List.of("cached_key"), List.of("cached_value"));
    assertThat(Nnx.state(attention, Nnx.Param.class).contains("query_ln", "scale")).isTrue();
  }

  static class Renamed extends Nnx.Module {
    @Nnx.Named("token_embed")
    final Nnx.Embed tokenEmbed;

    Renamed(Nnx.Rngs rngs) {
      this.tokenEmbed = new Nnx.Embed(5, 2, rngs);
    }
  }

  @Test
  void aFieldMayHaveAnotherNameInStates() {
    Renamed made = new Renamed(new Nnx.Rngs(0));
    assertThat(Nnx.state(made).flat().keySet())
        .containsExactly(List.of("token_embed", "embedding"));
    assertThat(made.toString()).contains("token_embed=Embed(");
    made.tokenEmbed.embedding.set(zeros(5, 2));
    Nnx.update(made, Nnx.state(new Renamed(new Nnx.Rngs(0))));
    assertThat(made.tokenEmbed.embedding.get().sum().item()).isNotZero();
  }

  @Test
  void theFirstFilterThatTakesAVariableHasIt() {
    Nnx.Split parts =
        Nnx.split(Map.of("a", new SpecialParam(array(0))), Nnx.Param.class, SpecialParam.class);
    assertThat(parts.states().get(0).size()).isEqualTo(1);
    assertThat(parts.states().get(1)).hasToString("State({})");
  }

  @Test
  void aVariableThatNoFilterTakesIsAnError() {
    assertThatThrownBy(() -> Nnx.split(model, Nnx.Param.class))
        .hasMessageContaining("[OfType(Param)] takes the BatchStat of type float32[] at calls")
        .hasMessageContaining("Add one that takes the rest: true.");
    assertThatThrownBy(() -> Nnx.split(model, true, Nnx.Param.class))
        .hasMessageContaining("filter 0 takes everything");
  }

  @Test
  void filtersCombineAndPrint() {
    Nnx.Filter any = new Nnx.Any(Nnx.Param.class, "dropout");
    assertThat(any).hasToString("Any(OfType(Param), WithTag('dropout'))");
    assertThat(Nnx.state(model, new Nnx.Not(Nnx.Param.class)).flat().keySet())
        .containsExactly(List.of("calls"));
    assertThat(Nnx.state(model, new Nnx.All(Nnx.Param.class, new Nnx.PathContains("bias"))).size())
        .isEqualTo(1);
    assertThat(Nnx.state(model, Nnx.filter((path, _) -> path.contains("kernel"))).size())
        .isEqualTo(1);
    assertThatThrownBy(() -> Nnx.state(model, 3)).hasMessageContaining("a filter is a class");
  }

  @Test
  void stateIsATree() {
    Nnx.State params = Nnx.state(model, Nnx.Param.class);
    assertThat(Tree.leavesWithPath(params).getFirst().path())
        .hasToString("['linear']['bias'].value");
    Nnx.State negative = Tree.map(Array::neg, params);
    assertClose(negative.get("linear", "kernel"), params.get("linear", "kernel").neg(), 0, 0);
    assertThat(negative.variable("linear", "kernel").type()).isEqualTo(Nnx.Param.class);
    assertThatThrownBy(() -> params.get("linear", "scale"))
        .hasMessageContaining("linear/scale; it has [linear/bias, linear/kernel]");
  }

  @Test
  void updateIsInPlaceAndKnowsWhatFits() {
    Nnx.update(model, Nnx.State.of(Map.of("calls", array(7.0))));
    assertClose(model.calls.get(), array(7.0), 0, 0);
    assertThatThrownBy(() -> Nnx.update(model, Nnx.State.of(Map.of("other", array(7.0)))))
        .hasMessageContaining("a value at other");
  }

  @Test
  void pureMapsGoThereAndBack() {
    Nnx.State state = Nnx.state(new Nnx.Sequential(new Nnx.Linear(1, 2, new Nnx.Rngs(0))));
    Map<Object, Object> pure = Nnx.toPureDict(state);
    Map<?, ?> asStored = Map.of("layers", Map.of("0", ((Map<?, ?>) pure.get("layers")).get(0)));
    assertThat(Nnx.restoreIntPaths(asStored)).isEqualTo(pure);
    assertThat(Nnx.replaceByPureDict(state, asStored)).isEqualTo(state);
    assertThatThrownBy(() ->
            Nnx.replaceByPureDict(state, Map.of("layers", Map.of("0", Map.of("bias", ones(3))))))
        .hasMessageContaining("float32[2] at layers/0/bias")
        .hasMessageContaining("float32[3]");
  }

  @Test
  void objectsThatAreSharedStayShared() {
    Nnx.Linear shared = new Nnx.Linear(2, 2, new Nnx.Rngs(0));
    Nnx.Sequential net = new Nnx.Sequential(shared, shared);
    assertThat(Nnx.state(net).size()).isEqualTo(2);
    assertThat(Nnx.findDuplicates(net))
        .contains(List.of(List.of("layers", 0), List.of("layers", 1)));
    Nnx.Sequential copy = Nnx.clone(net);
    assertThat(copy.layers.get(0)).isSameAs(copy.layers.get(1)).isNotSameAs(shared);
  }

  static class Cyclic extends Nnx.Module {
    final Nnx.Param w = new Nnx.Param(ones(2));
    Cyclic self = this;
  }

  @Test
  void cyclesAreFollowedOnce() {
    Cyclic c = new Cyclic();
    Cyclic copy = Nnx.clone(c);
    assertThat(copy.self).isSameAs(copy).isNotSameAs(c);
    assertThat(c.toString()).contains("self=Cyclic(...)");
    assertThat(Nnx.jit((Cyclic x) -> x.self.w.get().sum()).apply(c).item()).isEqualTo(2);
  }

  static class Holder {
    final Array hidden = ones(2);
  }

  static class Holding extends Nnx.Module {
    final Object held;

    Holding(Object held) {
      this.held = held;
    }
  }

  @Test
  void whatWouldBeLostIsRejected() {
    assertThatThrownBy(() -> Nnx.state(new Holding(new Holder())))
        .hasMessageContaining("held is a Holder, whose field hidden holds arrays");
    assertThatThrownBy(() -> Nnx.state(new Holding(Set.of(new Nnx.Param(ones(1))))))
        .hasMessageContaining("Use a List, a Map, an array or a record.");
  }

  @Test
  void listsMapsAndArraysOfModulesAreData() {
    Nnx.Rngs rngs = new Nnx.Rngs(0);
    Holding h =
        new Holding(
            Map.of(
                "list",
                new ArrayList<>(List.of(new Nnx.Linear(1, 1, rngs))),
                "array",
                new Nnx.Linear[] {new Nnx.Linear(1, 1, rngs)}));
    assertThat(Nnx.state(h).flat().keySet())
        .contains(List.of("held", "list", 0, "kernel"), List.of("held", "array", 0, "kernel"));
    Holding copy = Nnx.clone(h);
    assertThat(((Map<?, ?>) copy.held).get("array")).isInstanceOf(Nnx.Linear[].class);
  }

  static class Sowing extends Nnx.Module {
    final Nnx.Linear linear = new Nnx.Linear(2, 2, new Nnx.Rngs(0));

    Array call(Array x) {
      Array y = perturb("grad_of_x", linear.call(x));
      sow("activations", y);
      return y;
    }
  }

  @Test
  void whatIsSownIsTakenOut() {
    Sowing m = new Sowing();
    m.call(ones(1, 2));
    m.call(ones(1, 2));
    Nnx.State kept =
        Nnx.pop(m, new Nnx.All(Nnx.Intermediate.class, new Nnx.Not(Nnx.Perturbation.class)));
    assertThat((List<?>) kept.variable("activations").value()).hasSize(2);
    assertThat(Nnx.state(m, Nnx.Intermediate.class).flat().keySet())
        .containsExactly(List.of("grad_of_x"));
    Nnx.State g =
        Nnx.grad(
                (Sowing s, Array x) -> s.call(x).mul(3).sum(),
                new Nnx.DiffState(0, Nnx.Perturbation.class))
            .apply(m, ones(1, 2));
    assertClose(g.get("grad_of_x"), array(new double[][] {{3, 3}}), 0, 0);
    assertThatThrownBy(() -> Nnx.pop(m, Nnx.Param.class)).hasMessageContaining("is in a field");
  }

  @Test
  void modulesAreFoundAndReplaced() {
    TwoLayerMLP m = new TwoLayerMLP(2, new Nnx.Rngs(0));
    assertThat(Nnx.iterModules(m).stream().map(l -> l.path()))
        .containsExactly(List.of("linear1"), List.of("linear2"), List.of());
    assertThat(Nnx.iterChildren(m).keySet()).containsExactly("linear1", "linear2");
    TwoLayerMLP zeroed =
        Nnx.recursiveMap((_, v) -> v instanceof Nnx.Param p ? new Nnx.Param(p.get().mul(0)) : v, m);
    assertThat(zeroed.call(ones(1, 2)).sum().item()).isZero();
    assertThat(m.call(ones(1, 2)).sum().item()).isNotZero();
  }

  @Test
  void variablesAreBoxes() {
    Box b = new Box(array(1.0, 2.0));
    b.w.update(x -> x.add(1));
    assertClose(b.w.mul(2), array(4.0, 6.0), 0, 0);
    b.w.copyFrom(new Nnx.Param(array(5.0, 5.0)));
    assertClose(b.w.get(), array(5.0, 5.0), 0, 0);
    assertThatThrownBy(() -> b.w.copyFrom(new Nnx.BatchStat(array(1.0))))
        .hasMessageContaining("a Param cannot take over a BatchStat");
  }
}

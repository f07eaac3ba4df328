package linum.linen;

import static linum.nn.Initializer.ZEROS;
import static linum.nn.Nn.relu;
import static linum.numpy.Jnp.ones;
import static linum.random.PrngKey.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import linum.core.Array;
import linum.nn.Nn;
import org.junit.jupiter.api.Test;

class NamesTest {
  private static final Array X = ones(2, 4);

  private static Set<String> params(Layer model) {
    return model.init(key(0), X).params().names();
  }

  @Test
  void partsAreCountedByClassInTheOrderOfTheirFirstUse() {
    Layer model =
        x -> {
          Dense late = new Dense(4);
          Array y = new Dense(4).apply(x);
          y = new LayerNorm().apply(y);
          y = late.apply(y);
          return new Dense(4).named("last").apply(y);
        };
    assertThat(params(model)).containsExactly("Dense_0", "LayerNorm_0", "Dense_1", "last");
  }

  private record Reserving() implements Layer {
    @Override
    public Array call(Array x) {
      Dense first = part(new Dense(2));
      Array y = new Dense(4).apply(x);
      return first.apply(y);
    }
  }

  @Test
  void partReservesANameAsConstructionDoesInFlax() {
    Variables v = new Reserving().init(key(0), X);
    assertThat(v.get("params/Dense_0/bias").size()).isEqualTo(2);
    assertThat(v.get("params/Dense_1/bias").size()).isEqualTo(4);
  }

  private record Explicit() implements Layer {
    @Override
    public Array call(Array x) {
      Embed embed = part("table", new Embed(7, 4));
      return embed.attend(x);
    }
  }

  @Test
  void partsCanBeNamedAndKeepTheirType() {
    assertThat(params(new Explicit())).containsExactly("table");
  }

  private record Components(Dense encoder, List<Layer> layers, Map<String, Dense> heads)
      implements Layer {
    @Override
    public Array call(Array x) {
      Array y = encoder.named("ignored").apply(x);
      for (Layer l : layers) {
        y = l.apply(y);
      }
      return heads.get("left").apply(y).add(heads.get("right").apply(y));
    }
  }

  @Test
  void componentsListsAndMapsGiveTheirNames() {
    Components model =
        new Components(
            new Dense(3),
            List.of(new Dense(2), Nn::relu, new Sequential(new Dense(2), Nn::relu)),
            Map.of("left", new Dense(1), "right", new Dense(1)));
    assertThat(model.init(key(0), X).select("params/**/bias").flatten())
        .containsOnlyKeys(
            "params/encoder/bias",
            "params/layers_0/bias",
            "params/layers_2/layers_0/bias",
            "params/heads_left/bias",
            "params/heads_right/bias");
  }

  @Test
  void oneInstanceHasOneSetOfParameters() {
    Layer twice =
        x -> {
          Dense shared = new Dense(4);
          return shared.apply(relu(shared.apply(x)));
        };
    assertThat(params(twice)).containsExactly("Dense_0");
  }

  private record Tied(Embed embed, Reader reader) implements Layer {
    Tied(Embed embed) {
      this(embed, new Reader(embed));
    }

    @Override
    public Array call(Array x) {
      return reader.apply(x);
    }
  }

  private record Reader(Embed embed) implements Layer {
    @Override
    public Array call(Array x) {
      return embed.attend(x);
    }
  }

  @Test
  void aSharedPartBelongsToTheOutermostModuleThatHasIt() {
    assertThat(params(new Tied(new Embed(5, 4)))).containsExactly("embed");
    Layer passedOn =
        x -> {
          Embed embed = Scope.running().module().part(new Embed(5, 4));
          return new Reader(embed).apply(x);
        };
    assertThat(params(passedOn)).containsExactly("Embed_0");
    Layer givenAway = x -> new Reader(new Embed(5, 4)).apply(x);
    assertThat(givenAway.init(key(0), X).flatten())
        .containsOnlyKeys("params/Reader_0/embed/embedding");
  }

  private record LowRank(Dense child, int rank) implements Layer {
    @Override
    public Array call(Array x) {
      Linen.shareScope(this, child);
      Array a = param("A", ZEROS, x.shape(-1), rank);
      Array b = param("B", ZEROS, rank, child.features());
      return child.apply(x).add(x.matmul(a).matmul(b));
    }
  }

  private record Adapted(boolean outside) implements Layer {
    @Override
    public Array call(Array x) {
      Dense dense = new Dense(10);
      return new LowRank(outside ? part(dense) : dense, 2).apply(x);
    }
  }

  @Test
  void modulesCanShareAPlace() {
    assertThat(new Adapted(false).init(key(0), X).at("params/LowRank_0").names())
        .containsExactly("A", "B", "kernel", "bias");
    assertThat(new Adapted(true).init(key(0), X).at("params/Dense_0").names())
        .containsExactly("A", "B", "kernel", "bias");
  }

  private record Paths(List<List<String>> seen, int depth) implements Layer {
    @Override
    public Array call(Array x) {
      seen.add(path());
      return depth == 0 ? x : new Paths(seen, depth - 1).apply(x);
    }
  }

  @Test
  void aRunningModuleKnowsWhereItIs() {
    List<List<String>> seen = new ArrayList<>();
    new Paths(seen, 2).init(key(0), X);
    assertThat(seen).containsExactly(List.of(), List.of("Paths_0"), List.of("Paths_0", "Paths_0"));
  }

  private record Methods() implements LinenModule {
    Array weight() {
      return param("weight", ZEROS, 3);
    }

    Array call() {
      return this.<Array>apply(this::weight).add(this.<Array>apply(this::weight));
    }
  }

  @Test
  void methodsOfOneModuleShareItsVariables() {
    Methods model = new Methods();
    assertThat(model.init(key(0), model::call).flatten()).containsOnlyKeys("params/weight");
  }

  private record UpAndDown() implements Layer {
    Array up(Array x) {
      return compactNameScope("up", () -> new Dense(3).apply(x));
    }

    @Override
    public Array call(Array x) {
      Array down = compactNameScope("down", () -> new Dense(3).apply(x));
      return up(x).add(down).add(up(x));
    }
  }

  @Test
  void piecesOfABodyMayHavePlacesOfTheirOwn() {
    UpAndDown model = new UpAndDown();
    Variables v = model.init(key(0), X);
    assertThat(v.flatten())
        .containsOnlyKeys(
            "params/down/Dense_0/kernel",
            "params/down/Dense_0/bias",
            "params/up/Dense_0/kernel",
            "params/up/Dense_0/bias");
    assertThat(model.apply(v, () -> model.up(X)).shape().toArray()).containsExactly(2, 3);
  }
}

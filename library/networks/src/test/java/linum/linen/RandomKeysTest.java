package linum.linen;

import static linum.linen.Close.assertClose;
import static linum.nn.Initializer.normal;
import static linum.numpy.Jnp.ones;
import static linum.random.PrngKey.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.nn.Initializer;
import linum.random.PrngKey;
import org.junit.jupiter.api.Test;

/// Which keys a module draws, by the numbers of Flax's guide to random numbers.
class RandomKeysTest {
  private final List<String> drawn = new ArrayList<>();

  private void draw(LinenModule module, String stream) {
    drawn.add(module.makeRng(stream).words().toString());
  }

  @Test
  void aStreamGivesOneKeyAfterTheOther() {
    Layer module =
        x -> {
          for (int i = 0; i < 3; i++) {
            drawn.add(Scope.running().makeRng("rng_stream").words().toString());
          }
          return x;
        };
    module.init(Rngs.of("rng_stream", key(0)), ones());
    assertThat(drawn)
        .containsExactly(
            "[1428664606 3351135085]", "[3456700291 3873160899]", "[2411773124 4124888837]");
    drawn.clear();
    module.init(Rngs.of("rng_stream", key(1)), ones());
    assertThat(drawn)
        .containsExactly(
            "[3077990774 2166202870]", "[3825832496 2886313970]", "[ 791337683 1373966058]");
  }

  private final class RNGSubSubModule implements Layer {
    @Override
    public Array call(Array x) {
      draw(this, "rng_stream");
      draw(this, "rng_stream");
      return x;
    }
  }

  private final class RNGSubModule implements Layer {
    private final boolean deeper;

    RNGSubModule(boolean deeper) {
      this.deeper = deeper;
    }

    @Override
    public Array call(Array x) {
      draw(this, "rng_stream");
      draw(this, "rng_stream");
      return deeper ? new RNGSubSubModule().apply(x) : x;
    }
  }

  @Test
  void theNamesOnTheWayAreFoldedIn() {
    Layer module = x -> new RNGSubModule(false).apply(new RNGSubModule(true).apply(x));
    module.init(Rngs.of("rng_stream", key(0)), ones());
    assertThat(drawn)
        .containsExactly(
            "[3858825717 2323087578]",
            "[ 601859108 3782857444]",
            "[ 234240654 1028548813]",
            "[3650462303 2124609379]",
            "[ 426957352 2006350344]",
            "[4006253729 4205356731]");
  }

  @Test
  void namesAreHashedWithoutASeparatorUnlessAskedFor() {
    byte[] a = bytes("A");
    byte[] b = bytes("B");
    byte[] c = bytes("C");
    byte[] one = {1};
    assertThat(LazyRng.hash(false, a, b, c, one)).isEqualTo(947574064L);
    assertThat(LazyRng.hash(false, bytes("ABC"), one)).isEqualTo(947574064L);
    assertThat(LazyRng.hash(true, bytes("AB"), c, one))
        .isNotEqualTo(LazyRng.hash(true, a, bytes("BC"), one));
  }

  private static byte[] bytes(String s) {
    return s.getBytes(StandardCharsets.UTF_8);
  }

  private record Leaf() implements Layer {
    @Override
    public Array call(Array x) {
      return x.add(makeRng("rng").normal());
    }
  }

  private record Node(String leaf) implements Layer {
    @Override
    public Array call(Array x) {
      return new Leaf().named(leaf).apply(x);
    }
  }

  @Test
  void theSeparatorKeepsPathsApart() {
    Layer model =
        x -> new Node("cdef").named("ab").apply(x).sub(new Node("def").named("abc").apply(x));
    Rngs rngs = Rngs.of("rng", key(33));
    assertThat(model.apply(Variables.EMPTY, ones(), rngs).item()).isEqualTo(0.0);
    Array apart =
        FlaxConfig.FIX_RNG_SEPARATOR.with(true, () -> model.apply(Variables.EMPTY, ones(), rngs));
    assertThat(apart.item()).isNotEqualTo(0.0);
  }

  private record Model() implements Layer {
    @Override
    public Array call(Array in) {
      Initializer normal = normal(1);
      Array x = new Dense(2).kernelInit(normal).useBias(false).apply(in);
      Array param = param("model_param", normal, 2, 2);
      Variable<Array> first =
          variable("other_collection", "model_variable1", () -> makeRng("params").normal(2, 2));
      Variable<Array> second =
          variable("other_collection", "model_variable2", () -> makeRng("other").normal(2, 2));
      Array y = new Dense(2).kernelInit(normal).biasInit(normal).apply(x);
      return y.add(param).add(first.value()).add(second.value());
    }
  }

  @Test
  void everyVariableHasTheNumbersOfFlax() {
    Rngs rngs = Rngs.params(key(0)).with("other", key(1));
    Variables v = new Model().init(rngs, ones(2, 2));
    assertClose(v.get("params/Dense_0/kernel"), -1.6185919, 0.700908, -1.3146383, -0.79342234);
    assertClose(v.get("params/model_param"), 0.0761425, -1.6157459, -1.6857724, 0.7126891);
    assertClose(
        v.get("other_collection/model_variable1"), 0.60175574, 0.2553228, 0.27367848, -2.1975214);
    assertClose(
        v.get("other_collection/model_variable2"), 1.6249592, 0.30813068, 1.6613585, 1.0404155);
    assertClose(v.get("params/Dense_1/kernel"), 0.0030665, 0.29551846, 0.16670242, -0.78252524);
    assertClose(v.get("params/Dense_1/bias"), 1.582462, 0.15216611);
  }

  @Test
  void aMissingStreamIsThatOfParams() {
    Layer module = x -> x.add(Scope.running().makeRng("dropout").normal());
    PrngKey key = key(7);
    assertThat(module.apply(Variables.EMPTY, ones(), Rngs.params(key)).item())
        .isEqualTo(module.apply(Variables.EMPTY, ones(), Rngs.of("dropout", key)).item());
  }
}

package linum;

import static linum.Linum.NONE;
import static linum.Linum.customVmap;
import static linum.Linum.grad;
import static linum.Linum.jit;
import static linum.Linum.jvp;
import static linum.Linum.makeJaxpr;
import static linum.Linum.sequentialVmap;
import static linum.Linum.vmap;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.cos;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.sin;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import linum.core.Array;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CustomVmapTest {
  record Params(Array w, Array b) {}

  private final Array x = array(1.0, 2.0, 3.0);

  // For many examples cos in place of sin, to be told apart.
  private final UnaryOperator<Array> f =
      customVmap(v -> sin(v), (_, _, v) -> new Vmapped<>(cos(v), true));

  @Nested
  class Values {
    @Test
    void areTheFunctionsForOneAndTheRulesForMany() {
      assertClose(sin(x), f.apply(x));
      assertClose(sin(x), jit(f).apply(x));
      assertClose(cos(x), vmap(f).apply(x));
      assertClose(cos(x), vmap(jit(f)).apply(x));
      assertClose(cos(x), jit(vmap(f)).apply(x));
    }

    @Test
    void aRuleKnowsHowManyExamplesThereAreAndWhoHasThem() {
      List<String> seen = new ArrayList<>();
      BinaryOperator<Array> g =
          customVmap(
              (a, b) -> a.mul(b),
              (n, inBatched, a, b) -> {
                seen.add(n + " " + inBatched.get(0) + " " + inBatched.get(1));
                return new Vmapped<>(a.mul(b), inBatched.get(0) || inBatched.get(1));
              });
      assertClose(x.mul(2), vmap(g, 0, NONE).apply(x, array(2.0f)));
      assertClose(x.mul(x), vmap(g).apply(x, x));
      assertThat(seen).containsExactly("3 true false", "3 true true");
    }

    @Test
    void axesAreMovedToTheFront() {
      Array columns = array(new double[][] {{1, 2, 3}, {4, 5, 6}});
      UnaryOperator<Array> sum =
          customVmap(v -> v.sum(), (_, _, v) -> new Vmapped<>(v.sum(1), true));
      assertClose(array(5.0, 7.0, 9.0), vmap(sum, 1).apply(columns));
    }

    @Test
    void ofTreesWithAPrefix() {
      var g =
          customVmap(
              (Params p, Array v) -> new Params(p.w().mul(v), p.b()),
              (_, in, p, v) -> {
                assertThat(in.leaves()).containsExactly(List.of(true, false), List.of(true));
                return new Vmapped<>(
                    new Params(p.w().mul(v), p.b()), Map.of("w", true, "b", false));
              });
      Params out =
          vmap(g, Map.of("w", 0, "b", NONE), 0).apply(new Params(x, array(5.0f)), x.mul(2));
      assertClose(x.mul(x).mul(2), out.w());
      assertClose(array(5.0, 5.0, 5.0), out.b());
    }

    @Test
    void oneExampleAfterTheOther() {
      List<Integer> ranks = new ArrayList<>();
      UnaryOperator<Array> g =
          sequentialVmap(v -> {
            ranks.add(v.ndim());
            return sin(v);
          });
      assertClose(sin(x), vmap(g).apply(x));
      Array rows = array(new double[][] {{1, 2}, {3, 4}});
      assertClose(sin(rows), vmap(vmap(g)).apply(rows));
      assertThat(ranks).containsOnly(0);
      assertThat(makeJaxpr(vmap(g), x).toString()).contains("scan[");
      assertClose(cos(x), vmap(grad(g)).apply(x));
    }
  }

  @Nested
  class Derivatives {
    @Test
    void ofOneAreTheFunctionsAndOfManyTheRules() {
      assertClose(cos(x), jvp(f, x, ones(3)).tangent());
      assertClose(sin(x).neg(), jvp(vmap(f), x, ones(3)).tangent());
      assertClose(sin(x).neg(), vmap((v, dv) -> jvp(f, v, dv).tangent()).apply(x, ones(3)));
    }

    @Test
    void haveAReverseMode() {
      assertClose(cos(x), grad(v -> f.apply(v).sum()).apply(x));
      assertClose(cos(x), jit(grad(v -> f.apply(v).sum())).apply(x));
      assertClose(sin(x).neg(), grad(v -> vmap(f).apply(v).sum()).apply(x));
    }

    @Test
    void inSharedDirections() {
      Array two = array(2.0f);
      assertClose(
          sin(two).neg().mul(x), vmap((v, dv) -> jvp(f, v, dv).tangent(), NONE, 0).apply(two, x));
    }
  }

  @Test
  void isPrintedWithItsRule() {
    assertThat(makeJaxpr(f, array(1.0f)).toString())
        .isEqualTo(
            """
            { lambda ; a:f32[]. let
                b:f32[] = custom_vmap_call[
                  call={ lambda ; c:f32[]. let d:f32[] = sin c in (d,) }
                  rule=<lambda>_vmap_rule
                ] a
              in (b,) }\
            """);
  }

  @Nested
  class Errors {
    @Test
    void anotherStructure() {
      var g =
          customVmap(
              (Array v) -> List.of(v, v), (_, _, v) -> new Vmapped<>(List.of(v), List.of(true)));
      assertThatThrownBy(() -> vmap(g).apply(x))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "<lambda>_vmap_rule returned the structure PyTreeDef([*]), but the function returns"
                  + " PyTreeDef([*, *]).\nReturn a tree like the function's value, with the axis of"
                  + " the examples in front of its arrays.");
    }

    @Test
    void anotherType() {
      var g = customVmap(v -> sin(v), (_, _, v) -> new Vmapped<>(v.sum(), true));
      assertThatThrownBy(() -> vmap(g).apply(x))
          .hasMessage(
              "<lambda>_vmap_rule returned float32[], with the axis of 3 examples, but the function"
                  + " returns float32[] for each.\nReturn float32[3], or say otherwise in the second"
                  + " part of Vmapped.");
    }

    @Test
    void noFlag() {
      var g = customVmap(v -> sin(v), (_, _, v) -> new Vmapped<>(v, 0));
      assertThatThrownBy(() -> vmap(g).apply(x))
          .hasMessage(
              "<lambda>_vmap_rule must say of every result whether it has the axis of the examples,"
                  + " but says 0.\nReturn true, false, or for trees a prefix: new Vmapped<>(out,"
                  + " List.of(true, false))");
    }

    @Test
    void valuesThatTheRuleDoesNotKnow() {
      UnaryOperator<Array> g =
          v -> {
            UnaryOperator<Array> h =
                customVmap(u -> u.mul(v), (_, _, u) -> new Vmapped<>(u.mul(v), true));
            return h.apply(x.sum());
          };
      assertThatThrownBy(() -> vmap(g).apply(x))
          .hasMessage(
              "<lambda> has a vmap rule of its own, but it refers to a value of type float32[] that"
                  + " is mapped and that the rule does not know.\nPass the value as an argument.");
    }
  }
}

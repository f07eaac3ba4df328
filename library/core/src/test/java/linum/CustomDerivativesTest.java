package linum;

import static linum.Linum.customGradient;
import static linum.Linum.customJvp;
import static linum.Linum.customVjp;
import static linum.Linum.grad;
import static linum.Linum.jit;
import static linum.Linum.jvp;
import static linum.Linum.vmap;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.cos;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.sin;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import linum.core.Array;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CustomDerivativesTest {
  private final Array x = array(1.0, 2.0, 3.0);

  @Nested
  class ForwardRules {
    // d(sin x) as 7 cos(x) dx, to be told apart from the real one
    private final UnaryOperator<Array> f =
        customJvp(v -> sin(v), (v, dv) -> new Pushed<>(sin(v), cos(v).mul(dv).mul(7)));

    @Test
    void serveForwardMode() {
      assertClose(cos(x).mul(7), jvp(f, x, ones(3)).tangent());
    }

    @Test
    void serveReverseModeInsideAndOutsideOfJit() {
      assertClose(cos(x).mul(7), grad(v -> f.apply(v).sum()).apply(x));
      assertClose(cos(x).mul(7), grad(v -> jit(f).apply(v).sum()).apply(x));
      assertClose(cos(x).mul(7), jit(grad(v -> f.apply(v).sum())).apply(x));
    }

    @Test
    void surviveVmap() {
      assertClose(cos(x).mul(7), vmap(grad(f)).apply(x));
      assertClose(cos(x).mul(7), grad(v -> vmap(f).apply(v).sum()).apply(x));
    }

    @Test
    void areDifferentiatedThemselves() {
      assertClose(sin(x).mul(-7), vmap(grad(grad(f))).apply(x));
    }

    @Test
    void ofTwoArguments() {
      BinaryOperator<Array> g =
          customJvp((a, b) -> a.mul(b), (a, b, da, db) -> new Pushed<>(a.mul(b), da.mul(10)));
      assertClose(ones(3).mul(10), grad((a, b) -> g.apply(a, b).sum()).apply(x, x));
      assertClose(ones(3).mul(0), grad((a, b) -> g.apply(a, b).sum(), 1).apply(x, x));
    }

    @Test
    void mustReturnTreesLikeTheValue() {
      var wrongType = customJvp(v -> sin(v), (v, dv) -> new Pushed<>(sin(v), dv.sum()));
      assertThatThrownBy(() -> grad(v -> wrongType.apply(v).sum()).apply(x))
          .hasMessage(
              "<lambda>: the tangent that the rule returned is float32[], but tangents of the value"
                  + " are float32[3]");
      Function<Array, List<Array>> wrongTree =
          customJvp((Array v) -> List.of(v), (v, dv) -> new Pushed<>(List.of(v), List.of()));
      assertThatThrownBy(() -> grad((Array v) -> wrongTree.apply(v).getFirst().sum()).apply(x))
          .hasMessage(
              "<lambda>: the tangent that the rule returned has the structure PyTreeDef([]), but"
                  + " tangents of the value are PyTreeDef([*])");
    }

    @Test
    void mustKnowAllThatIsDifferentiated() {
      UnaryOperator<Array> loss =
          v -> {
            var g = customJvp(u -> u.mul(v), (u, du) -> new Pushed<>(u.mul(v), du));
            return g.apply(x).sum();
          };
      assertThatThrownBy(() -> grad(loss).apply(x))
          .hasMessage(
              "<lambda> has a derivative rule of its own, but it refers to a value of type"
                  + " float32[3] that is differentiated and that the rule does not know."
                  + "\nPass the value as an argument.");
    }
  }

  @Nested
  class ReverseRules {
    private final UnaryOperator<Array> f =
        customVjp(
            v -> sin(v), v -> new Pair<>(sin(v), cos(v)), (Array c, Array ct) -> ct.mul(c).mul(7));

    @Test
    void serveReverseModeInsideAndOutsideOfJit() {
      assertClose(cos(x).mul(7), grad(v -> f.apply(v).sum()).apply(x));
      assertClose(cos(x).mul(7), grad(v -> jit(f).apply(v).sum()).apply(x));
      assertClose(cos(x).mul(7), jit(grad(v -> f.apply(v).sum())).apply(x));
    }

    @Test
    void surviveVmap() {
      assertClose(cos(x).mul(7), vmap(grad(f)).apply(x));
      assertClose(cos(x).mul(7), grad(v -> vmap(f).apply(v).sum()).apply(x));
    }

    @Test
    void areDifferentiatedThemselves() {
      assertClose(sin(x).mul(-7), vmap(grad(grad(f))).apply(x));
    }

    @Test
    void haveNoForwardMode() {
      assertThatThrownBy(() -> jvp(f, x, ones(3)))
          .hasMessage(
              "the derivative that <lambda>_bwd defines exists for reverse mode only, and cannot be"
                  + " evaluated forward.\nUse grad or vjp, or define the derivative with customJvp.");
    }

    @Test
    void ofTwoArgumentsWithStaticResiduals() {
      BinaryOperator<Array> g =
          customVjp(
              (a, b) -> a.mul(b),
              (a, b) -> new Pair<>(a.mul(b), List.of(a, "times", b)),
              (List<Object> kept, Array ct) ->
                  new Pair<>(ct.mul((Array) kept.get(2)), ct.mul((Array) kept.get(0))));
      assertClose(x.mul(2), grad((a, b) -> g.apply(a, b).sum()).apply(x, x.mul(2)));
      assertClose(x, jit(grad((a, b) -> g.apply(a, b).sum(), 1)).apply(x, x.mul(2)));
    }

    @Test
    void mustReturnTreesLikeTheArguments() {
      var g = customVjp(v -> sin(v), v -> new Pair<>(sin(v), v), (Array v, Array ct) -> ct.sum());
      assertThatThrownBy(() -> grad(v -> g.apply(v).sum()).apply(x))
          .hasMessage(
              "<lambda>: the backward rule's cotangent of argument 0 is float32[], but it must be"
                  + " float32[3]");
    }
  }

  @Nested
  class OwnPullbacks {
    private final UnaryOperator<Array> f =
        customGradient((Array v) -> {
          Array c = cos(v);
          return new Pulled<>(sin(v), (Array ct) -> ct.mul(c).mul(7));
        })
            ::apply;

    @Test
    void serveReverseMode() {
      assertClose(cos(x).mul(7), grad(v -> f.apply(v).sum()).apply(x));
      assertClose(cos(x).mul(7), jit(grad(v -> jit(f).apply(v).sum())).apply(x));
    }

    @Test
    void surviveVmap() {
      assertClose(cos(x).mul(7), vmap(grad(f)).apply(x));
    }
  }
}

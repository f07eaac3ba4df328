package linum;

import static linum.Linum.customJvp;
import static linum.Linum.customVjp;
import static linum.Linum.customVjpPrimalTreeValues;
import static linum.Linum.grad;
import static linum.Linum.jit;
import static linum.Linum.jvp;
import static linum.Linum.makeJaxpr;
import static linum.Linum.vmap;
import static linum.Linum.zeroFromPrimal;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.cos;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.sin;
import static linum.numpy.Jnp.zeros;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import linum.core.Array;
import linum.core.UnexpectedTracerException;
import linum.transform.CustomVjpPrimal;
import linum.transform.SymbolicZero;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SymbolicZerosTest {
  private final Array x = array(1.0, 2.0, 3.0);
  private final List<String> seen = new ArrayList<>();

  @Nested
  class ForwardRules {
    private final BinaryOperator<Array> f =
        customJvp(
                (a, b) -> a.mul(b),
                (a, b, da, db) -> {
                  seen.add(da instanceof SymbolicZero ? "0" : "da");
                  seen.add(db instanceof SymbolicZero ? "0" : "db");
                  return new Pushed<>(a.mul(b), da instanceof SymbolicZero ? db.mul(a) : da.mul(b));
                })
            .symbolicZeros();

    @Test
    void seeWhichTangentsAreZero() {
      assertClose(x.mul(2), jvp((Array v) -> f.apply(x, v), x, ones(3).mul(2)).tangent());
      assertThat(seen).containsExactly("0", "db");
    }

    @Test
    void seeThemUnderOtherTransformations() {
      assertClose(x.mul(5), jit(grad(v -> f.apply(v, x.mul(5)).sum())).apply(x));
      assertClose(x, vmap(grad((a, b) -> f.apply(a, b))).apply(x, x));
      assertThat(seen).containsExactly("da", "0", "da", "0");
    }

    @Test
    void mayReturnThem() {
      var g =
          customJvp(
                  (Array v) -> List.of(sin(v), v),
                  (v, dv) -> new Pushed<>(List.of(sin(v), v), List.of(dv, zeroFromPrimal(v, true))))
              .symbolicZeros();
      Pushed<List<Array>> out = jvp(g, x, x);
      assertClose(x, out.tangent().get(0));
      assertClose(zeros(3), out.tangent().get(1));
    }

    @Test
    void withoutThemGetZeros() {
      var g =
          customJvp(
              (a, b) -> a.mul(b),
              (a, b, da, db) -> new Pushed<>(a.mul(b), da.mul(b).add(db.mul(a))));
      assertClose(x, jvp((Array v) -> g.apply(x, v), x, ones(3)).tangent());
    }
  }

  @Nested
  class ReverseRules {
    private final BinaryOperator<Array> f =
        customVjp(
                (a, b) -> a.mul(b),
                (a, b) -> {
                  seen.add(
                      CustomVjpPrimal.of(a).perturbed() + " " + CustomVjpPrimal.of(b).perturbed());
                  List<Array> both = customVjpPrimalTreeValues(List.of(a, b));
                  return new Pair<>(both.get(0).mul(both.get(1)), both);
                },
                (List<Array> kept, Array ct) ->
                    new Pair<>(ct.mul(kept.get(1)), ct.mul(kept.get(0))))
            .symbolicZeros();

    @Test
    void seeWhatIsDifferentiated() {
      assertClose(x.mul(2), grad(v -> f.apply(v, x.mul(2)).sum()).apply(x));
      assertClose(x.mul(2), grad(v -> f.apply(x.mul(2), v).sum()).apply(x));
      assertClose(x.mul(2), grad(v -> f.apply(v, v).sum()).apply(x));
      assertThat(seen).containsExactly("true false", "false true", "true true");
    }

    @Test
    void seeItUnderOtherTransformations() {
      assertClose(x.mul(5), jit(grad(v -> f.apply(v, x.mul(5)).sum())).apply(x));
      assertClose(x, vmap(grad((a, b) -> f.apply(a, b))).apply(x, x));
      assertClose(x, grad(v -> vmap(f).apply(v, x).sum()).apply(x));
      assertThat(seen).containsOnly("true false");
    }

    @Test
    void seeWhichCotangentsAreZero() {
      Function<Array, List<Array>> g =
          customVjp(
                  (Array v) -> List.of(sin(v), cos(v)),
                  v -> {
                    Array value = CustomVjpPrimal.of(v).value();
                    return new Pair<>(List.of(sin(value), cos(value)), value);
                  },
                  (Array v, List<Array> ct) -> {
                    ct.forEach(c -> seen.add(c.toString().startsWith("SymbolicZero") ? "0" : "ct"));
                    return cos(v).mul(ct.getFirst());
                  })
              .symbolicZeros();
      assertClose(cos(x), grad((Array v) -> g.apply(v).getFirst().sum()).apply(x));
      assertThat(seen).containsExactly("ct", "0");
    }

    @Test
    void mayReturnThem() {
      var g =
          customVjp(
                  v -> sin(v),
                  v -> new Pair<>(sin(CustomVjpPrimal.of(v).value()), List.of()),
                  (List<Array> _, Array ct) -> zeroFromPrimal(ct, true))
              .symbolicZeros();
      assertClose(zeros(3), grad(v -> g.apply(v).sum()).apply(x));
    }

    @Test
    void leaveALinearMapThatSaysWhichTangentsItHas() {
      var program = makeJaxpr((Array v) -> jvp((Array u) -> f.apply(x, u), v, v).tangent(), x);
      assertThat(program.toString())
          .contains("custom_lin[", "in_zeros=[True, False]", "num_res=2", "symbolic_zeros=True");
    }
  }

  @Nested
  class Errors {
    @Test
    void computingWithAZero() {
      var f =
          customJvp((a, b) -> a.mul(b), (a, b, da, db) -> new Pushed<>(a.mul(b), da.add(db)))
              .symbolicZeros();
      assertThatThrownBy(() -> jvp((Array v) -> f.apply(v, x), x, x))
          .isInstanceOf(UnexpectedTracerException.class)
          .hasMessage(
              "a symbolic zero of type float32[3] has no data to compute with.\nAsk dx instanceof"
                  + " SymbolicZero first, or make an array of it:"
                  + " zeros(dx.shape()).astype(dx.dtype()).");
    }

    @Test
    void computingWithAPrimal() {
      var f =
          customVjp(v -> sin(v), v -> new Pair<>(sin(v), v), (Array v, Array ct) -> ct.mul(v))
              .symbolicZeros();
      assertThatThrownBy(() -> grad(v -> f.apply(v).sum()).apply(x))
          .hasMessage(
              "a CustomVjpPrimal of type float32[3] is no array to compute with.\nTake the array"
                  + " out: CustomVjpPrimal.of(x).value(), or customVjpPrimalTreeValues(tree) for all"
                  + " of a tree.");
    }

    @Test
    void keepingAPrimal() {
      var f =
          customVjp(
                  v -> sin(v),
                  v -> new Pair<>(sin(CustomVjpPrimal.of(v).value()), v),
                  (Array v, Array ct) -> ct.mul(v))
              .symbolicZeros();
      assertThatThrownBy(() -> grad(v -> f.apply(v).sum()).apply(x))
          .hasMessage(
              "<lambda>: what the forward rule kept has a CustomVjpPrimal where an array must be."
                  + "\nReturn CustomVjpPrimal.of(x).value(), and zeros(x.shape()) for a zero.");
    }

    @Test
    void aPrimalWhereThereIsNone() {
      assertThatThrownBy(() -> CustomVjpPrimal.of(x))
          .hasMessage(
              "an array of type float32[3] is no CustomVjpPrimal.\nOnly forward rules of"
                  + " customVjp(f, fwd, bwd).symbolicZeros() are given such.");
    }

    @Test
    void togetherWithOptimizeRemat() {
      var f = customVjp(v -> sin(v), v -> new Pair<>(sin(v), v), (Array v, Array ct) -> ct.mul(v));
      assertThatThrownBy(() -> f.symbolicZeros().optimizeRemat())
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage(
              "customVjp: optimizeRemat() stages the forward rule once for all uses, and"
                  + " symbolicZeros() lets it depend on what is differentiated.\nTake one of them.");
    }
  }
}

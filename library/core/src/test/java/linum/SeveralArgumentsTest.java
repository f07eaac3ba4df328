package linum;

import static linum.Linum.checkpoint;
import static linum.Linum.closureConvert;
import static linum.Linum.customGradient;
import static linum.Linum.customJvp;
import static linum.Linum.customVjp;
import static linum.Linum.evalShape;
import static linum.Linum.grad;
import static linum.Linum.jvp;
import static linum.Linum.jvpAux;
import static linum.Linum.linearTranspose;
import static linum.Linum.linearize;
import static linum.Linum.linearizeAux;
import static linum.Linum.makeJaxpr;
import static linum.Linum.vjp;
import static linum.Linum.vjpAux;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.cos;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.sin;
import static linum.testing.ArrayAssertions.assertClose;
import static linum.transform.CheckpointPolicies.nothingSaveable;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import linum.core.Array;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Transformations of functions of several trees, some with values that are no arrays.
class SeveralArgumentsTest {
  record Params(Array w, String activation) {}

  private final Array x = array(1.0, 2.0, 3.0);
  private final Params p = new Params(x, "sin");

  private static Array layer(Params p, Array v) {
    return p.activation().equals("sin") ? sin(p.w().mul(v)) : p.w().mul(v);
  }

  @Nested
  class Directions {
    @Test
    void forwardOfTrees() {
      var out =
          jvp(
              (Params q, List<Array> v, Array s) -> Map.of("y", q.w().mul(v.getFirst()).mul(s)),
              p,
              List.of(x),
              array(2.0f),
              p,
              List.of(ones(3)),
              array(0.0f));
      assertClose(x.square().mul(2).add(x.mul(2)), out.tangent().get("y"));
    }

    @Test
    void reverseOfFour() {
      var out = vjp((Array a, Array b, Array c, Array d) -> a.mul(b).add(c.mul(d)), x, x, x, x);
      assertClose(x.mul(2), out.pullback().apply(ones(3).mul(2)).fourth());
    }

    @Test
    void linearizedInTwo() {
      var at = linearize((Params q, Array v) -> layer(q, v), p, x);
      Array slope = cos(x.square()).mul(x);
      assertClose(
          slope.mul(2), at.derivative().apply(new Pair<>(new Params(ones(3), "sin"), ones(3))));
    }

    @Test
    void transposedInTwo() {
      var t = linearTranspose((Array a, Array b) -> a.mul(2).add(b.mul(x)), x, x);
      assertClose(ones(3).mul(2), t.apply(ones(3)).first());
      assertClose(x, t.apply(ones(3)).second());
    }
  }

  @Nested
  class BesideTheValue {
    @Test
    void ofReverseMode() {
      var out = vjpAux((Array v) -> new Pair<>(List.of(sin(v)), Map.of("cos", cos(v))), x);
      assertClose(sin(x), out.value().getFirst());
      assertClose(cos(x), out.aux().get("cos"));
      assertClose(cos(x), out.pullback().apply(List.of(ones(3))));
      var two = vjpAux((Array a, Array b) -> new Pair<>(a.mul(b), a), x, x.mul(2));
      assertClose(x, two.pullback().apply(ones(3)).second());
      assertClose(x, two.aux());
    }

    @Test
    void ofForwardMode() {
      var out = jvpAux((Array v) -> new Pair<>(sin(v), List.of(v, array(1))), x, x);
      assertClose(cos(x).mul(x), out.tangent());
      assertClose(x, out.aux().getFirst());
      var at = linearizeAux((Array v) -> new Pair<>(sin(v), v.mul(2)), x);
      assertClose(cos(x), at.derivative().apply(ones(3)));
      assertClose(x.mul(2), at.aux());
    }

    @Test
    void isNotDifferentiated() {
      Array g =
          grad((Array v) -> vjpAux((Array u) -> new Pair<>(u, u.square()), v).aux().sum()).apply(x);
      assertClose(x.mul(2), g);
    }
  }

  @Nested
  class RulesOfOnesOwn {
    @Test
    void forwardOfThreeArrays() {
      var f =
          customJvp(
              (a, b, c) -> a.mul(b).mul(c),
              (a, b, c, da, db, dc) -> new Pushed<>(a.mul(b).mul(c), da.add(db).add(dc).mul(7)));
      assertClose(ones(3).mul(7), grad((a, b, c) -> f.apply(a, b, c).sum(), 2).apply(x, x, x));
    }

    @Test
    void forwardWithStaticArguments() {
      var f =
          customJvp(
              (Params q, Array v, String name) -> layer(q, v),
              (q, v, name, dq, dv, _) ->
                  new Pushed<>(layer(q, v), name.equals("seven") ? dv.mul(7) : dq.w()));
      assertClose(ones(3).mul(7), grad((Array v) -> f.apply(p, v, "seven").sum()).apply(x));
      assertClose(ones(3).mul(0), grad((Array v) -> f.apply(p, v, "one").sum()).apply(x));
    }

    @Test
    void reverseOfThreeTreesWithStaticArguments() {
      var f =
          customVjp(
              (Params q, Array v, Integer power) -> layer(q, v).pow(power),
              (q, v, power) -> new Pair<>(layer(q, v).pow(power), new Pair<>(q, power)),
              (Pair<Params, Integer> kept, Array ct) ->
                  new Triple<>(kept.first(), ct.mul(kept.second()), kept.second()));
      assertClose(ones(3).mul(3), grad((Array v) -> f.apply(p, v, 3).sum()).apply(x));
      assertClose(x, grad((Params q) -> f.apply(q, x, 3).sum()).apply(p).w());
    }

    @Test
    void reverseOfFourArrays() {
      var f =
          customVjp(
              (a, b, c, d) -> a.mul(b).add(c).add(d),
              (a, b, c, d) -> new Pair<>(a.mul(b).add(c).add(d), a),
              (Array a, Array ct) -> new Quadruple<>(ct.mul(1), ct.mul(2), ct.mul(3), ct.mul(4)));
      assertClose(
          ones(3).mul(4), grad((a, b, c, d) -> f.apply(a, b, c, d).sum(), 3).apply(x, x, x, x));
    }

    @Test
    void pullbacksOfTwo() {
      var f =
          customGradient(
              (Array a, Array b) -> new Pulled<>(a.mul(b), ct -> new Pair<>(ct.mul(b), ct.mul(7))));
      assertClose(ones(3).mul(7), vjp(f, x, x).pullback().apply(ones(3)).second());
    }
  }

  @Nested
  class Programs {
    @Test
    void checkpointsWithStaticArgumentsAndWithoutTheBarrier() {
      var f = checkpoint((Params q, Array v) -> layer(q, v), nothingSaveable(), false);
      assertClose(cos(x.square()).mul(x), grad((Params q) -> f.apply(q, x).sum()).apply(p).w());
      assertThat(makeJaxpr((Array v) -> f.apply(p, v), x).toString()).contains("prevent_cse=False");
      var four = checkpoint((a, b, c, d) -> a.mul(b).add(c).add(d));
      assertClose(x, grad((a, b, c, d) -> four.apply(a, b, c, d).sum()).apply(x, x, x, x));
    }

    @Test
    void shapesOfFour() {
      assertThat(evalShape((Array a, Array b, Array c, String s) -> Map.of(s, a), x, x, x, "a"))
          .hasToString("{a=ShapeDtypeStruct(shape=(3,), dtype=float32)}");
    }

    @Test
    void closuresOfTwo() {
      Array g =
          grad(
                  v -> {
                    var closed = closureConvert((Params q, Array u) -> layer(q, u).mul(v), p, x);
                    return closed.function().apply(p, x, closed.consts()).sum();
                  })
              .apply(x);
      assertClose(sin(x.square()), g);
    }
  }
}

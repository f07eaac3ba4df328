package linum;

import static linum.Linum.fwdAndBwd;
import static linum.Linum.grad;
import static linum.Linum.gradAux;
import static linum.Linum.hessian;
import static linum.Linum.jacfwd;
import static linum.Linum.jacrev;
import static linum.Linum.jit;
import static linum.Linum.valueAndGrad;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.sin;
import static linum.numpy.Jnp.zeros;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import linum.core.Array;
import linum.transform.Residuals;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ArgnumsTest {
  record Params(Array w, Array b) {}

  private final Array x = array(1.0, 2.0, 3.0);
  private final Params p = new Params(array(4.0, 5.0, 6.0), array(7.0f));

  private static Array loss(Array x, Params p) {
    return x.mul(p.w()).add(p.b()).sum();
  }

  @Nested
  class Trees {
    @Test
    void anotherArgument() {
      Params g = grad((Array v, Params q) -> loss(v, q), (v, q) -> q).apply(x, p);
      assertClose(x, g.w());
      assertClose(array(3.0f), g.b());
    }

    @Test
    void severalArguments() {
      Pair<Params, Array> g =
          grad((Array v, Params q) -> loss(v, q), (v, q) -> new Pair<>(q, v)).apply(x, p);
      assertClose(x, g.first().w());
      assertClose(p.w(), g.second());
    }

    @Test
    void partsOfArguments() {
      Array g = grad((Array v, Params q) -> loss(v, q), (v, q) -> q.w()).apply(x, p);
      assertClose(x, g);
      Map<String, Array> some =
          jit(grad((Array v, Params q) -> loss(v, q), (v, q) -> Map.of("x", v, "b", q.b())))
              .apply(x, p);
      assertClose(p.w(), some.get("x"));
      assertClose(array(3.0f), some.get("b"));
    }

    @Test
    void valuesAndThreeArguments() {
      var out =
          valueAndGrad(
                  (Array v, Params q, List<Array> s) -> loss(v, q).mul(s.getFirst()),
                  (v, q, s) -> new Pair<>(q, s))
              .apply(x, p, List.of(array(2.0f)));
      assertClose(array(106.0f), out.value());
      assertClose(x.mul(2), out.grad().first().w());
      assertClose(array(53.0f), out.grad().second().getFirst());
    }

    @Test
    void jacobians() {
      assertClose(x, jacrev((Array v, Params q) -> loss(v, q), (v, q) -> q).apply(x, p).w());
      assertClose(
          x,
          jacfwd((Array v, Params q) -> loss(v, q), (v, q) -> List.of(q.w())).apply(x, p).get(0));
    }

    @Test
    void wholeNumbersAndStaticValuesBesideThem() {
      Array g =
          grad(
                  (List<Object> s, Array v) ->
                      v.at((Array) s.get(0)).get().mul((int) s.get(1)).sum(),
                  (s, v) -> v)
              .apply(List.of(array(2, 0), 5), x);
      assertClose(array(5.0, 0.0, 5.0), g);
    }
  }

  @Nested
  class Arrays {
    @Test
    void ofThreeAndFourWithoutTypes() {
      assertClose(x.mul(x), grad((a, b, c) -> a.mul(b).mul(c).sum()).apply(x, x, x));
      assertClose(
          x.mul(x), grad((a, b, c, d) -> a.mul(b).mul(d).add(c).sum(), 3).apply(x, x, x, x));
      assertClose(x.mul(x), jit((a, b, c) -> a.mul(b).add(c)).apply(x, x, zeros(3)));
    }

    @Test
    void several() {
      List<Array> g =
          valueAndGrad((a, b) -> a.mul(b).sum(), List.of(1, 0)).apply(x, x.mul(2)).grad();
      assertClose(x, g.get(0));
      assertClose(x.mul(2), g.get(1));
      List<Array> j = jacrev((a, b) -> a.mul(b).sum(), List.of(0, 1)).apply(x, x.mul(3));
      assertClose(x.mul(3), j.get(0));
      assertClose(x, j.get(1));
      assertClose(x, jacfwd((a, b) -> a.mul(b).sum(), 1).apply(x, x));
      assertClose(zeros(3, 3), hessian((a, b) -> a.mul(b).sum(), 1).apply(x, x));
    }
  }

  @Test
  void gradientsWithWhatComesBesideTheLoss() {
    Pair<Params, List<Array>> out =
        gradAux((Params q, Array v) -> new WithAux<>(loss(v, q), List.of(v.mul(2)))).apply(p, x);
    assertClose(x, out.first().w());
    assertClose(x.mul(2), out.second().getFirst());
  }

  @Nested
  class Passes {
    @Test
    void areCompiledOnceEach() {
      AtomicInteger runs = new AtomicInteger();
      var passes =
          fwdAndBwd(
              (Array v, Params q) -> {
                runs.incrementAndGet();
                return List.of(sin(v).mul(q.w()), v);
              },
              (v, q) -> new Pair<>(v, q));
      for (int i = 1; i < 4; i++) {
        Pair<List<Array>, Residuals> forward = passes.fwd().apply(x.mul(i), p);
        assertClose(sin(x.mul(i)).mul(p.w()), forward.first().getFirst());
        var ct = passes.bwd().apply(forward.second(), List.of(ones(3), zeros(3)));
        assertClose(sin(x.mul(i)), ct.second().w());
        assertClose(array(0.0f), ct.second().b());
      }
      assertThat(runs).hasValue(1);
    }

    @Test
    void ofOneTreeUnderJit() {
      var passes = fwdAndBwd((Params q) -> sin(q.w()));
      Params ct = jit((Params q) -> passes.bwd().apply(passes.fwd().apply(q).second(), x)).apply(p);
      assertClose(x.mul(linum.numpy.Jnp.cos(p.w())), ct.w());
    }

    @Test
    void needACotangentLikeTheValue() {
      var passes = fwdAndBwd((Params q) -> sin(q.w()));
      var kept = passes.fwd().apply(p).second();
      assertThatThrownBy(() -> passes.bwd().apply(kept, ones(2)))
          .hasMessage(
              "fwdAndBwd: the cotangent is float32[2], but the function returned float32[3], whose"
                  + " cotangents are float32[3].\nConvert it with astype, or broadcast it to the"
                  + " shape of the value.");
    }
  }

  @Nested
  class Errors {
    @Test
    void computing() {
      assertThatThrownBy(
              () -> grad((Array v, Params q) -> loss(v, q), (v, q) -> v.mul(2)).apply(x, p))
          .hasMessage(
              "argnums must pick arguments or parts of them, and compute nothing.\nReturn them as"
                  + " they are: grad(f, (x, y) -> y), grad(f, (x, y) -> new Pair<>(x, y)).");
    }

    @Test
    void arraysFromElsewhere() {
      assertThatThrownBy(() -> grad((Array v, Params q) -> loss(v, q), (v, q) -> x).apply(x, p))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "grad: argnums returned an array of type float32[3] that is none of the arguments'."
                  + "\nReturn arguments or parts of them: grad(f, (x, y) -> y)");
    }

    @Test
    void twice() {
      assertThatThrownBy(() ->
              grad((Array v, Params q) -> loss(v, q), (v, q) -> List.of(q.w(), q.w())).apply(x, p))
          .hasMessage("grad: argnums returned argument 1 at .w twice.\nReturn it once.");
    }

    @Test
    void wholeNumbers() {
      assertThatThrownBy(() ->
              grad((Array v, List<Array> q) -> v.sum(), (v, q) -> q).apply(x, List.of(array(1, 2))))
          .hasMessageStartingWith(
              "grad needs floating-point arrays, but argument 1 at [0] is int32[2].");
    }

    @Test
    void positionsThatDoNotExist() {
      assertThatThrownBy(() -> jacrev((a, b) -> a.mul(b), List.of(0, 2)).apply(x, x))
          .hasMessage("jacrev: there is no argument 2; the function has 2, counted from 0");
    }
  }
}

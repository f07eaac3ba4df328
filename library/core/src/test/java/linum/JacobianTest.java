package linum;

import static linum.Linum.hessian;
import static linum.Linum.hessianAux;
import static linum.Linum.jacfwd;
import static linum.Linum.jacfwdAux;
import static linum.Linum.jacfwdTree;
import static linum.Linum.jacrev;
import static linum.Linum.jacrevAux;
import static linum.Linum.jacrevTree;
import static linum.Linum.jit;
import static linum.numpy.Jnp.array;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import linum.core.Array;
import linum.ir.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JacobianTest {
  record Params(Array w, Array b) {}

  record Out(Array scaled, List<Array> sums) {}

  private final Array x = array(1.0, 2.0);
  private final Params p = new Params(x, array(3.0f));

  private static Out f(Params p) {
    return new Out(p.w().square().mul(p.b()), List.of(p.w().sum()));
  }

  static Stream<Function<Params, Jacobian<Out, Params>>> both() {
    return Stream.of(
        jacfwdTree(JacobianTest::f), jacrevTree(JacobianTest::f), jit(jacrevTree(JacobianTest::f)));
  }

  @ParameterizedTest
  @MethodSource("both")
  void ofATreeInATree(Function<Params, Jacobian<Out, Params>> jacobian) {
    Jacobian<Out, Params> j = jacobian.apply(p);
    // d(w² b) by w is diagonal, 2 w b; by b it is w²
    Array byW = array(new double[][] {{6, 0}, {0, 12}});
    assertClose(byW, j.of(Out::scaled).w());
    assertClose(x.square(), j.of(Out::scaled).b());
    assertClose(array(1.0, 1.0), j.of(o -> o.sums().getFirst()).w());
    assertClose(byW, j.in(Params::w).scaled());
    assertClose(array(0.0f), j.in(Params::b).sums().getFirst());
    assertThat(j.rows()).hasSize(2);
  }

  @Test
  void ofMapsInTheFirstOfTwoArguments() {
    var j = jacrevTree((Array a, Array b) -> Map.of("y", a.mul(b))).apply(x, x.mul(3));
    assertClose(array(new double[][] {{3, 0}, {0, 6}}), j.of(m -> m.get("y")));
    assertClose(array(new double[][] {{3, 0}, {0, 6}}), j.in(a -> a).get("y"));
  }

  @Test
  void secondDerivativesInATree() {
    Jacobian<Params, Params> h = hessian((Params q) -> q.w().square().mul(q.b()).sum()).apply(p);
    assertClose(array(new double[][] {{6, 0}, {0, 6}}), h.of(Params::w).w());
    assertClose(x.mul(2), h.of(Params::w).b());
    assertClose(x.mul(2), h.of(Params::b).w());
    assertClose(array(0.0f), h.of(Params::b).b());
  }

  @Test
  void secondDerivativesInPickedArguments() {
    Function<Jacobian<Array, Array>, Array> only = j -> j.of(v -> v);
    BiFunction<Array, Params, Array> f = (v, q) -> v.mul(q.w().square()).mul(q.b()).sum();
    assertClose(
        array(new double[][] {{6, 0}, {0, 12}}),
        only.apply(hessian(f, (v, q) -> q.w()).apply(x, p)));
    Jacobian<Params, Params> h = hessian(f, (v, q) -> q).apply(x, p);
    assertClose(array(2.0, 8.0), h.of(Params::w).b());
    Fn3<Array, Array, Array, Array> g = (a, b, c) -> a.mul(b).mul(c.square()).sum();
    assertClose(
        array(new double[][] {{2, 0}, {0, 8}}),
        only.apply(hessian(g, (a, b, c) -> c).apply(x, x, x)));
  }

  @Test
  void withWhatComesBesideTheValue() {
    Function<Array, WithAux<List<Array>>> g =
        v -> new WithAux<>(v.square(), List.of(v.mul(5), array(1)));
    Array slope = array(new double[][] {{2, 0}, {0, 4}});
    for (Function<Array, Pair<Array, List<Array>>> jacobian : List.of(jacfwdAux(g), jacrevAux(g))) {
      assertClose(slope, jacobian.apply(x).first());
      assertClose(x.mul(5), jacobian.apply(x).second().get(0));
    }
    var second = hessianAux((Array v) -> new WithAux<>(v.pow(3).sum(), List.of(v.mul(5)))).apply(x);
    assertClose(array(new double[][] {{6, 0}, {0, 12}}), second.first().of(v -> v));
    assertClose(x.mul(5), second.second().getFirst());
  }

  @Test
  void ofThreeArraysWithoutTypes() {
    Array expected = array(new double[][] {{1, 0}, {0, 4}});
    assertClose(expected, jacfwd((a, b, c) -> a.mul(b).mul(c)).apply(x, x, x));
    assertClose(expected, jacrev((a, b, c) -> a.mul(b).mul(c), 2).apply(x, x, x));
  }

  @Test
  void needsFloatingValues() {
    assertThatThrownBy(() -> jacrev(v -> v.astype(DType.INT32)).apply(x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "jacrev is defined for functions that return floating-point arrays, but this one"
                + " returned int32[2].\nConvert it with astype(FLOAT32), or return it beside the"
                + " value: jacrevAux, jacfwdAux.");
  }

  @Test
  void onlyArraysOfTheValueCanBePicked() {
    Jacobian<Out, Params> j = jacrevTree(JacobianTest::f).apply(p);
    assertThatThrownBy(() -> j.of(_ -> x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Jacobian.of: argnums returned an array of type float32[2] that is none of the"
                + " arguments'.");
  }
}

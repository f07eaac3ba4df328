package linum;

import static linum.Linum.NONE;
import static linum.Linum.grad;
import static linum.Linum.jit;
import static linum.Linum.jvp;
import static linum.Linum.linearCall;
import static linum.Linum.linearTranspose;
import static linum.Linum.makeJaxpr;
import static linum.Linum.vmap;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.UnaryOperator;
import linum.core.Array;
import org.junit.jupiter.api.Test;

class LinearCallTest {
  private final Array x = array(1.0, 2.0, 3.0);
  private final Array r = array(2.0, 4.0, 5.0);

  // x / r, whose transpose is said to be 7 ct / r, to be told apart.
  private static Array div(Array r, Array x) {
    return linearCall((Array s, Array y) -> y.div(s), (s, ct) -> ct.div(s).mul(7), r, x);
  }

  @Test
  void forwardModeIsTheFunctionAndReverseModeTheTranspose() {
    assertClose(x.div(r), div(r, x));
    assertClose(x.div(r), jit(LinearCallTest::div).apply(r, x));
    assertClose(ones(3).div(r), jvp((Array v) -> div(r, v), x, ones(3)).tangent());
    assertClose(ones(3).mul(7).div(r), grad(v -> div(r, v).sum()).apply(x));
    assertClose(ones(3).mul(7).div(r), jit(grad(v -> div(r, v).sum())).apply(x));
    assertClose(x.mul(7).div(r), linearTranspose((Array v) -> div(r, v), x).apply(x));
  }

  @Test
  void theTransposeOfTheTransposeIsTheFunction() {
    UnaryOperator<Array> once = v -> linearTranspose((Array u) -> div(r, u), x).apply(v);
    assertClose(x.div(r), linearTranspose((Array v) -> once.apply(v), x).apply(x));
  }

  @Test
  void residualsHaveDerivativesToo() {
    assertClose(x.neg().div(r.square()), grad(v -> div(v, x).sum()).apply(r));
    assertClose(
        ones(3).div(r).sub(x.div(r.square())),
        jvp((Array a, Array b) -> div(a, b), r, x, ones(3), ones(3)).tangent());
  }

  @Test
  void isMapped() {
    assertClose(x.div(r), vmap(LinearCallTest::div).apply(r, x));
    assertClose(ones(3).mul(7).div(r), vmap(grad((a, b) -> div(a, b), 1)).apply(r, x));
    assertClose(
        ones(3).mul(7).div(r).sum(),
        grad(b -> vmap(LinearCallTest::div, 0, NONE).apply(r, b).sum()).apply(array(2.0f)));
  }

  @Test
  void ofTreesAndOfValuesOutside() {
    UnaryOperator<Array> loss =
        v -> {
          Array c = v.sum();
          List<Array> out =
              linearCall(
                  (List<Array> s, Array y) -> List.of(y.mul(s.getFirst()), y.mul(c)),
                  (s, ct) -> ct.get(0).mul(s.getFirst()).add(ct.get(1).mul(c)),
                  List.of(r),
                  x);
          return out.get(0).sum().add(out.get(1).sum());
        };
    assertClose(ones(3).mul(6), grad(loss).apply(x));
  }

  @Test
  void isPrintedWithBothPrograms() {
    assertThat(makeJaxpr(LinearCallTest::div, array(2.0f), array(3.0f)).toString())
        .isEqualTo(
            """
            { lambda ; a:f32[] b:f32[]. let
                c:f32[] = linear_call[
                  callee={ lambda ; d:f32[] e:f32[]. let f:f32[] = div e d in (f,) }
                  num_callee_consts=0
                  num_res=1
                  transpose={ lambda ; g:f32[] h:f32[]. let
                      i:f32[] = div h g
                      j:f32[] = mul i 7.0:f32[]
                    in (j,) }
                ] a b
              in (c,) }\
            """);
  }

  @Test
  void theTransposeMustFitTheLinearArgument() {
    assertThatThrownBy(() -> linearCall((Array s, Array y) -> y.div(s), (_, ct) -> ct.sum(), r, x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "linearCall: the transpose must give the types of the linear argument, but gives"
                + " float32[] for float32[3].\nConvert it in the transpose, with sum over what the"
                + " function broadcasts, or with astype.");
    assertThatThrownBy(() ->
            linearCall(
                (Array s, List<Array> y) -> y.getFirst().div(s),
                (_, ct) -> List.of(ct, ct),
                r,
                List.of(x)))
        .hasMessageStartingWith(
            "linearCall: the transpose must give a tree like the linear argument: the trees differ");
  }
}

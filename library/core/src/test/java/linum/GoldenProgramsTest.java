package linum;

import static linum.Linum.checkpoint;
import static linum.Linum.customJvp;
import static linum.Linum.customVjp;
import static linum.Linum.grad;
import static linum.Linum.jit;
import static linum.Linum.makeJaxpr;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.cos;
import static linum.numpy.Jnp.sin;
import static org.assertj.core.api.Assertions.assertThat;

import linum.core.Array;
import linum.ir.Jaxpr;
import linum.ir.PrintStyle;
import linum.transform.JitOptions;
import org.junit.jupiter.api.Test;

/// Programs printed as JAX prints them.
class GoldenProgramsTest {
  private final Array x = array(0.0, 1.0, 2.0);
  private final Array s = array(3.0f);

  private static void assertPrints(Jaxpr jaxpr, String expected) {
    assertThat(jaxpr.toString(PrintStyle.MODERN)).isEqualTo(expected.strip());
  }

  @Test
  void theTutorialsGraph() {
    assertThat(makeJaxpr(v -> v.add(2).pow(2).add(3).mean(), x).toString(PrintStyle.CLASSIC))
        .isEqualTo(
            """
            { lambda ; a:f32[3]. let
                b:f32[3] = add a 2.0
                c:f32[3] = integer_pow[y=2] b
                d:f32[3] = add c 3.0
                e:f32[] = reduce_sum[axes=(0,)] d
                f:f32[] = div e 3.0
              in (f,) }\
            """
                .strip());
  }

  @Test
  void theTutorialsNorm() {
    assertThat(makeJaxpr(v -> v.pow(2).sum().sqrt(), x).toString(PrintStyle.CLASSIC))
        .isEqualTo(
            """
            { lambda ; a:f32[3]. let
                b:f32[3] = integer_pow[y=2] a
                c:f32[] = reduce_sum[axes=(0,)] b
                d:f32[] = sqrt c
              in (d,) }\
            """
                .strip());
  }

  @Test
  void theGradientOfTheTutorialsGraph() {
    assertPrints(
        makeJaxpr(grad(v -> v.add(2).pow(2).add(3).mean()), x),
        """
        { lambda ; a:f32[3]. let
            b:f32[3] = add a 2.0:f32[]
            c:f32[3] = integer_pow[y=2] b
            d:f32[3] = mul 2.0:f32[] b
            e:f32[3] = add c 3.0:f32[]
            f:f32[] = reduce_sum[axes=(0,) out_sharding=None] e
            _:f32[] = div f 3.0:f32[]
            g:f32[] = div 1.0:f32[] 3.0:f32[]
            h:f32[3] = broadcast_in_dim g
            i:f32[3] = mul h d
          in (i,) }
        """);
  }

  @Test
  void theSineOfACosine() {
    assertPrints(
        makeJaxpr(v -> sin(cos(v)), s),
        """
        { lambda ; a:f32[]. let b:f32[] = cos a; c:f32[] = sin b in (c,) }
        """);
  }

  @Test
  void theGradientOfTheSineOfACosine() {
    assertPrints(
        makeJaxpr(grad(v -> sin(cos(v))), s),
        """
        { lambda ; a:f32[]. let
            b:f32[] = cos a
            c:f32[] = sin a
            _:f32[] = sin b
            d:f32[] = cos b
            e:f32[] = mul 1.0:f32[] d
            f:f32[] = neg e
            g:f32[] = mul f c
          in (g,) }
        """);
  }

  @Test
  void aProgramThatIsCalledTwiceIsShownOnce() {
    var f = jit((Array v) -> v.pow(2), JitOptions.DEFAULT.name("f"));
    assertPrints(
        makeJaxpr(jit(v -> f.apply(v).add(f.apply(v))), array(new double[] {1})),
        """
        let f = { lambda ; a:f32[1]. let b:f32[1] = integer_pow[y=2] a in (b,) } in
        { lambda ; c:f32[1]. let
            d:f32[1] = jit[
              name=<lambda>
              jaxpr={ lambda ; c:f32[1]. let
                  e:f32[1] = jit[name=f jaxpr=f] c
                  g:f32[1] = jit[name=f jaxpr=f] c
                  d:f32[1] = add e g
                in (d,) }
            ] c
          in (d,) }
        """);
  }

  @Test
  void functionsMarkedInlineDisappear() {
    var f = jit((Array v) -> sin(v), JitOptions.DEFAULT.inline(true));
    assertPrints(
        makeJaxpr(v -> f.apply(v), s),
        """
        { lambda ; a:f32[]. let b:f32[] = sin a in (b,) }
        """);
  }

  @Test
  void theGradientOfACompiledFunctionIsTwoCalls() {
    var f = jit((Array v) -> sin(v), JitOptions.DEFAULT.name("f"));
    assertPrints(
        makeJaxpr(grad(v -> f.apply(v)), s),
        """
        { lambda ; a:f32[]. let
            _:f32[] b:f32[] = jit[
              name=f
              jaxpr={ lambda ; a:f32[]. let c:f32[] = sin a; b:f32[] = cos a in (c, b) }
            ] a
            d:f32[] = jit[
              name=f
              jaxpr={ lambda ; b:f32[] e:f32[]. let d:f32[] = mul e b in (d,) }
            ] b 1.0:f32[]
          in (d,) }
        """);
  }

  @Test
  void rulesAreNamed() {
    var f = customJvp(v -> sin(v), (v, dv) -> new Pushed<>(sin(v), dv));
    var g = customVjp(v -> sin(v), v -> new Pair<>(sin(v), v), (Array v, Array ct) -> ct);
    assertThat(makeJaxpr(v -> f.apply(v), s).toString())
        .contains("custom_jvp_call[", "name=<lambda>", "jvp=<lambda>_jvp");
    assertThat(makeJaxpr(v -> g.apply(v), s).toString())
        .contains("custom_vjp_call[", "fwd=<lambda>_fwd", "bwd=<lambda>_bwd");
  }

  @Test
  void rulesAreNamedAfterTheirFunction() {
    var f = customJvp(v -> sin(v), (v, dv) -> new Pushed<>(sin(v), dv)).name("f");
    var g =
        customVjp(v -> sin(v), v -> new Pair<>(sin(v), v), (Array v, Array ct) -> ct)
            .symbolicZeros()
            .name("g");
    assertThat(makeJaxpr(v -> f.apply(v), s).toString()).contains("name=f\n", "jvp=f_jvp\n");
    assertThat(makeJaxpr(v -> g.apply(v), s).toString())
        .contains("name=g\n", "fwd=g_fwd\n", "bwd=g_bwd\n", "symbolic_zeros=True");
  }

  @Test
  void theBackwardPassOfACheckpointComputesAgain() {
    var f = checkpoint(v -> sin(sin(v)));
    assertPrints(
        makeJaxpr(grad(v -> f.apply(v)), s),
        """
        { lambda ; a:f32[]. let
            b:f32[] = sin a
            _:f32[] = sin b
            c:f32[] = remat2[
              differentiated=True
              jaxpr={ lambda ; d:f32[] e:f32[]. let
                  f:f32[] = sin d
                  g:f32[] = cos d
                  h:f32[] = cos f
                  i:f32[] = mul e h
                  j:f32[] = mul i g
                in (j,) }
              policy=None
              prevent_cse=True
            ] a 1.0:f32[]
          in (c,) }
        """);
  }
}

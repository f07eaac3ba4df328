package linum;

import static linum.Linum.checkpoint;
import static linum.Linum.customVjp;
import static linum.Linum.debugPrint;
import static linum.Linum.grad;
import static linum.Linum.jit;
import static linum.Linum.makeJaxpr;
import static linum.Linum.vmap;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.cos;
import static linum.numpy.Jnp.exp;
import static linum.numpy.Jnp.sin;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.UnaryOperator;
import linum.core.Array;
import org.junit.jupiter.api.Test;

class OptimizeRematTest {
  private final Array x = array(1.0, 2.0, 3.0);

  // The rule keeps an exponential, which the function does not compute.
  private final CustomVjp.OfArrays1 plain =
      customVjp(
          v -> sin(v), v -> new Pair<>(sin(v), exp(v)), (Array e, Array ct) -> ct.mul(e).mul(7));
  private final CustomVjp.OfArrays1 f = plain.optimizeRemat();

  @Test
  void derivativesAreThoseOfTheRule() {
    Array expected = exp(x).mul(7);
    assertClose(expected, grad(v -> f.apply(v).sum()).apply(x), 1e-5, 1e-5);
    assertClose(expected, jit(grad(v -> f.apply(v).sum())).apply(x), 1e-5, 1e-5);
    assertClose(expected, vmap(grad(v -> f.apply(v))).apply(x), 1e-5, 1e-5);
    assertClose(expected, grad(v -> vmap(f).apply(v).sum()).apply(x), 1e-5, 1e-5);
    UnaryOperator<Array> g = checkpoint(v -> cos(f.apply(v)));
    assertClose(expected.mul(sin(sin(x))).neg(), grad(v -> g.apply(v).sum()).apply(x), 1e-4, 1e-4);
  }

  @Test
  void secondDerivativesAreThoseOfTheRule() {
    assertClose(exp(x).mul(7), vmap(grad(grad(v -> f.apply(v)))).apply(x), 1e-5, 1e-5);
  }

  // What the program computes outside of the checkpoint, which runs forward.
  private String forward(CustomVjp.OfArrays1 rule) {
    UnaryOperator<Array> g = checkpoint(v -> cos(rule.apply(v)));
    String program = makeJaxpr(grad(v -> g.apply(v)), array(1.0f)).toString();
    return program.substring(0, program.indexOf("remat2["));
  }

  @Test
  void theForwardPassOfACheckpointDoesWithoutTheRule() {
    assertThat(forward(f)).contains("sin").doesNotContain("remat_opt", "exp");
  }

  @Test
  void elsewhereTheRuleIsOneOperation() {
    assertThat(makeJaxpr(grad(v -> f.apply(v)), array(1.0f)).toString())
        .contains(
            "remat_opt[",
            "fun_jaxpr={ lambda ; c:f32[]. let d:f32[] = sin c in (d,) }",
            "num_consts=0",
            "num_res=1");
  }

  @Test
  void effectsCannotBeLeftOut() {
    var g =
        customVjp(
                v -> sin(v),
                v -> {
                  debugPrint("{}", v);
                  return new Pair<>(sin(v), v);
                },
                (Array v, Array ct) -> ct.mul(v))
            .optimizeRemat();
    assertThatThrownBy(() -> grad(v -> g.apply(v).sum()).apply(x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "customVjp: optimizeRemat() may leave out the forward rule, but <lambda>_fwd has the"
                + " effects ")
        .hasMessageEndingWith("\nTake the effects out of the rule, or leave away optimizeRemat().");
  }
}

package linum;

import static linum.Linum.closureConvert;
import static linum.Linum.ensureCompileTimeEval;
import static linum.Linum.evalShape;
import static linum.Linum.grad;
import static linum.Linum.jit;
import static linum.Linum.makeJaxpr;
import static linum.numpy.Jnp.array;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import linum.core.Array;
import linum.ir.DType;
import linum.transform.ShapeDtypeStruct;
import org.junit.jupiter.api.Test;

class StagingTest {
  record Out(Array sum, Array product) {}

  private final Array x = array(1.0, 2.0, 3.0);

  @Test
  void shapesOfARecordWithoutComputing() {
    Out out = evalShape(v -> new Out(v.sum(), v.mul(v)), x);
    assertThat(out.sum()).hasToString("ShapeDtypeStruct(shape=(), dtype=float32)");
    assertThat(out.product()).hasToString("ShapeDtypeStruct(shape=(3,), dtype=float32)");
  }

  @Test
  void programsOfTypesAlone() {
    Array type = new ShapeDtypeStruct(DType.FLOAT32, 2, 3);
    assertThat(makeJaxpr(v -> v.sum(), type).inputAvals().getFirst()).hasToString("float32[2,3]");
  }

  @Test
  void closuresBecomeArguments() {
    Array g =
        grad(
                v -> {
                  var closed = closureConvert((Array u) -> u.mul(v), x);
                  assertThat(closed.consts()).containsExactly(v);
                  return closed.function().apply(x, closed.consts()).sum();
                })
            .apply(x);
    assertClose(x, g);
  }

  @Test
  void dataIsComputedWhileTracing() {
    var f = jit(v -> v.mul(ensureCompileTimeEval(() -> x.sum().item())));
    assertClose(x.mul(6), f.apply(x));
    assertThat(f.jaxpr(x).eqns()).hasSize(1);
  }
}

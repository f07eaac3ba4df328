package linum.transform;

import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.testing.ArrayAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import linum.Linum;
import linum.core.Array;
import linum.ir.DType;
import org.junit.jupiter.api.Test;

class EvalKnownTest {
  private static final ShapeDtypeStruct X = new ShapeDtypeStruct(DType.FLOAT32, 2);

  // Safe: the function gives a list of arrays.
  @SuppressWarnings("unchecked")
  private static List<Array> known(Array w) {
    Object out =
        Staging.evalKnown(
            in -> {
              Array x = (Array) in[0];
              return List.of(w.mul(2), x.add(w), ones(3));
            },
            X);
    return (List<Array>) java.util.Objects.requireNonNull(out);
  }

  @Test
  void whatDoesNotDependOnTheArgumentsIsComputed() {
    List<Array> out = known(array(1.0, 2.0));
    assertSame(array(2.0, 4.0), out.get(0));
    assertThat(out.get(1)).isEqualTo(X);
    assertSame(ones(3), out.get(2));
  }

  @Test
  void valuesOfOuterTransformationsAreKnown() {
    Array y = Linum.grad((Array w) -> known(w).getFirst().sum()).apply(array(1.0, 2.0));
    assertSame(array(2.0, 2.0), y);
  }
}

package linum.testing;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import linum.Linum;
import linum.Pair;
import linum.Pushed;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.DType;
import linum.ir.Dims;
import org.junit.jupiter.api.Test;

class GradientsTest {
  private record Params(Array w, Array b, Array count) {}

  private static final Array X =
      Ops.add(Ops.iota(DType.FLOAT64, Dims.of(3), 0), Ops.scalar(0.5, DType.FLOAT64));
  private static final Params PARAMS =
      new Params(X, Ops.scalar(2.0, DType.FLOAT64), Ops.scalar(3L, DType.INT32));

  private static Array loss(Params p) {
    return Ops.mul(Ops.mul(p.w(), p.w()), p.b());
  }

  @Test
  void rightDerivativesPass() {
    assertThatNoException().isThrownBy(() -> Gradients.check(x -> Ops.mul(x, Ops.mul(x, x)), X, 3));
    Function<Params, Array> loss = GradientsTest::loss;
    assertThatNoException().isThrownBy(() -> Gradients.check(loss, PARAMS, 2));
  }

  @Test
  void singlePrecisionPassesToo() {
    Array x = Ops.convert(X, DType.FLOAT32);
    assertThatNoException().isThrownBy(() -> Gradients.check(Array::sin, x, 2));
  }

  @Test
  void aWrongForwardRuleIsFound() {
    UnaryOperator<Array> wrong =
        Linum.customJvp(Array::sin, (x, dx) -> new Pushed<>(x.sin(), x.sin().mul(dx)));
    assertThatThrownBy(() -> Gradients.check(wrong, X, 1))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(
            "forward mode against differences, result 0: arrays of type float64[3] differ at [");
  }

  @Test
  void aWrongReverseRuleIsFound() {
    UnaryOperator<Array> wrong =
        Linum.customVjp(Array::sin, x -> new Pair<>(x.sin(), x), (Array x, Array ct) -> x.mul(ct));
    assertThatThrownBy(() -> Gradients.ofOrder(1).reverse().check(wrong, X))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("reverse mode is not the transpose: ⟨ct, J t⟩ = ");
  }

  @Test
  void aDerivativeThatIsWrongInSecondOrderOnlyIsFound() {
    UnaryOperator<Array> wrong =
        Linum.customJvp(
            Array::sin, (x, dx) -> new Pushed<>(x.sin(), Ops.stopGradient(x).cos().mul(dx)));
    assertThatNoException().isThrownBy(() -> Gradients.check(wrong, X, 1));
    assertThatThrownBy(() -> Gradients.check(wrong, X, 2))
        .hasMessageStartingWith("forward mode of which forward mode against differences");
  }

  @Test
  void withoutFloatingArraysThereIsNothingToCheck() {
    assertThatThrownBy(() -> Gradients.check(Array::neg, Ops.scalar(3L, DType.INT32), 1))
        .hasMessage(
            "there is no derivative to check: no array of the argument is floating"
                + "\nConvert one: x.astype(DType.FLOAT32)");
    assertThatThrownBy(() -> Gradients.ofOrder(0))
        .hasMessage(
            "derivatives of order 0 in the modes [FORWARD, REVERSE] cannot be checked\nStart from Gradients.ofOrder(1).");
  }
}

package linum.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.DType;
import linum.ir.Dims;
import linum.transform.Stage;
import org.junit.jupiter.api.Test;

class ArrayAssertionsTest {
  private static final Array RAMP = Ops.iota(DType.FLOAT32, Dims.of(2, 3), 1);

  @Test
  void theWorstElementIsNamed() {
    Array other = Ops.mul(1.5, RAMP);
    assertThatThrownBy(() -> ArrayAssertions.assertClose(RAMP, other, 0, 0.25))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "arrays of type float32[2,3] differ at [0, 2]: expected 2.00000000, got 3.00000000,"
                + " difference 1.00000000 > 0.250000000 + 0.0 · |expected|"
                + "\n4 of 6 elements are outside the tolerance");
    assertThatThrownBy(() -> ArrayAssertions.assertWithinUlps(RAMP, other, 1))
        .hasMessageStartingWith(
            "arrays of type float32[2,3] differ at [0, 1]: expected 1.00000000, got 1.50000000, 4194304 ulps apart > 1");
  }

  @Test
  void typesAndShapesMustBeEqual() {
    assertThatThrownBy(() -> ArrayAssertions.assertClose(RAMP, Ops.convert(RAMP, DType.FLOAT64)))
        .hasMessage("arrays differ in type: expected float32[2,3], got float64[2,3]");
    assertThatThrownBy(() -> ArrayAssertions.assertSame(RAMP, Ops.transpose(RAMP, Dims.of(1, 0))))
        .hasMessage("arrays differ in type: expected float32[2,3], got float32[3,2]");
  }

  @Test
  void integersMustBeEqual() {
    Array a = Ops.scalar(1L << 60, DType.INT64);
    Array b = Ops.scalar((1L << 60) + 1, DType.INT64);
    assertThatThrownBy(() -> ArrayAssertions.assertClose(a, b))
        .hasMessageContaining("expected 1152921504606846976, got 1152921504606846977");
  }

  @Test
  void nanIsCloseToNanAndToNothingElse() {
    Array nan = Ops.scalar(Double.NaN, DType.FLOAT32);
    Array infinity = Ops.scalar(Double.POSITIVE_INFINITY, DType.FLOAT32);
    assertThatNoException().isThrownBy(() -> ArrayAssertions.assertClose(nan, nan));
    assertThatNoException().isThrownBy(() -> ArrayAssertions.assertClose(infinity, infinity));
    assertThatThrownBy(() -> ArrayAssertions.assertClose(nan, infinity))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> ArrayAssertions.assertClose(Ops.scalar(1.0, DType.FLOAT32), nan))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void tracedArraysHaveNoValues() {
    assertThatThrownBy(() ->
            Stage.stage(
                in -> {
                  ArrayAssertions.assertClose(in.getFirst(), in.getFirst());
                  return in;
                },
                List.of(RAMP.aval())))
        .hasMessage(
            "an assertion about arrays reads their values, but this one is traced: float32[2,3]"
                + "\nReturn the array from the function, and assert on the result.");
  }

  @Test
  void ulpsCountTheNumbersBetween() {
    assertThat(Ulps.distance(1f, Math.nextUp(1f))).isEqualTo(1);
    assertThat(Ulps.distance(-Float.MIN_VALUE, Float.MIN_VALUE)).isEqualTo(2);
    assertThat(Ulps.distance(0.0, -0.0)).isZero();
    assertThat(Ulps.distance(1.0, Math.nextDown(1.0))).isEqualTo(1);
    assertThat(Ulps.distance(1.0, 1.0078125, DType.BFLOAT16)).isEqualTo(1);
    assertThat(Ulps.distance(Float.NaN, 1f)).isEqualTo(Long.MAX_VALUE);
  }
}

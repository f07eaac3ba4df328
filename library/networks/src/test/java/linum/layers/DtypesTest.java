package linum.layers;

import static linum.numpy.Jnp.arange;
import static linum.numpy.Jnp.ones;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import linum.core.Array;
import linum.ir.DType;
import org.junit.jupiter.api.Test;

class DtypesTest {
  private static final Array HALF = ones(2).astype(DType.BFLOAT16);

  @Test
  void arraysDecideTogether() {
    assertThat(Dtypes.canonicalizeDtype(null, HALF, ones(2))).isEqualTo(DType.FLOAT32);
    assertThat(Dtypes.canonicalizeDtype(null, HALF, null)).isEqualTo(DType.BFLOAT16);
  }

  @Test
  void integersBecomeFloatsIfTheyMustBeInexact() {
    assertThat(Dtypes.canonicalizeDtype(null, arange(2))).isEqualTo(DType.FLOAT32);
    assertThat(Dtypes.canonicalizeDtype(null, false, arange(2))).isEqualTo(DType.INT32);
  }

  @Test
  void theAskedTypeWins() {
    assertThat(Dtypes.promoteDtype(DType.BFLOAT16, ones(2), arange(2)))
        .allMatch(x -> x.dtype() == DType.BFLOAT16);
    assertThatThrownBy(() -> Dtypes.canonicalizeDtype(DType.INT32, ones(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a layer cannot compute with int32: its dtype must be a floating one, as"
                + " DType.FLOAT32");
  }
}

package linum.reference;

import static linum.reference.Data.dims;
import static linum.reference.Data.i32;
import static linum.reference.Data.reals;
import static linum.reference.Data.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.core.HostArrays;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.GatherDimensionNumbers;
import linum.ir.Indexing;
import linum.ir.Indexing.Mode;
import linum.ir.Movement;
import linum.ir.Unary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Large arrays, of which a program reads no more than it needs.
class StoredTest {
  private static final int ROWS = 10_000;

  /// Row `i` holds `i % 100` and `i % 7`.
  private static ConcreteArray table(DType dtype) {
    double[] values = new double[2 * ROWS];
    for (int i = 0; i < ROWS; i++) {
      values[2 * i] = i % 100;
      values[2 * i + 1] = i % 7;
    }
    return HostArrays.fromDoubles(values, dtype, dims(ROWS, 2));
  }

  private static Value stored(DType dtype) {
    ConcreteArray x = table(dtype);
    return Value.stored(x.buffer(), x.aval());
  }

  private static Indexing.Gather rows() {
    return new Indexing.Gather(
        new GatherDimensionNumbers(dims(1), dims(0), dims(0)),
        dims(1, 2),
        false,
        false,
        Mode.CLIP,
        null);
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"INT8", "UINT8", "INT32", "UINT64", "FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64"})
  void fewRowsAreRead(DType dtype) {
    Array x = table(dtype);
    assertThat(reals(run(rows(), x, i32(dims(2, 1), 9_998, 13)))).containsExactly(98, 2, 13, 6);
    assertThat(
            reals(
                run(
                    new Movement.Slice(dims(9_998, 0), dims(10_000, 2), dims(1, 1)),
                    run(Unary.COPY, x))))
        .containsExactly(98, 2, 99, 3);
  }

  @Test
  void fewElementsAreReadWithoutTheOthers() {
    Value x = stored(DType.FLOAT32);
    Value out = MovementRules.slice(x, dims(3, 1), dims(5, 1), dims(2, 1));
    assertThat(Value.reals(out)).containsExactly(5, 0, 2);
    assertThat(x.isLoaded()).isFalse();
    Value index = Value.full(DType.INT32, dims(1, 1), 12L);
    Value gathered = GatherScatter.gather(rows(), x, index, new Aval(DType.FLOAT32, dims(1, 2)));
    assertThat(Value.reals(gathered)).containsExactly(12, 5);
    assertThat(x.isLoaded()).isFalse();
  }

  @Test
  void manyElementsAreReadTogether() {
    Value x = stored(DType.INT32);
    Value out = MovementRules.transpose(x, dims(1, 0));
    assertThat(x.isLoaded()).isTrue();
    assertThat(out.get(ROWS + 5)).isEqualTo(5L);
  }

  @Test
  void anInputThatIsAnOutputIsCopied() {
    ConcreteArray x = table(DType.FLOAT32);
    Array y = run(Unary.STOP_GRADIENT, x);
    x.delete();
    assertThat(reals(y)).startsWith(0, 0, 1, 1).hasSize(2 * ROWS);
    assertThat(List.of(y.shape())).containsExactly(Dims.of(ROWS, 2));
  }
}

package linum.llvm.kernel;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.util.stream.Stream;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Reduction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgReductionsTest {
  private static final Dims[] SHAPES = {
    Dims.of(1), Dims.of(37), Dims.of(3, 140), Dims.of(70, 35), Dims.of(2, 5, 3), Dims.of(0, 4)
  };

  static Stream<DType> dtypes() {
    return Stream.of(DType.values())
        .filter(d -> d.isFloating() || d.isInteger() || d == DType.BOOL);
  }

  @ParameterizedTest
  @MethodSource("dtypes")
  void everyTypeAndAxis(DType dtype) {
    for (Dims shape : SHAPES) {
      for (int axis = 0; axis < shape.rank(); axis++) {
        if (shape.get(axis) > 0) {
          boolean max = shape.rank() != 2;
          Agreement.inEveryBit(
              new Reduction.ArgReduce(max, axis, DType.INT32), new Aval(dtype, shape));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void longLinesAreSearchedInPieces(boolean max) {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.INT64, DType.UINT8}) {
      Agreement.inEveryBit(
          new Reduction.ArgReduce(max, 1, DType.INT64), Aval.of(dtype, 2, 100_003));
    }
  }

  @Test
  void thePositionOfALateMaximum() {
    Agreement a =
        new Agreement(new Reduction.ArgReduce(true, 0, DType.INT16), Aval.of(DType.FLOAT32, 300));
    for (int i = 0; i < 300; i++) {
      a.input(0).segment().setAtIndex(JAVA_FLOAT, i, i % 290);
    }
    a.inEveryBit();
  }
}

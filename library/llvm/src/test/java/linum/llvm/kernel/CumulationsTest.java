package linum.llvm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.stream.Stream;
import linum.core.Buffer;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Reduction;
import linum.ir.Reduction.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CumulationsTest {
  private static final Dims[] SHAPES = {
    Dims.of(1), Dims.of(37), Dims.of(0), Dims.of(3, 140), Dims.of(9, 75), Dims.of(2, 5, 3)
  };

  static Stream<DType> dtypes() {
    return Stream.of(DType.values()).filter(d -> d.isFloating() || d.isInteger());
  }

  @ParameterizedTest
  @MethodSource("dtypes")
  void everyTypeAndAxis(DType dtype) {
    Running[] exact =
        dtype.isInteger() ? new Running[] {Running.SUM, Running.PROD} : new Running[] {Running.MIN};
    for (Dims shape : SHAPES) {
      for (int axis = 0; axis < shape.rank(); axis++) {
        boolean reverse = (shape.size() + axis) % 2 == 0;
        for (Running kind : exact) {
          Agreement.inEveryBit(
              new Reduction.Cumulative(kind, axis, reverse), new Aval(dtype, shape));
        }
        Agreement.inEveryBit(
            new Reduction.Cumulative(Running.MAX, axis, !reverse), new Aval(dtype, shape));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64"})
  void sumsOfWholeNumbersAreExact(DType dtype) {
    for (Dims shape : SHAPES) {
      Agreement a =
          new Agreement(
              new Reduction.Cumulative(Running.SUM, shape.rank() - 1, false),
              new Aval(dtype, shape));
      a.count(0, 3);
      a.inEveryBit();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void longLinesAreCutIntoPieces(boolean reverse) {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.INT32, DType.UINT8}) {
      Agreement a =
          new Agreement(
              new Reduction.Cumulative(Running.SUM, 1, reverse), Aval.of(dtype, 2, 70_003));
      a.count(0, 7);
      a.inEveryBit();
    }
  }

  @Test
  void logsOfSums() {
    close(Running.LOGSUMEXP, Dims.of(40), 0);
    close(Running.LOGSUMEXP, Dims.of(5, 33), 0);
    close(Running.LOGSUMEXP, Dims.of(2, 66_000), 1);
  }

  @Test
  void productsOfRealNumbers() {
    close(Running.PROD, Dims.of(40), 0);
    close(Running.PROD, Dims.of(5, 33), 0);
  }

  private static void close(Running kind, Dims shape, int axis) {
    List<List<Buffer>> results =
        new Agreement(new Reduction.Cumulative(kind, axis, false), new Aval(DType.FLOAT32, shape))
            .results();
    for (long i = 0; i < shape.size(); i++) {
      float actual = results.get(0).getFirst().segment().getAtIndex(ValueLayout.JAVA_FLOAT, i);
      float expected = results.get(1).getFirst().segment().getAtIndex(ValueLayout.JAVA_FLOAT, i);
      if (Float.isNaN(expected)) {
        assertThat(actual).isNaN();
      } else if (Float.isInfinite(expected)) {
        assertThat(actual).isEqualTo(expected);
      } else {
        assertThat(Math.abs(actual - expected)).isLessThanOrEqualTo(Math.ulp(expected));
      }
    }
  }
}

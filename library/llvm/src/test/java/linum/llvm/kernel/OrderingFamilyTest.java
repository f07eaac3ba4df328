package linum.llvm.kernel;

import java.util.stream.Stream;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Ordering;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderingFamilyTest {

  static Stream<DType> dtypes() {
    return Stream.of(DType.values())
        .filter(d -> d.isFloating() || d.isInteger() || d == DType.BOOL);
  }

  private static Ordering.Sort sort(int axis, int keys) {
    return new Ordering.Sort(axis, true, keys);
  }

  @ParameterizedTest
  @MethodSource("dtypes")
  void sortsEveryType(DType dtype) {
    Agreement.inEveryBit(sort(0, 1), Aval.of(dtype, 20));
    Agreement.inEveryBit(sort(1, 1), Aval.of(dtype, 3, 300));
    Agreement.inEveryBit(sort(0, 1), Aval.of(dtype, 2500, 2));
  }

  @ParameterizedTest
  @MethodSource("dtypes")
  void sortsOthersAlong(DType dtype) {
    Aval key = Aval.of(dtype, 2, 70);
    Agreement.inEveryBit(sort(1, 1), key, Aval.of(DType.INT32, 2, 70));
    Agreement.inEveryBit(sort(1, 2), Aval.of(DType.INT8, 2, 70), key, Aval.of(DType.BOOL, 2, 70));
  }

  @Test
  void sizes() {
    for (int n : new int[] {0, 1, 2, 31, 32, 33, 2048, 2049, 70_001}) {
      Agreement.inEveryBit(sort(0, 1), Aval.of(DType.FLOAT32, n));
      Agreement.inEveryBit(
          sort(0, 2), Aval.of(DType.FLOAT32, n), Aval.of(DType.INT64, n), Aval.of(DType.KEY, n));
    }
    Agreement.inEveryBit(sort(1, 1), Aval.of(DType.FLOAT32, 700, 9));
    Agreement.inEveryBit(sort(1, 1), Aval.of(DType.FLOAT32, 5, 40, 6));
  }

  @ParameterizedTest
  @MethodSource("dtypes")
  void theLargest(DType dtype) {
    if (dtype != DType.BOOL) {
      Agreement.inEveryBit(new Ordering.TopK(5, 0), Aval.of(dtype, 9));
      Agreement.inEveryBit(new Ordering.TopK(3, 1), Aval.of(dtype, 3, 400));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 30, 200, 3000})
  void asManyAsAreAskedFor(int k) {
    Agreement.inEveryBit(new Ordering.TopK(k, 0), Aval.of(DType.FLOAT32, 3000, 2));
    Agreement.inEveryBit(new Ordering.TopK(k, 1), new Aval(DType.INT32, Dims.of(2, 5000)));
  }
}

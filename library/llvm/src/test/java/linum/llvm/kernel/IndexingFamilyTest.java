package linum.llvm.kernel;

import java.util.List;
import java.util.stream.Stream;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Indexing;
import linum.ir.ScatterDimensionNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class IndexingFamilyTest {
  private static final DType[] INDICES = {DType.INT32, DType.INT8, DType.INT64, DType.UINT16};

  static Stream<DType> dtypes() {
    return Stream.of(DType.values())
        .filter(d -> d.isFloating() || d.isInteger() || d == DType.BOOL || d == DType.KEY);
  }

  @ParameterizedTest
  @EnumSource
  void gathersInEveryWay(Indexing.Mode mode) {
    int next = 0;
    for (IndexCase c : IndexCase.ALL) {
      DType index = INDICES[next++ % INDICES.length];
      Agreement.inEveryBit(c.gather(mode), c.gathered(DType.FLOAT32, index));
    }
  }

  @ParameterizedTest
  @MethodSource("dtypes")
  void gathersOfEveryType(DType dtype) {
    IndexCase rows = IndexCase.ALL.getFirst();
    Agreement.inEveryBit(
        rows.gather(Indexing.Mode.FILL_OR_DROP), rows.gathered(dtype, DType.INT32));
  }

  @ParameterizedTest
  @EnumSource
  void scattersInEveryWay(Indexing.Mode mode) {
    int next = 0;
    for (IndexCase c : IndexCase.ALL) {
      DType index = INDICES[next++ % INDICES.length];
      for (Indexing.Update update : List.of(Indexing.Update.SET, Indexing.Update.ADD)) {
        Agreement.inEveryBit(c.scatter(update, mode), c.scattered(DType.INT32, index));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dtypes")
  void scattersOfEveryType(DType dtype) {
    IndexCase rows = IndexCase.ALL.getFirst();
    for (Indexing.Update update : Indexing.Update.values()) {
      boolean ordered = update == Indexing.Update.MIN || update == Indexing.Update.MAX;
      boolean joined = dtype.isInteger() || (ordered && dtype != DType.KEY);
      if (update == Indexing.Update.SET || joined) {
        Agreement.inEveryBit(
            rows.scatter(update, Indexing.Mode.FILL_OR_DROP), rows.scattered(dtype, DType.INT32));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64"})
  void sumsOfWholeNumbersAreExact(DType dtype) {
    IndexCase rows = IndexCase.ALL.get(1);
    for (Indexing.Update update : List.of(Indexing.Update.ADD, Indexing.Update.SUB)) {
      Agreement a =
          new Agreement(
              rows.scatter(update, Indexing.Mode.CLIP), rows.scattered(dtype, DType.INT32));
      a.count(0, 5);
      a.count(2, 3);
      a.inEveryBit();
    }
  }

  @Test
  void uniqueVectorsAreSharedOut() {
    Aval x = Aval.of(DType.FLOAT32, 5000);
    Indexing.Scatter p =
        new Indexing.Scatter(
            Indexing.Update.SET,
            new ScatterDimensionNumbers(Dims.NONE, Dims.of(0), Dims.of(0)),
            false,
            true,
            Indexing.Mode.CLIP);
    Agreement a = new Agreement(p, x, Aval.of(DType.INT32, 4000, 1), Aval.of(DType.FLOAT32, 4000));
    a.count(1, 4000);
    a.inEveryBit();
  }

  @ParameterizedTest
  @MethodSource("dtypes")
  void updatesSlicesOfEveryType(DType dtype) {
    update(dtype, Dims.of(7, 9), Dims.of(3, 4), DType.INT32);
  }

  @Test
  void updatesSlicesOfEveryShape() {
    update(DType.FLOAT32, Dims.NONE, Dims.NONE, DType.INT32);
    update(DType.FLOAT32, Dims.of(40), Dims.of(0), DType.INT32);
    update(DType.FLOAT32, Dims.of(40), Dims.of(40), DType.INT64);
    update(DType.FLOAT32, Dims.of(0, 3), Dims.of(0, 2), DType.INT64);
    update(DType.FLOAT32, Dims.of(1, 50, 6), Dims.of(1, 9, 6), DType.INT8);
    update(DType.FLOAT32, Dims.of(5, 6, 7), Dims.of(5, 1, 7), DType.UINT8);
    update(DType.FLOAT32, Dims.of(600, 700), Dims.of(500, 600), DType.INT32);
    update(DType.INT8, Dims.of(3, 1 << 20), Dims.of(1, 77), DType.INT32);
  }

  private static void update(DType dtype, Dims shape, Dims block, DType index) {
    Stream<Aval> arrays = Stream.of(new Aval(dtype, shape), new Aval(dtype, block));
    Stream<Aval> starts = shape.stream().mapToObj(_ -> Aval.of(index));
    Agreement.inEveryBit(
        new Indexing.DynamicUpdateSlice(), Stream.concat(arrays, starts).toArray(Aval[]::new));
  }
}

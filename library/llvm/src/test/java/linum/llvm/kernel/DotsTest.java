package linum.llvm.kernel;

import linum.ir.Aval;
import linum.ir.Contraction.DotGeneral;
import linum.ir.Contraction.RaggedDot;
import linum.ir.DType;
import linum.ir.Dims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DotsTest {
  private static final Dims FIRST = Dims.of(0);
  private static final Dims SECOND = Dims.of(1);

  private static DotGeneral matmul() {
    return new DotGeneral(SECOND, FIRST, Dims.NONE, Dims.NONE);
  }

  /// Shapes on both sides of the borders between tiles, panels, blocks and parts.
  @ParameterizedTest
  @CsvSource({
    "8, 2, 8",
    "1, 1, 1",
    "5, 3, 7",
    "7, 40, 17",
    "129, 33, 50",
    "13, 700, 300",
    "300, 90, 21",
    "64, 5000, 16",
    "300, 257, 130",
    "3, 100, 1000",
    "1, 300, 200",
    "200, 300, 1"
  })
  void matricesOfManyShapes(int m, int k, int n) {
    Sample.agrees(matmul(), Aval.of(DType.FLOAT32, m, k), Aval.of(DType.FLOAT32, k, n));
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"COMPLEX64", "COMPLEX128", "KEY", "FLOAT0", "TOKEN"})
  void everyType(DType dtype) {
    Sample.agrees(matmul(), Aval.of(dtype, 20, 11), Aval.of(dtype, 11, 19));
    Sample.agrees(matmul(), Aval.of(dtype, 1, 37), Aval.of(dtype, 37, 3));
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT16, FLOAT32",
    "BFLOAT16, FLOAT32",
    "FLOAT32, FLOAT64",
    "INT8, INT32",
    "UINT8, FLOAT32"
  })
  void sumsOfAnotherType(DType operand, DType result) {
    DotGeneral p = new DotGeneral(SECOND, FIRST, Dims.NONE, Dims.NONE, null, result);
    Sample.agrees(p, Aval.of(operand, 9, 70), Aval.of(operand, 70, 21));
  }

  @Test
  void eitherOperandMayBeTransposed() {
    DotGeneral left = new DotGeneral(FIRST, FIRST, Dims.NONE, Dims.NONE);
    Sample.agrees(left, Aval.of(DType.FLOAT32, 70, 256), Aval.of(DType.FLOAT32, 70, 130));
    DotGeneral right = new DotGeneral(SECOND, SECOND, Dims.NONE, Dims.NONE);
    Sample.agrees(right, Aval.of(DType.FLOAT32, 50, 77), Aval.of(DType.FLOAT32, 41, 77));
    DotGeneral both = new DotGeneral(FIRST, SECOND, Dims.NONE, Dims.NONE);
    Sample.agrees(both, Aval.of(DType.FLOAT32, 77, 50), Aval.of(DType.FLOAT32, 41, 77));
  }

  @Test
  void batchAxesAnywhere() {
    DotGeneral attention = new DotGeneral(Dims.of(3), Dims.of(3), Dims.of(0, 2), Dims.of(0, 2));
    Sample.agrees(
        attention, Aval.of(DType.FLOAT32, 2, 20, 3, 32), Aval.of(DType.FLOAT32, 2, 24, 3, 32));
    DotGeneral last = new DotGeneral(FIRST, FIRST, SECOND, SECOND);
    Sample.agrees(last, Aval.of(DType.FLOAT32, 9, 40), Aval.of(DType.FLOAT32, 9, 40));
  }

  @Test
  void severalFreeAndContractedAxes() {
    DotGeneral p = new DotGeneral(Dims.of(2, 0), Dims.of(1, 3), Dims.NONE, Dims.NONE);
    Sample.agrees(p, Aval.of(DType.FLOAT64, 5, 6, 7, 3), Aval.of(DType.FLOAT64, 4, 7, 6, 5));
    DotGeneral outer = new DotGeneral(Dims.NONE, Dims.NONE, Dims.NONE, Dims.NONE);
    Sample.agrees(outer, Aval.of(DType.FLOAT32, 9), Aval.of(DType.FLOAT32, 30));
  }

  @Test
  void nothingToSumAndNothingToMake() {
    Sample.agrees(matmul(), Aval.of(DType.FLOAT32, 3, 0), Aval.of(DType.FLOAT32, 0, 4));
    Sample.agrees(matmul(), Aval.of(DType.FLOAT32, 0, 3), Aval.of(DType.FLOAT32, 3, 4));
  }

  @Test
  void rowsInGroups() {
    RaggedDot p = new RaggedDot(null, null);
    Sample.agrees(
        p,
        Aval.of(DType.FLOAT32, 60, 9),
        Aval.of(DType.FLOAT32, 5, 9, 37),
        Aval.of(DType.INT32, 5));
  }
}

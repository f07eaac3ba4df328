package linum.llvm.kernel;

import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Window;
import linum.ir.Windowed;
import linum.ir.Windowed.ReduceWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WindowFamilyTest {
  private static final Dims ONES = Dims.repeat(1, 4);

  /// A window of 3 × 2 over the middle axes of four, at every second place.
  private static Window pooling(int padding) {
    Dims pads = Dims.of(0, padding, padding, 0);
    return new Window(Dims.of(1, 3, 2, 1), Dims.of(1, 2, 2, 1), pads, pads, ONES, ONES);
  }

  @ParameterizedTest
  @EnumSource(Windowed.Kind.class)
  void poolingWithChannelsLast(Windowed.Kind kind) {
    for (int padding : new int[] {0, 1}) {
      Sample.agrees(new ReduceWindow(kind, pooling(padding)), Aval.of(DType.FLOAT32, 2, 9, 8, 45));
    }
  }

  @ParameterizedTest
  @CsvSource({"FLOAT64", "FLOAT16", "BFLOAT16", "INT8", "UINT8", "INT32", "UINT16", "INT64"})
  void everyType(DType dtype) {
    Sample.agrees(new ReduceWindow(Windowed.Kind.MAX, pooling(1)), Aval.of(dtype, 1, 5, 6, 19));
    Sample.agrees(
        new Windowed.SelectAndGatherAdd(true, pooling(1)),
        Aval.of(dtype, 1, 5, 6, 19),
        Aval.of(dtype, 1, 5, 6, 19));
  }

  @Test
  void channelsFirstDilationAndNegativePadding() {
    Window w =
        new Window(
            Dims.of(1, 1, 3, 2),
            ONES,
            Dims.of(0, 0, 2, -1),
            Dims.of(0, 0, -1, 3),
            Dims.of(1, 1, 2, 1),
            Dims.of(1, 1, 1, 2));
    Sample.agrees(new ReduceWindow(Windowed.Kind.SUM, w), Aval.of(DType.FLOAT32, 2, 3, 6, 9));
    Sample.agrees(new ReduceWindow(Windowed.Kind.MIN, w), Aval.of(DType.INT32, 2, 3, 6, 9));
  }

  @ParameterizedTest
  @CsvSource({"true, 0", "false, 1"})
  void gradientOfPooling(boolean max, int padding) {
    Aval x = Aval.of(DType.FLOAT32, 2, 9, 8, 70);
    Aval source = x.withShape(pooling(padding).outShape("pooling", x));
    Sample.agrees(new Windowed.SelectAndScatterAdd(max, pooling(padding)), source, x);
  }
}

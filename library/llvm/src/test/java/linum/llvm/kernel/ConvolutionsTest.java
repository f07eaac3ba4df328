package linum.llvm.kernel;

import linum.ir.Aval;
import linum.ir.Contraction.Conv;
import linum.ir.ConvDimensionNumbers;
import linum.ir.DType;
import linum.ir.Dims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionsTest {
  private static final ConvDimensionNumbers NHWC =
      new ConvDimensionNumbers(Dims.of(0, 3, 1, 2), Dims.of(3, 2, 0, 1), Dims.of(0, 3, 1, 2));
  private static final ConvDimensionNumbers NCHW =
      new ConvDimensionNumbers(Dims.range(4), Dims.range(4), Dims.range(4));

  private static Conv conv(
      ConvDimensionNumbers numbers,
      Dims strides,
      Dims low,
      Dims high,
      Dims lhsDilation,
      Dims rhsDilation,
      int features,
      int batches) {
    return new Conv(
        strides, low, high, lhsDilation, rhsDilation, numbers, features, batches, null, null);
  }

  private static Conv same(ConvDimensionNumbers numbers, int features, int batches) {
    Dims one = Dims.of(1, 1);
    return conv(numbers, one, one, one, one, one, features, batches);
  }

  @Test
  void channelsLast() {
    Sample.agrees(
        same(NHWC, 1, 1), Aval.of(DType.FLOAT32, 3, 9, 10, 5), Aval.of(DType.FLOAT32, 3, 3, 5, 18));
  }

  @Test
  void channelsFirst() {
    Sample.agrees(
        same(NCHW, 1, 1), Aval.of(DType.FLOAT32, 2, 5, 9, 10), Aval.of(DType.FLOAT32, 7, 5, 3, 3));
  }

  /// As the gradient of the kernel is written: examples take the place of features.
  @Test
  void gradientOfTheKernel() {
    ConvDimensionNumbers numbers =
        new ConvDimensionNumbers(Dims.of(3, 0, 1, 2), Dims.of(3, 0, 1, 2), Dims.of(2, 3, 0, 1));
    Sample.agrees(
        same(numbers, 1, 1),
        Aval.of(DType.FLOAT32, 8, 14, 14, 12),
        Aval.of(DType.FLOAT32, 8, 14, 14, 20));
  }

  /// As the gradient of the input is written where the forward direction has strides.
  @Test
  void gapsInTheInput() {
    Dims one = Dims.of(1, 1);
    Conv p = conv(NHWC, one, Dims.of(1, 2), Dims.of(2, 1), Dims.of(2, 3), one, 1, 1);
    Sample.agrees(p, Aval.of(DType.FLOAT32, 2, 5, 4, 6), Aval.of(DType.FLOAT32, 3, 3, 6, 9));
  }

  /// Every phase of the result meets other taps; some meet none.
  @ParameterizedTest
  @CsvSource({
    // stride, low, high, dilation, dilation of the kernel, taps
    "1, 1, 1, 2, 1, 3",
    "1, 2, 1, 2, 1, 4",
    "1, 0, 0, 2, 1, 1",
    "1, -1, 3, 3, 1, 2",
    "1, 2, -1, 3, 2, 3",
    "2, 1, 2, 3, 1, 3",
    "2, 3, 0, 4, 2, 2",
    "3, 4, 4, 2, 2, 3",
    "1, 5, 5, 2, 3, 2",
    "1, 0, 0, 4, 4, 1"
  })
  void gapsThatNoTapMeets(int stride, int low, int high, int dilation, int apart, int taps) {
    ConvDimensionNumbers line =
        new ConvDimensionNumbers(Dims.of(0, 2, 1), Dims.of(2, 1, 0), Dims.of(0, 2, 1));
    Conv p =
        conv(
            line,
            Dims.of(stride),
            Dims.of(low),
            Dims.of(high),
            Dims.of(dilation),
            Dims.of(apart),
            1,
            1);
    Sample.agrees(p, Aval.of(DType.FLOAT32, 2, 7, 3), Aval.of(DType.FLOAT32, taps, 3, 5));
  }

  @Test
  void gapsWithGroupsAndOtherOrders() {
    Dims one = Dims.of(1, 1);
    Dims two = Dims.of(2, 2);
    Sample.agrees(
        conv(NHWC, one, one, two, two, one, 2, 1),
        Aval.of(DType.FLOAT32, 2, 5, 6, 8),
        Aval.of(DType.FLOAT32, 3, 3, 4, 6));
    Sample.agrees(
        conv(NHWC, one, one, two, two, one, 19, 1),
        Aval.of(DType.FLOAT32, 2, 5, 6, 19),
        Aval.of(DType.FLOAT32, 3, 3, 1, 19));
    Sample.agrees(
        conv(NHWC, one, one, two, two, one, 1, 2),
        Aval.of(DType.BFLOAT16, 4, 5, 6, 4),
        Aval.of(DType.BFLOAT16, 3, 3, 4, 6));
    Sample.agrees(
        conv(NCHW, one, one, two, two, one, 1, 1),
        Aval.of(DType.FLOAT32, 2, 5, 6, 7),
        Aval.of(DType.FLOAT32, 4, 5, 3, 3));
    Sample.agrees(
        conv(NHWC, one, one, one, two, one, 1, 1),
        Aval.of(DType.FLOAT32, 1, 2, 2, 300),
        Aval.of(DType.FLOAT32, 3, 3, 300, 2));
  }

  @Test
  void stridesDilatedKernelsAndNegativePadding() {
    Conv p =
        conv(
            NHWC,
            Dims.of(2, 1),
            Dims.of(-1, 0),
            Dims.of(2, -1),
            Dims.of(1, 1),
            Dims.of(1, 2),
            1,
            1);
    Sample.agrees(p, Aval.of(DType.FLOAT64, 2, 11, 12, 3), Aval.of(DType.FLOAT64, 3, 2, 3, 4));
  }

  @Test
  void groups() {
    Sample.agrees(
        same(NHWC, 2, 1), Aval.of(DType.FLOAT32, 2, 6, 6, 8), Aval.of(DType.FLOAT32, 3, 3, 4, 6));
    Sample.agrees(
        same(NHWC, 1, 2), Aval.of(DType.FLOAT32, 4, 6, 6, 4), Aval.of(DType.FLOAT32, 3, 3, 4, 6));
    Sample.agrees(
        same(NHWC, 19, 1),
        Aval.of(DType.FLOAT32, 2, 6, 6, 19),
        Aval.of(DType.FLOAT32, 3, 3, 1, 19));
  }

  @Test
  void oneAndThreeSpatialAxes() {
    ConvDimensionNumbers line =
        new ConvDimensionNumbers(Dims.of(0, 2, 1), Dims.of(2, 1, 0), Dims.of(0, 2, 1));
    Dims one = Dims.of(1);
    Sample.agrees(
        conv(line, one, Dims.of(2), Dims.of(2), one, one, 1, 1),
        Aval.of(DType.FLOAT32, 3, 20, 4),
        Aval.of(DType.FLOAT32, 5, 4, 10));
    ConvDimensionNumbers space =
        new ConvDimensionNumbers(
            Dims.of(0, 4, 1, 2, 3), Dims.of(4, 3, 0, 1, 2), Dims.of(0, 4, 1, 2, 3));
    Dims ones = Dims.of(1, 1, 1);
    Sample.agrees(
        conv(space, ones, ones, ones, ones, ones, 1, 1),
        Aval.of(DType.FLOAT32, 2, 4, 5, 6, 3),
        Aval.of(DType.FLOAT32, 3, 3, 2, 3, 8));
  }

  @Test
  void sixteenBits() {
    Sample.agrees(
        same(NHWC, 1, 1), Aval.of(DType.FLOAT16, 2, 7, 7, 4), Aval.of(DType.FLOAT16, 3, 3, 4, 9));
    Sample.agrees(
        same(NHWC, 1, 1), Aval.of(DType.BFLOAT16, 2, 7, 7, 4), Aval.of(DType.BFLOAT16, 3, 3, 4, 9));
  }
}

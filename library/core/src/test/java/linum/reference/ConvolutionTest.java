package linum.reference;

import static linum.reference.Data.count;
import static linum.reference.Data.dims;
import static linum.reference.Data.f32;
import static linum.reference.Data.reals;
import static linum.reference.Data.run;
import static org.assertj.core.api.Assertions.assertThat;

import linum.core.Array;
import linum.ir.Contraction.Conv;
import linum.ir.ConvDimensionNumbers;
import linum.ir.Dims;
import org.junit.jupiter.api.Test;

/// Along one spatial axis, `[batch, feature, width]` with `[out, in, width]`, unless said
/// otherwise.
class ConvolutionTest {
  private static final ConvDimensionNumbers NCW =
      new ConvDimensionNumbers(Dims.range(3), Dims.range(3), Dims.range(3));

  private static Conv conv(
      int stride, int low, int high, int lhs, int rhs, int groups, int batches) {
    return new Conv(
        dims(stride),
        dims(low),
        dims(high),
        dims(lhs),
        dims(rhs),
        NCW,
        groups,
        batches,
        null,
        null);
  }

  private static Array row(double... values) {
    return f32(dims(1, 1, values.length), values);
  }

  @Test
  void theKernelSlidesWithoutBeingFlipped() {
    assertThat(reals(run(conv(1, 0, 0, 1, 1, 1, 1), row(1, 2, 3, 4), row(1, 10))))
        .containsExactly(21, 32, 43);
  }

  @Test
  void paddingCountsAsZeroAndMayBeNegative() {
    assertThat(reals(run(conv(1, 1, 2, 1, 1, 1, 1), row(1, 2), row(1, 10))))
        .containsExactly(10, 21, 2, 0);
    assertThat(reals(run(conv(1, -1, 0, 1, 1, 1, 1), row(1, 2, 3), row(1, 10))))
        .containsExactly(32);
  }

  @Test
  void stridesSkipPositions() {
    assertThat(reals(run(conv(2, 0, 0, 1, 1, 1, 1), row(1, 2, 3, 4, 5), row(1, 10))))
        .containsExactly(21, 43);
  }

  @Test
  void dilationOfTheInputPutsZerosBetween() {
    // 1 0 2 0 3
    assertThat(reals(run(conv(1, 0, 0, 2, 1, 1, 1), row(1, 2, 3), row(1, 10))))
        .containsExactly(1, 20, 2, 30);
  }

  @Test
  void dilationOfTheKernelSpreadsIt() {
    assertThat(reals(run(conv(1, 0, 0, 1, 2, 1, 1), row(1, 2, 3, 4), row(1, 10))))
        .containsExactly(31, 42);
  }

  @Test
  void featuresAreSummed() {
    Array x = f32(dims(1, 2, 2), 1, 2, 3, 4);
    Array w = f32(dims(2, 2, 1), 1, 10, 100, 1000);
    assertThat(reals(run(conv(1, 0, 0, 1, 1, 1, 1), x, w))).containsExactly(31, 42, 3100, 4200);
  }

  @Test
  void groupsOfFeaturesStayApart() {
    Array x = f32(dims(1, 2, 2), 1, 2, 3, 4);
    Array w = f32(dims(4, 1, 1), 1, 10, 100, 1000);
    assertThat(reals(run(conv(1, 0, 0, 1, 1, 2, 1), x, w)))
        .containsExactly(1, 2, 10, 20, 300, 400, 3000, 4000);
  }

  @Test
  void groupsOfExamplesMakeTheirShareOfTheFeatures() {
    Array x = f32(dims(2, 1, 2), 1, 2, 3, 4);
    Array w = f32(dims(2, 1, 1), 1, 10);
    Array out = run(conv(1, 0, 0, 1, 1, 1, 2), x, w);
    assertThat(out.shape()).isEqualTo(dims(1, 2, 2));
    assertThat(reals(out)).containsExactly(1, 2, 30, 40);
  }

  @Test
  void theAxesMayStandInAnyOrder() {
    // [width, feature, batch] with [in, width, out] gives [width, batch, feature].
    ConvDimensionNumbers numbers =
        new ConvDimensionNumbers(dims(2, 1, 0), dims(2, 0, 1), dims(1, 2, 0));
    Conv c = new Conv(dims(1), dims(0), dims(0), dims(1), dims(1), numbers, 1, 1, null, null);
    Array x = f32(dims(3, 1, 2), 1, 4, 2, 5, 3, 6);
    Array w = f32(dims(1, 2, 2), 1, -1, 10, -10);
    Array out = run(c, x, w);
    assertThat(out.shape()).isEqualTo(dims(2, 2, 2));
    assertThat(reals(out)).containsExactly(21, -21, 54, -54, 32, -32, 65, -65);
  }

  @Test
  void twoSpatialAxesOfAnImage() {
    ConvDimensionNumbers nhwc =
        new ConvDimensionNumbers(dims(0, 3, 1, 2), dims(3, 2, 0, 1), dims(0, 3, 1, 2));
    Conv same =
        new Conv(
            dims(1, 1), dims(1, 1), dims(1, 1), dims(1, 1), dims(1, 1), nhwc, 1, 1, null, null);
    Array ones = f32(dims(3, 3, 1, 1), 1, 1, 1, 1, 1, 1, 1, 1, 1);
    assertThat(reals(run(same, count(dims(1, 3, 3, 1)), ones)))
        .containsExactly(8, 15, 12, 21, 36, 27, 20, 33, 24);
  }

  @Test
  void integersAreConvolvedExactly() {
    assertThat(
            Data.wholes(
                run(
                    conv(1, 0, 0, 1, 1, 1, 1),
                    Data.i32(dims(1, 1, 2), 1 << 20, 3),
                    Data.i32(dims(1, 1, 1), 1 << 10))))
        .containsExactly(1 << 30, 3 << 10);
  }
}

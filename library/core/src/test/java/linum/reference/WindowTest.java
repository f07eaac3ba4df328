package linum.reference;

import static linum.reference.Data.count;
import static linum.reference.Data.dims;
import static linum.reference.Data.f32;
import static linum.reference.Data.i32;
import static linum.reference.Data.ofTwoScalars;
import static linum.reference.Data.reals;
import static linum.reference.Data.run;
import static linum.reference.Data.scalar;
import static linum.reference.Data.wholes;
import static org.assertj.core.api.Assertions.assertThat;

import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Window;
import linum.ir.Windowed;
import linum.ir.Windowed.Kind;
import linum.ir.Windowed.ReduceWindow;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static final double NAN = Double.NaN;

  private static Window line(int size, int stride, int low, int high, int base, int dilation) {
    return new Window(dims(size), dims(stride), dims(low), dims(high), dims(base), dims(dilation));
  }

  private static Window square(int size, int stride) {
    return new Window(
        dims(size, size), dims(stride, stride), dims(0, 0), dims(0, 0), dims(1, 1), dims(1, 1));
  }

  @Test
  void windowsSlideWithTheirStride() {
    assertThat(reals(run(new ReduceWindow(Kind.SUM, line(2, 1, 0, 0, 1, 1)), f32(1, 2, 3, 4))))
        .containsExactly(3, 5, 7);
    assertThat(reals(run(new ReduceWindow(Kind.MAX, line(2, 2, 0, 0, 1, 1)), f32(1, 2, 4, 3))))
        .containsExactly(2, 4);
    assertThat(reals(run(new ReduceWindow(Kind.MAX, square(2, 1)), count(dims(3, 3)))))
        .containsExactly(4, 5, 7, 8);
  }

  @Test
  void paddingIsTheNeutralElement() {
    assertThat(reals(run(new ReduceWindow(Kind.MAX, line(2, 1, 1, 1, 1, 1)), f32(-5, -7))))
        .containsExactly(-5, -5, -7);
    assertThat(reals(run(new ReduceWindow(Kind.MIN, line(1, 1, 1, 0, 1, 1)), f32(3))))
        .containsExactly(Double.POSITIVE_INFINITY, 3);
    assertThat(wholes(run(new ReduceWindow(Kind.SUM, line(2, 1, 1, 0, 1, 1)), i32(3, 4))))
        .containsExactly(3, 7);
  }

  @Test
  void dilationSpreadsTheArrayOrTheWindow() {
    assertThat(reals(run(new ReduceWindow(Kind.SUM, line(2, 1, 0, 0, 2, 1)), f32(1, 2, 3))))
        .containsExactly(1, 2, 2, 3);
    assertThat(reals(run(new ReduceWindow(Kind.SUM, line(2, 1, 0, 0, 1, 2)), f32(1, 2, 3, 4))))
        .containsExactly(4, 6);
  }

  @Test
  void aProgramCombinesAWindow() {
    Windowed product =
        new Windowed.GeneralReduceWindow(
            ofTwoScalars(Binary.MUL, DType.FLOAT32), line(2, 1, 0, 1, 1, 1));
    assertThat(reals(run(product, f32(2, 3, 4), scalar(DType.FLOAT32, 1.0))))
        .containsExactly(6, 12, 4);
  }

  @Test
  void sourcesAreAddedWhereTheirWindowIsLargest() {
    Windowed scatter = new Windowed.SelectAndScatterAdd(true, square(2, 1));
    assertThat(reals(run(scatter, f32(dims(2, 2), 1, 2, 3, 4), count(dims(3, 3)))))
        .containsExactly(0, 0, 0, 0, 1, 2, 0, 3, 4);
    Windowed overlapping = new Windowed.SelectAndScatterAdd(true, line(2, 1, 0, 0, 1, 1));
    assertThat(reals(run(overlapping, f32(1, 2), f32(1, 5, 2)))).containsExactly(0, 3, 0);
  }

  @Test
  void amongEqualElementsTheFirstIsChosen() {
    Windowed largest = new Windowed.SelectAndScatterAdd(true, line(3, 3, 0, 0, 1, 1));
    assertThat(reals(run(largest, f32(1), f32(7, 7, 7)))).containsExactly(1, 0, 0);
    Windowed smallest = new Windowed.SelectAndScatterAdd(false, line(3, 3, 0, 0, 1, 1));
    assertThat(reals(run(smallest, f32(1), f32(8, 7, 7)))).containsExactly(0, 1, 0);
  }

  @Test
  void elementsAreTakenFromWhereTheOtherArrayIsLargest() {
    Windowed gather = new Windowed.SelectAndGatherAdd(true, line(2, 2, 0, 0, 1, 1));
    assertThat(reals(run(gather, f32(10, 20, 30, 40), f32(1, 2, 4, 3)))).containsExactly(20, 30);
    Windowed smallest = new Windowed.SelectAndGatherAdd(false, line(2, 2, 0, 0, 1, 1));
    assertThat(reals(run(smallest, f32(10, 20, 30, 40), f32(1, 2, 4, NAN))))
        .containsExactly(10, 40);
  }
}

package linum.reference;

import static linum.reference.Data.dims;
import static linum.reference.Data.f32;
import static linum.reference.Data.i32;
import static linum.reference.Data.ints;
import static linum.reference.Data.reals;
import static linum.reference.Data.run;
import static linum.reference.Data.runAll;
import static linum.reference.Data.wholes;
import static org.assertj.core.api.Assertions.assertThat;

import linum.ir.DType;
import linum.ir.Ordering.Sort;
import linum.ir.Ordering.TopK;
import org.junit.jupiter.api.Test;

class OrderingTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  @Test
  void naNComesLast() {
    assertThat(reals(run(new Sort(0, true, 1), f32(NAN, 3, -INF, INF, -1))))
        .containsExactly(-INF, -1, 3, INF, NAN);
  }

  @Test
  void zerosOfEitherSignKeepTheirOrder() {
    assertThat(reals(run(new Sort(0, true, 1), f32(0, -0.0, -1, 0))))
        .containsExactly(-1, 0, -0.0, 0);
  }

  @Test
  void anyAxisIsSorted() {
    assertThat(wholes(run(new Sort(0, true, 1), i32(dims(3, 2), 3, 1, 1, 3, 2, 2))))
        .containsExactly(1, 1, 2, 2, 3, 3);
    assertThat(wholes(run(new Sort(1, true, 1), i32(dims(2, 3), 3, 1, 2, 6, 5, 4))))
        .containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void otherOperandsFollowTheKeysAndEqualOnesKeepTheirOrder() {
    var out = runAll(new Sort(0, true, 1), i32(2, 1, 2, 1), f32(10, 20, 30, 40));
    assertThat(wholes(out.get(0))).containsExactly(1, 1, 2, 2);
    assertThat(reals(out.get(1))).containsExactly(20, 40, 10, 30);
  }

  @Test
  void severalKeysAreComparedInOrder() {
    var out = runAll(new Sort(0, true, 2), i32(2, 1, 2, 1), f32(9, 8, 7, NAN), i32(0, 1, 2, 3));
    assertThat(wholes(out.get(2))).containsExactly(1, 3, 2, 0);
  }

  @Test
  void unsignedNumbersAndBooleansAreOrdered() {
    assertThat(wholes(run(new Sort(0, true, 1), ints(DType.UINT64, -1, 1, 0))))
        .containsExactly(0, 1, -1);
    assertThat(wholes(run(new Sort(0, true, 1), Data.bools(1, 0, 1)))).containsExactly(0, 1, 1);
  }

  @Test
  void theLargestComeFirstAndOfEqualOnesTheFirst() {
    var out = runAll(new TopK(3, 0), f32(1, 3, 2, 3));
    assertThat(reals(out.get(0))).containsExactly(3, 3, 2);
    assertThat(wholes(out.get(1))).containsExactly(1, 3, 2);
    assertThat(out.get(1).dtype()).isEqualTo(DType.INT32);
  }

  @Test
  void theLargestAreFoundAlongAnyAxisAndNaNIsLargest() {
    var out = runAll(new TopK(1, 0), f32(dims(2, 2), 1, NAN, 5, 4));
    assertThat(reals(out.get(0))).containsExactly(5, NAN);
    assertThat(wholes(out.get(1))).containsExactly(1, 0);
    assertThat(runAll(new TopK(0, 0), f32(1)).getFirst().size()).isZero();
  }
}

package linum.reference;

import static linum.reference.Data.count;
import static linum.reference.Data.dims;
import static linum.reference.Data.f32;
import static linum.reference.Data.i32;
import static linum.reference.Data.reals;
import static linum.reference.Data.run;
import static linum.reference.Data.runAll;
import static linum.reference.Data.scalar;
import static linum.reference.Data.wholes;
import static org.assertj.core.api.Assertions.assertThat;

import linum.core.Array;
import linum.ir.Creation;
import linum.ir.DType;
import linum.ir.Movement;
import org.junit.jupiter.api.Test;

class MovementTest {
  @Test
  void broadcastingStretchesAxesOfSizeOneAndAddsOthers() {
    Array x = f32(dims(2, 1), 1, 2);
    assertThat(reals(run(new Movement.BroadcastInDim(dims(2, 3), dims(0, 1)), x)))
        .containsExactly(1, 1, 1, 2, 2, 2);
    assertThat(reals(run(new Movement.BroadcastInDim(dims(2, 2), dims(0)), f32(1, 2))))
        .containsExactly(1, 1, 2, 2);
    assertThat(reals(run(new Movement.BroadcastInDim(dims(2, 2), dims(1)), f32(1, 2))))
        .containsExactly(1, 2, 1, 2);
    assertThat(run(new Movement.BroadcastInDim(dims(0, 2), dims(1)), f32(1, 2)).shape())
        .isEqualTo(dims(0, 2));
  }

  @Test
  void transposingPermutesTheAxes() {
    Array x = count(dims(2, 3, 2));
    assertThat(reals(run(new Movement.Transpose(dims(2, 0, 1)), x)))
        .containsExactly(0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11);
  }

  @Test
  void reshapingKeepsTheOrder() {
    assertThat(reals(run(new Movement.Reshape(dims(3, 2)), count(dims(2, 3)))))
        .containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(run(new Movement.Squeeze(dims(0, 2)), count(dims(1, 3, 1))).shape())
        .isEqualTo(dims(3));
  }

  @Test
  void reversingTurnsTheGivenAxesAround() {
    assertThat(reals(run(new Movement.Rev(dims(0)), count(dims(2, 2)))))
        .containsExactly(2, 3, 0, 1);
    assertThat(reals(run(new Movement.Rev(dims(0, 1)), count(dims(2, 2)))))
        .containsExactly(3, 2, 1, 0);
    assertThat(run(new Movement.Rev(dims(0)), count(dims(0, 2))).size()).isZero();
  }

  @Test
  void slicingTakesEveryNth() {
    assertThat(
            reals(run(new Movement.Slice(dims(1, 0), dims(3, 3), dims(1, 2)), count(dims(3, 3)))))
        .containsExactly(3, 5, 6, 8);
  }

  @Test
  void paddingGoesAroundAndBetween() {
    Array zero = scalar(DType.FLOAT32, 9.0);
    assertThat(reals(run(new Movement.Pad(dims(1), dims(2), dims(1)), f32(1, 2, 3), zero)))
        .containsExactly(9, 1, 9, 2, 9, 3, 9, 9);
    assertThat(reals(run(new Movement.Pad(dims(0), dims(1), dims(0)), f32(dims(0)), zero)))
        .containsExactly(9);
  }

  @Test
  void negativePaddingCutsOff() {
    Array zero = scalar(DType.FLOAT32, 9.0);
    assertThat(reals(run(new Movement.Pad(dims(-1), dims(-1), dims(0)), f32(1, 2, 3), zero)))
        .containsExactly(2);
    // 1 9 2 9 3 without its first and its last element.
    assertThat(reals(run(new Movement.Pad(dims(-1), dims(-1), dims(1)), f32(1, 2, 3), zero)))
        .containsExactly(9, 2, 9);
    assertThat(reals(run(new Movement.Pad(dims(-2), dims(1), dims(0)), f32(1, 2, 3), zero)))
        .containsExactly(3, 9);
    assertThat(
            reals(
                run(
                    new Movement.Pad(dims(-1, 1), dims(0, 0), dims(0, 0)),
                    count(dims(2, 2)),
                    zero)))
        .containsExactly(9, 2, 3);
  }

  @Test
  void concatenatingAndSplittingAreInverse() {
    Array joined =
        run(new Movement.Concatenate(1), count(dims(2, 2)), f32(dims(2, 1), 8, 9), f32(dims(2, 0)));
    assertThat(reals(joined)).containsExactly(0, 1, 8, 2, 3, 9);
    var parts = runAll(new Movement.Split(dims(2, 0, 1), 1), joined);
    assertThat(reals(parts.get(0))).containsExactly(0, 1, 2, 3);
    assertThat(parts.get(1).shape()).isEqualTo(dims(2, 0));
    assertThat(reals(parts.get(2))).containsExactly(8, 9);
  }

  @Test
  void tilingRepeatsAlongEveryAxis() {
    assertThat(wholes(run(new Movement.Tile(dims(2, 2)), i32(dims(1, 2), 1, 2))))
        .containsExactly(1, 2, 1, 2, 1, 2, 1, 2);
    assertThat(run(new Movement.Tile(dims(0)), i32(1, 2)).size()).isZero();
  }

  @Test
  void keysAndBooleansMoveAsWell() {
    assertThat(wholes(run(new Movement.Rev(dims(0)), Data.bools(1, 0, 0))))
        .containsExactly(0, 0, 1);
    assertThat(wholes(run(new Movement.Rev(dims(0)), Data.ints(DType.KEY, 7L << 32, 1))))
        .containsExactly(1, 7L << 32);
  }

  @Test
  void iotaCountsAlongOneAxis() {
    assertThat(wholes(run(new Creation.Iota(DType.INT32, dims(2, 3), 0))))
        .containsExactly(0, 0, 0, 1, 1, 1);
    assertThat(wholes(run(new Creation.Iota(DType.INT8, dims(130), 0)))).endsWith(127, -128, -127);
    assertThat(reals(run(new Creation.Iota(DType.FLOAT16, dims(2, 2), 1))))
        .containsExactly(0, 1, 0, 1);
    assertThat(reals(run(new Creation.Empty(DType.FLOAT32, dims(2))))).containsExactly(0, 0);
  }
}

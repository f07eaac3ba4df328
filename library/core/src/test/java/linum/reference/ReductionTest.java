package linum.reference;

import static linum.reference.Data.count;
import static linum.reference.Data.dims;
import static linum.reference.Data.f32;
import static linum.reference.Data.f64;
import static linum.reference.Data.floats;
import static linum.reference.Data.i32;
import static linum.reference.Data.ints;
import static linum.reference.Data.ofTwoScalars;
import static linum.reference.Data.reals;
import static linum.reference.Data.run;
import static linum.reference.Data.scalar;
import static linum.reference.Data.wholes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import linum.core.Array;
import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Reduction;
import linum.ir.Reduction.ArgReduce;
import linum.ir.Reduction.Cumulative;
import linum.ir.Reduction.Kind;
import linum.ir.Reduction.Reduce;
import linum.ir.Reduction.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReductionTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  @Test
  void sumsGoAlongAnyAxes() {
    Array x = count(dims(2, 3, 2));
    assertThat(reals(run(new Reduce(Kind.SUM, dims(0)), x))).containsExactly(6, 8, 10, 12, 14, 16);
    assertThat(reals(run(new Reduce(Kind.SUM, dims(1)), x))).containsExactly(6, 9, 24, 27);
    assertThat(reals(run(new Reduce(Kind.SUM, dims(2)), x))).containsExactly(1, 5, 9, 13, 17, 21);
    assertThat(reals(run(new Reduce(Kind.SUM, dims(0, 2)), x))).containsExactly(14, 22, 30);
    assertThat(reals(run(new Reduce(Kind.SUM, dims(0, 1, 2)), x))).containsExactly(66);
  }

  @Test
  void aSumOfFloatsIsRoundedOnce() {
    double[] ones = new double[1 << 12];
    Arrays.fill(ones, 1);
    ones[0] = 16777216;
    assertThat(reals(run(new Reduce(Kind.SUM, dims(0)), f32(ones)))).containsExactly(16781311 + 1);
    double[] halves = new double[4096];
    Arrays.fill(halves, 1);
    assertThat(reals(run(new Reduce(Kind.SUM, dims(0)), floats(DType.FLOAT16, halves))))
        .containsExactly(4096);
  }

  @Test
  void sumsOfIntegersWrap() {
    assertThat(wholes(run(new Reduce(Kind.SUM, dims(0)), ints(DType.INT8, 100, 100))))
        .containsExactly(-56);
    assertThat(wholes(run(new Reduce(Kind.PROD, dims(0)), ints(DType.UINT8, 20, 20))))
        .containsExactly(144);
  }

  @Test
  void extremesPropagateNaNAndKnowUnsigned() {
    assertThat(reals(run(new Reduce(Kind.MAX, dims(0)), f32(1, NAN, 3)))).containsExactly(NAN);
    assertThat(reals(run(new Reduce(Kind.MIN, dims(1)), f32(dims(2, 2), 4, 3, -1, INF))))
        .containsExactly(3, -1);
    assertThat(wholes(run(new Reduce(Kind.MAX, dims(0)), ints(DType.UINT64, 1, -1))))
        .containsExactly(-1);
    assertThat(wholes(run(new Reduce(Kind.MAX, dims(0)), Data.bools(0, 1)))).containsExactly(1);
  }

  @Test
  void logicIsReduced() {
    assertThat(wholes(run(new Reduce(Kind.AND, dims(0)), Data.bools(1, 0)))).containsExactly(0);
    assertThat(wholes(run(new Reduce(Kind.OR, dims(0)), Data.bools(1, 0)))).containsExactly(1);
    assertThat(wholes(run(new Reduce(Kind.XOR, dims(0)), i32(6, 3)))).containsExactly(5);
    assertThat(wholes(run(new Reduce(Kind.AND, dims(0)), i32(6, 3)))).containsExactly(2);
  }

  @ParameterizedTest
  @CsvSource({"SUM, 0", "PROD, 1", "MAX, -Infinity", "MIN, Infinity"})
  void aReductionOfNothingIsTheNeutralElement(Kind kind, double neutral) {
    assertThat(reals(run(new Reduce(kind, dims(0)), f32(dims(0, 2)))))
        .containsExactly(neutral, neutral);
  }

  @Test
  void theFirstExtremeElementIsFoundAndNaNIsTheMostExtreme() {
    assertThat(wholes(run(new ArgReduce(true, 0, DType.INT32), f32(1, 3, 3, 2))))
        .containsExactly(1);
    assertThat(wholes(run(new ArgReduce(false, 0, DType.INT32), f32(2, 1, 1)))).containsExactly(1);
    assertThat(wholes(run(new ArgReduce(true, 0, DType.INT32), f32(1, NAN, 3, NAN))))
        .containsExactly(1);
    assertThat(wholes(run(new ArgReduce(false, 0, DType.INT32), f32(1, NAN, -3))))
        .containsExactly(1);
    assertThat(wholes(run(new ArgReduce(true, 0, DType.UINT8), f32(dims(2, 3), 1, 5, 2, 4, 3, 2))))
        .containsExactly(1, 0, 0);
  }

  @Test
  void runningSumsGoForwardAndBackward() {
    assertThat(reals(run(new Cumulative(Running.SUM, 0, false), f32(1, 2, 3))))
        .containsExactly(1, 3, 6);
    assertThat(reals(run(new Cumulative(Running.SUM, 0, true), f32(1, 2, 3))))
        .containsExactly(6, 5, 3);
    assertThat(reals(run(new Cumulative(Running.SUM, 0, false), count(dims(3, 2)))))
        .containsExactly(0, 1, 2, 4, 6, 9);
    assertThat(wholes(run(new Cumulative(Running.PROD, 0, false), ints(DType.INT8, 100, 2, 2))))
        .containsExactly(100, -56, -112);
  }

  @Test
  void runningExtremesPropagateNaN() {
    assertThat(reals(run(new Cumulative(Running.MAX, 0, false), f32(1, 3, 2, NAN, 5))))
        .containsExactly(1, 3, 3, NAN, NAN);
    assertThat(wholes(run(new Cumulative(Running.MIN, 0, true), i32(3, 1, 2))))
        .containsExactly(1, 1, 2);
  }

  @Test
  void aRunningLogOfSumsOfExponentialsDoesNotOverflow() {
    double[] out =
        reals(run(new Cumulative(Running.LOGSUMEXP, 0, false), f64(-INF, 1000, 1000, INF, 0)));
    assertThat(out[0]).isEqualTo(-INF);
    assertThat(out[1]).isEqualTo(1000);
    assertThat(out[2]).isCloseTo(1000 + Math.log(2), within(1e-12));
    assertThat(out[3]).isEqualTo(INF);
    assertThat(out[4]).isEqualTo(INF);
  }

  @Test
  void aProgramReduces() {
    Reduction reduce =
        new Reduction.GeneralReduce(ofTwoScalars(Binary.MUL, DType.FLOAT32), dims(1));
    assertThat(reals(run(reduce, f32(dims(2, 3), 1, 2, 3, 4, 5, 6), scalar(DType.FLOAT32, 10.0))))
        .containsExactly(60, 1200);
  }
}

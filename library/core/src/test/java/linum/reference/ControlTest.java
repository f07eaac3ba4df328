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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CancellationException;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.Aval;
import linum.ir.Binary;
import linum.ir.Call;
import linum.ir.Collective;
import linum.ir.Control;
import linum.ir.DType;
import linum.ir.Jaxpr;
import linum.ir.Marker;
import linum.ir.Rule;
import linum.ir.Unary;
import linum.transform.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlTest {
  private static final Aval F32 = Aval.of(DType.FLOAT32);
  private static final Aval I32 = Aval.of(DType.INT32);

  private interface Program {
    List<Array> apply(List<Array> in);
  }

  private static Jaxpr program(Program f, Aval... in) {
    return Stage.stage(f::apply, List.of(in)).jaxpr();
  }

  @ParameterizedTest
  @CsvSource({"0, -3", "1, 6", "-5, -3", "7, 6"})
  void theIndexChoosesABranchAndIsMovedIntoRange(int index, double expected) {
    Control cond =
        new Control.Cond(
            List.of(
                program(x -> List.of(Ops.neg(x.getFirst())), F32),
                program(x -> List.of(Ops.mul(2.0, x.getFirst())), F32)));
    assertThat(reals(run(cond, scalar(DType.INT32, index), scalar(DType.FLOAT32, 3.0))))
        .containsExactly(expected);
  }

  @Test
  void aLoopRunsWhileItsConditionHolds() {
    // while (i < limit) { i += step; x *= factor }
    Control loop =
        new Control.While(
            1,
            program(x -> List.of(Ops.lt(x.get(1), x.get(0))), I32, I32, F32),
            2,
            program(
                x -> List.of(Ops.add(x.get(2), x.get(0)), Ops.mul(x.get(3), x.get(1))),
                I32,
                F32,
                I32,
                F32));
    List<Array> out =
        runAll(
            loop,
            scalar(DType.INT32, 10),
            scalar(DType.INT32, 3),
            scalar(DType.FLOAT32, 2.0),
            scalar(DType.INT32, 0),
            scalar(DType.FLOAT32, 1.0));
    assertThat(wholes(out.get(0))).containsExactly(12);
    assertThat(reals(out.get(1))).containsExactly(16);
  }

  @ParameterizedTest
  @CsvSource({"false, 10, 20, 50", "true, 50, 30, 10"})
  void aScanCarriesAlongAndStacks(boolean reverse, double first, double second, double third) {
    // carry += x; y = k · carry
    Jaxpr body =
        program(
            x -> {
              Array carry = Ops.add(x.get(1), x.get(2));
              return List.of(carry, Ops.mul(x.get(0), carry));
            },
            F32,
            F32,
            F32);
    Array xs = reverse ? f32(2, 2, 1) : f32(1, 1, 3);
    List<Array> out =
        runAll(
            new Control.Scan(3, reverse, 1, 1, body),
            scalar(DType.FLOAT32, 10.0),
            scalar(DType.FLOAT32, 0.0),
            xs);
    assertThat(reals(out.get(0))).containsExactly(5);
    assertThat(reals(out.get(1))).containsExactly(first, second, third);
  }

  @Test
  void aScanStepsThroughRows() {
    Jaxpr body =
        program(
            x -> List.of(Ops.add(x.get(0), x.get(1))),
            Aval.of(DType.FLOAT32, 2),
            Aval.of(DType.FLOAT32, 2));
    assertThat(reals(run(new Control.Scan(3, false, 0, 1, body), f32(0, 0), count(dims(3, 2)))))
        .containsExactly(6, 9);
  }

  @Test
  void aScanOfLengthZeroReturnsItsCarry() {
    Jaxpr body = program(x -> List.of(x.get(0), x.get(1)), F32, I32);
    List<Array> out =
        runAll(new Control.Scan(0, false, 0, 1, body), scalar(DType.FLOAT32, 7.0), i32(dims(0)));
    assertThat(reals(out.get(0))).containsExactly(7);
    assertThat(out.get(1).shape()).isEqualTo(dims(0));
  }

  @Test
  void aLinearSolveRunsItsSolver() {
    Jaxpr twice = program(x -> List.of(Ops.mul(2.0, x.getFirst())), F32);
    Jaxpr half = program(x -> List.of(Ops.mul(0.5, x.getFirst())), F32);
    assertThat(
            reals(
                run(
                    new Control.LinearSolve(0, twice, twice, half, half),
                    scalar(DType.FLOAT32, 3.0))))
        .containsExactly(1.5);
  }

  @Test
  void calledProgramsRun() {
    Jaxpr body = program(x -> List.of(Ops.neg(x.getFirst()), x.getFirst()), F32);
    List<Array> out = runAll(new Call.Jit("f", body), scalar(DType.FLOAT32, 3.0));
    assertThat(reals(out.get(0))).containsExactly(-3);
    assertThat(reals(out.get(1))).containsExactly(3);
    Rule rule = () -> "rule";
    assertThat(reals(run(new Call.CustomJvp("f", body, rule, false), scalar(DType.FLOAT32, 3.0))))
        .containsExactly(-3);
    assertThat(
            reals(
                run(new Call.CustomVjp("f", body, rule, rule, false), scalar(DType.FLOAT32, 3.0))))
        .containsExactly(-3);
    assertThat(reals(run(new Call.Remat(body, null, true, false), scalar(DType.FLOAT32, 3.0))))
        .containsExactly(-3);
  }

  @Test
  void markersReturnWhatTheyGet() {
    assertThat(reals(run(new Marker.Name("x"), f32(1, 2)))).containsExactly(1, 2);
    List<Array> out = runAll(new Marker.OptimizationBarrier(), f32(1), i32(2));
    assertThat(reals(out.get(0))).containsExactly(1);
    assertThat(wholes(out.get(1))).containsExactly(2);
  }

  @Test
  void aDerivativeForReverseModeCannotBeEvaluated() {
    Rule rule = () -> "f_bwd";
    assertThatThrownBy(
            () -> run(new Call.CustomLin(0, List.of(false), List.of(F32), rule, false), f32(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the derivative that f_bwd defines exists for reverse mode only, and cannot be"
                + " evaluated forward.\n"
                + "Use grad or vjp, or define the derivative with customJvp.");
  }

  @Test
  void aCollectiveOutsideOfItsAxisIsAnError() {
    assertThatThrownBy(
            () -> run(new Collective.AllReduce(Collective.Kind.SUM, List.of("i")), f32(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "psum: axis name \"i\" is not bound.\nCall it inside a function that is mapped with"
                + " vmap(f).axisName(\"i\").");
    assertThatThrownBy(() -> run(new Collective.AxisIndex("j")))
        .hasMessageStartingWith("axis_index: axis name \"j\" is not bound.");
  }

  @Test
  @Timeout(20)
  void anInterruptStopsALoopThatNeverEnds() {
    Control forever =
        new Control.While(
            0,
            program(x -> List.of(Ops.ge(x.getFirst(), Ops.scalar(0, DType.INT32))), I32),
            0,
            program(x -> List.of(Ops.mul(x.getFirst(), Ops.scalar(1, DType.INT32))), I32));
    Plan plan = new Plan(program(x -> List.of(run(forever, x.getFirst())), I32));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> plan.run(Value.scalar(DType.INT32, 0)))
        .isInstanceOf(CancellationException.class)
        .hasMessage("the program was interrupted while it was running");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void valuesAreDroppedOnlyAfterTheirLastUse() {
    Jaxpr p =
        program(
            x -> {
              Array a = run(Unary.NEG, x.getFirst());
              Array b = run(Binary.ADD, a, x.getFirst());
              run(Unary.EXP, b);
              return List.of(run(Binary.SUB, b, a), a, x.getFirst());
            },
            F32);
    List<Array> out = runAll(new Call.Jit("f", p), scalar(DType.FLOAT32, 3.0));
    assertThat(reals(out.get(0))).containsExactly(3);
    assertThat(reals(out.get(1))).containsExactly(-3);
    assertThat(reals(out.get(2))).containsExactly(3);
  }
}

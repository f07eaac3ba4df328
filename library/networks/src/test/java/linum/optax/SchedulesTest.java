package linum.optax;

import static linum.optax.Optax.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import linum.Linum;
import linum.core.Array;
import linum.ir.DType;
import linum.numpy.Jnp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchedulesTest {
  static Stream<Arguments> formulas() {
    return Stream.of(
        of("constant", constantSchedule(0.1), n -> 0.1),
        of("linear", linearSchedule(10, 20, 10), n -> Math.min(10 + n, 20)),
        of("begins later", linearSchedule(10, 20, 10, 5), n -> 10 + Math.clamp(n - 5, 0, 10)),
        of("begins too early", linearSchedule(10, 20, 10, -3), n -> Math.min(10 + n, 20)),
        of(
            "polynomial",
            polynomialSchedule(25, 10, 2, 10),
            n -> 10 + 15 * Math.pow(1 - Math.min(n, 10) / 10.0, 2)),
        of("no steps", polynomialSchedule(25, 10, 2, 0), n -> 25),
        of(
            "piecewise constant",
            piecewiseConstantSchedule(0.1, Map.of(3, 2.0, 6, 0.5)),
            n -> n < 3 || n >= 6 ? 0.1 : 0.2),
        of("exponential", exponentialDecay(32, 1, 0.5), n -> 32 * Math.pow(0.5, n)),
        of(
            "staircase",
            exponentialDecay(32, 3, 0.5, 0, true, null),
            n -> 32 * Math.pow(0.5, Math.floorDiv(n, 3))),
        of(
            "exponential with an end",
            exponentialDecay(32, 1, 0.5, 0, false, 4.0),
            n -> Math.max(4, 32 * Math.pow(0.5, n))),
        of(
            "exponential growth with an end",
            exponentialDecay(1, 1, 2, 0, false, 20.0),
            n -> Math.min(20, Math.pow(2, n))),
        of(
            "exponential that begins later",
            exponentialDecay(32, 1, 0.5, 2, false, null),
            n -> n <= 2 ? 32 : 32 * Math.pow(0.5, n - 2)),
        of("exponential without decay", exponentialDecay(32, 1, 0), n -> 32),
        of("cosine", cosineDecaySchedule(0.1, 10), n -> 0.1 * cosine(n, 10)),
        of(
            "cosine with a rest",
            cosineDecaySchedule(0.1, 10, 0.2, 2),
            n -> 0.1 * (0.8 * Math.pow(cosine(n, 10), 2) + 0.2)),
        of("warmup constant", warmupConstantSchedule(0, 1, 4), n -> Math.min(n / 4.0, 1)),
        of(
            "warmup cosine",
            warmupCosineDecaySchedule(0.1, 1, 4, 12, 0.2, 1),
            n -> n < 4 ? 0.1 + 0.9 * n / 4 : 0.2 + 0.8 * cosine(n - 4, 8)),
        of(
            "warmup exponential",
            warmupExponentialDecaySchedule(0, 1, 4, 2, 0.25),
            n -> n < 4 ? n / 4.0 : Math.pow(0.5, n - 4)),
        of(
            "joined",
            joinSchedules(
                List.of(constantSchedule(1), linearSchedule(2, 5, 3), constantSchedule(7)),
                List.of(2, 6)),
            n -> n < 2 ? 1 : n < 6 ? Math.min(n, 5) : 7),
        of(
            "sgdr",
            sgdrSchedule(List.of(new Warmup(0, 1, 2, 5), new Warmup(0, 2, 1, 20))),
            n -> n < 5 ? rise(n, 2, 5, 1) : rise(n - 5, 1, 20, 2)),
        of(
            "piecewise lines",
            piecewiseInterpolateSchedule("linear", 1, Map.of(4, 3.0, 10, 0.5)),
            n -> n < 4 ? 1 + n / 2.0 : n < 10 ? 3 - (n - 4) / 4.0 : 1.5),
        of(
            "piecewise cosines",
            piecewiseInterpolateSchedule("cosine", 1, Map.of(4, 3.0)),
            n -> n < 4 ? 3 - 2 * cosine(n, 4) : 3),
        of(
            "one cycle of lines",
            linearOnecycleSchedule(20, 5),
            n ->
                n < 6
                    ? 0.2 + 4.8 * n / 6
                    : n < 17
                        ? 5 - 4.8 * (n - 6) / 11
                        : 0.2 - 0.2 * (1 - 1e-4) * (Math.min(n, 20) - 17) / 3),
        of(
            "one cycle of cosines",
            cosineOnecycleSchedule(20, 5),
            n -> n < 6 ? 5 - 4.8 * cosine(n, 6) : 2e-5 + (5 - 2e-5) * cosine(n - 6, 14)));
  }

  private static Arguments of(String name, Schedule schedule, IntToDoubleFunction expected) {
    return Arguments.of(name, schedule, expected);
  }

  private static double cosine(int n, int steps) {
    return 0.5 + 0.5 * Math.cos(Math.PI * Math.min(n, steps) / steps);
  }

  private static double rise(int n, int warmup, int steps, double peak) {
    return n < warmup ? peak * n / warmup : peak * cosine(n - warmup, steps - warmup);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formulas")
  void valuesAreThoseOfTheFormula(String name, Schedule schedule, IntToDoubleFunction expected) {
    Array values = Linum.jit(Linum.vmap((Array n) -> schedule.apply(n))).apply(Jnp.arange(25));
    assertThat(values.dtype()).isEqualTo(DType.FLOAT32);
    for (int n = 0; n < 25; n++) {
      double e = expected.applyAsDouble(n);
      assertThat(values.get(n).item())
          .as("at %d", n)
          .isCloseTo(e, within(1e-6 + 1e-6 * Math.abs(e)));
    }
  }

  @Test
  void badArgumentsAreNamed() {
    assertThatThrownBy(() -> cosineDecaySchedule(1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cosineDecaySchedule: decaySteps must be positive, but is 0");
    assertThatThrownBy(() -> piecewiseConstantSchedule(1, Map.of(3, -1.0)))
        .hasMessage(
            "piecewiseConstantSchedule: scales must not be negative, but the one at step 3 is -1.0");
    assertThatThrownBy(() -> piecewiseInterpolateSchedule("cubic", 1, Map.of()))
        .hasMessageContaining("is \"linear\" or \"cosine\", but was \"cubic\"");
    assertThatThrownBy(() -> linearOnecycleSchedule(0, 1)).hasMessageContaining("must be positive");
    assertThatThrownBy(() -> joinSchedules(List.of(constantSchedule(1)), List.of(1, 2)))
        .hasMessageContaining("1 schedules need 0 boundaries");
  }

  @Test
  void aScheduleCountsTheStepsOfItsOptimizer() {
    GradientTransformation tx = sgd(linearSchedule(1, 0, 10));
    Object state = tx.init(Jnp.zeros(1));
    Update<Array> first = tx.update(Jnp.ones(1), state);
    Update<Array> second = tx.update(Jnp.ones(1), first.state());
    assertThat(first.updates().toFloatArray()).containsExactly(-1);
    assertThat(second.updates().toFloatArray()).containsExactly(-0.9f);
  }
}

package linum.laws;

import static linum.testing.ArrayAssertions.assertClose;
import static linum.testing.ArrayAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import linum.core.Array;
import linum.core.Backend;
import linum.core.Backends;
import linum.core.Trace;
import linum.ir.Call;
import linum.ir.Jaxpr;
import linum.ir.JaxprChecker;
import linum.transform.Stage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every primitive obeys when it is computed.
class EvaluationLawsTest {
  static Stream<Cases> all() {
    return Cases.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void resultsHaveTheTypesThatTheProgramSays(Cases c) {
    List<Array> out = c.row().program().apply(c.draw());
    JaxprChecker.check(staged(c));
    assertThat(out.stream().map(Array::aval)).isEqualTo(staged(c).outputAvals());
  }

  @ParameterizedTest
  @MethodSource("all")
  void compiledAsOneProgramItGivesTheSame(Cases c) {
    List<Array> in = c.draw();
    assertAllSame(c.row().program().apply(in), jit(c, in));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyBackendGivesWhatTheReferenceGives(Cases c) {
    List<Array> in = c.draw();
    List<Array> expected = on("reference", () -> jit(c, in));
    for (Backend backend : Backends.all()) {
      if (backend.isAvailable()) {
        assertAllClose(expected, on(backend.name(), () -> jit(c, in)));
      }
    }
  }

  private static Jaxpr staged(Cases c) {
    return Stage.stage(c.row().program(), c.sample().avals()).jaxpr();
  }

  private static List<Array> jit(Cases c, List<Array> in) {
    return Trace.bindAll(new Call.Jit("f", staged(c)), in);
  }

  private static <R> R on(String backend, java.util.function.Supplier<R> body) {
    Backend before = Backends.current();
    Backends.use(backend);
    try {
      return body.get();
    } finally {
      Backends.use(before.name());
    }
  }

  private static void assertAllSame(List<Array> expected, List<Array> actual) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertSame(expected.get(i), actual.get(i));
    }
  }

  private static void assertAllClose(List<Array> expected, List<Array> actual) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertClose(expected.get(i), actual.get(i));
    }
  }
}

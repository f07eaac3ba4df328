package linum.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import linum.kernel.jshell.Session.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SessionTest {
  private static final List<String> WARNINGS = new ArrayList<>();
  private static Session session;

  @BeforeAll
  static void start() {
    session = new Session(DocIndex.EMPTY, WARNINGS::add);
    session.declare(List.of("import module java.base;"));
  }

  @AfterAll
  static void end() {
    session.close();
  }

  private static Result run(String code) {
    session.beginCell();
    Result result = Result.NONE;
    CellSource cell = new CellSource("the cell", code);
    for (Piece piece : session.split(code)) {
      result = session.run((Piece.Java) piece, cell);
    }
    session.endCell();
    return result;
  }

  private static @Nullable Object value(String code) {
    return run(code).value();
  }

  private static Failure failure(String code) {
    CellFailure thrown = catchThrowableOfType(CellFailure.class, () -> run(code));
    return thrown.failure();
  }

  private static String traceback(String code) {
    return String.join("\n", failure(code).traceback()).replaceAll("\u001b\\[[0-9;]*m", "");
  }

  @Nested
  class Values {
    @Test
    void areTheObjectsThemselves() {
      run("Object kept = new Object();");
      assertThat(value("kept")).isSameAs(value("kept"));
    }

    @Test
    void ofTheLastExpressionAreWanted() {
      assertThat(run("int first = 2;\nfirst * 3")).isEqualTo(new Result(6, true));
    }

    @Test
    void ofExpressionsWithSemicolonAreNotWanted() {
      assertThat(run("Math.abs(-1);").wanted()).isFalse();
      assertThat(run("Math.abs(-1); // said so").wanted()).isFalse();
      assertThat(run("var declared = 1;").wanted()).isFalse();
    }

    @Test
    void mayBeNull() {
      assertThat(value("(Object) null")).isNull();
    }

    @Test
    void ofAnAssignmentAreWhatIsAssigned() {
      run("int assigned = 1;");
      assertThat(run("assigned = 5")).isEqualTo(new Result(5, true));
    }

    @Test
    void ofExpressionsThatEndInABraceAreWanted() {
      assertThat(run("new int[] {1, 2}").wanted()).isTrue();
      assertThat(run("switch (2) { case 1 -> 1; default -> 2; }").value()).isEqualTo(2);
      assertThat(run("for (int i = 0; i < 2; i++) { }").wanted()).isFalse();
    }

    @Test
    void ofVoidCallsAreNothing() {
      assertThat(value("Thread.yield()")).isNull();
    }

    @Test
    void leaveNoVariableBehind() {
      value("40 + 2");
      assertThat(session.variables()).noneMatch(variable -> variable.name().contains("$"));
    }
  }

  @Nested
  class Redeclaration {
    @Test
    void letsGoOfTheOldValue() throws InterruptedException {
      run("Object big = new byte[1000];");
      WeakReference<Object> old = new WeakReference<>(value("big"));
      run("Object big = \"small\";");
      for (int i = 0; i < 20 && old.get() != null; i++) {
        System.gc();
        Thread.sleep(10);
      }
      assertThat(old.get()).isNull();
    }

    @Test
    void isSeenByLambdasMadeBefore() {
      run("var rate = 1;\nSupplier<Integer> reader = () -> rate;");
      run("var rate = 2;");
      assertThat(value("reader.get()")).isEqualTo(2);
    }

    @Test
    void mayChangeTheType() {
      run("int changed = 1;");
      run("String changed = \"one\";");
      assertThat(value("changed")).isEqualTo("one");
    }
  }

  @Nested
  class Failures {
    @Test
    void toCompilePointAtTheirPlace() {
      assertThat(traceback("int fine = 1;\nint wrong = \"abc\";"))
          .isEqualTo(
              """
              error: incompatible types: java.lang.String cannot be converted to int
                  at the cell, line 2
                >   2 | int wrong = "abc";
                                    ^^^^^\
              """);
    }

    @Test
    void toCompileAnExpressionPointAtItsPlace() {
      assertThat(traceback("\n// a comment\n  Math.sqrt(nowhere)"))
          .contains("at the cell, line 3", "  >   3 |   Math.sqrt(nowhere)")
          .endsWith("symbol:   variable nowhere");
    }

    @Test
    void showTheLinesOfTheUserAndFoldTheRest() {
      assertThat(traceback("List.of(1).stream()\n  .map(i -> i / 0)\n  .toList()"))
          .startsWith(
              """
              java.lang.ArithmeticException: / by zero
                  at a lambda, the cell, line 2
                >   2 |   .map(i -> i / 0)
                  in java.util.stream\
              """)
          .contains("more frames)\n    at the cell, line")
          .doesNotContain("linum.kernel");
    }

    @Test
    void keepTheChainOfCauses() {
      assertThat(
              traceback(
                  "try { Integer.parseInt(\"x\"); }\n"
                      + "catch (Exception e) { throw new IllegalStateException(\"outer\", e); }"))
          .contains("java.lang.IllegalStateException: outer")
          .contains("Caused by: java.lang.NumberFormatException: For input string: \"x\"");
    }

    @Test
    void nameTheUsersOwnExceptions() {
      run("class Mine extends RuntimeException { Mine() { super(\"said\"); } }");
      assertThat(failure("throw new Mine();").name()).isEqualTo("Mine");
    }

    @Test
    void shortenAnEndlessRecursion() {
      run("int forever(int n) { return forever(n + 1) + 1; }");
      assertThat(failure("forever(0)").traceback()).hasSizeLessThan(40);
    }

    @Test
    void sayWhatAMethodStillLacks() {
      run("int early() { return later(); }");
      assertThat(WARNINGS).contains("early cannot be used before method later() is declared.\n");
      assertThat(failure("early()").message())
          .isEqualTo("early cannot be used before method later() is declared");
      run("int later() { return 9; }");
      assertThat(value("early()")).isEqualTo(9);
    }

    @Test
    void refuseAVariableOfUnknownType() {
      assertThat(failure("Nowhere lost;").message())
          .isEqualTo("cannot declare lost: class Nowhere is not declared");
    }
  }

  @Test
  void showsItsVariables() {
    run("Map<String, Integer> table = Map.of(\"a\", 1);");
    assertThat(session.variables())
        .contains(new Variable("Map<String, Integer>", "table", Map.of("a", 1)));
  }

  @Test
  void runsCodeOfTheKernelAsTheUsers() {
    session.beginCell();
    assertThat(session.call(() -> Thread.currentThread().getName())).isEqualTo("cells");
    assertThatThrownBy(() ->
            session.call(() -> {
              throw new IllegalStateException("no");
            }))
        .isInstanceOf(CellFailure.class)
        .hasMessage("java.lang.IllegalStateException: no");
  }

  @Test
  void lookAtAnInterruptThatComesBeforeTheCodeRuns() {
    session.beginCell();
    session.interrupt();
    CellFailure thrown = catchThrowableOfType(CellFailure.class, () -> session.call(() -> "never"));
    assertThat(thrown.failure().name()).isEqualTo(Failure.INTERRUPT);
  }
}

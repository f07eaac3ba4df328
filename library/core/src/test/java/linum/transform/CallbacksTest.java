package linum.transform;

import static linum.Linum.checkpoint;
import static linum.Linum.cond;
import static linum.Linum.debugCallback;
import static linum.Linum.debugPrint;
import static linum.Linum.effectsBarrier;
import static linum.Linum.grad;
import static linum.Linum.ioCallback;
import static linum.Linum.jit;
import static linum.Linum.makeJaxpr;
import static linum.Linum.pureCallback;
import static linum.Linum.scan;
import static linum.Linum.vmap;
import static linum.Linum.whileLoop;
import static linum.testing.ArrayAssertions.assertSame;
import static linum.transform.TestArrays.f32;
import static linum.transform.TestArrays.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Scan;
import linum.ir.Aval;
import linum.ir.Callback.VmapMethod;
import linum.ir.DType;
import linum.ir.Dims;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CallbacksTest {
  private final Array xs = f32(1, 2, 3);
  private final List<Double> seen = new ArrayList<>();

  private static Array scalar(double x) {
    return Ops.scalar(x, DType.FLOAT32);
  }

  private void see(Array a) {
    for (double v : values(a)) {
      seen.add(v);
    }
  }

  private static List<String> printed(Supplier<?> body) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      var _ = body.get();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Nested
  class Printing {
    @Test
    void linesAppearWhenTheProgramRuns() {
      var f =
          jit(x -> {
            debugPrint("x = {}, again {0}, {{}}", x);
            return x.add(1);
          });
      assertThat(printed(() -> f.apply(scalar(2)))).containsExactly("x = 2.0, again 2.0, {}");
      assertThat(printed(() -> f.apply(scalar(3)))).containsExactly("x = 3.0, again 3.0, {}");
    }

    @Test
    void everyStepOfALoopPrintsInOrder() {
      List<String> lines =
          printed(() ->
              scan(
                  (Array c, Array v) -> {
                    debugPrint("{} {}", c, v);
                    return new Scan<>(c.add(v), v);
                  },
                  scalar(0),
                  xs));
      assertThat(lines).containsExactly("0.0 1.0", "1.0 2.0", "3.0 3.0");
    }

    @Test
    void thereIsALineForEachExample() {
      List<String> lines =
          printed(() ->
              vmap(
                      x -> {
                        debugPrint(true, "first {}", x);
                        debugPrint(true, "second {}", x.mul(2));
                        return x;
                      })
                  .apply(xs));
      assertThat(lines)
          .containsExactly(
              "first 1.0", "first 2.0", "first 3.0", "second 2.0", "second 4.0", "second 6.0");
    }

    @Test
    void whatAllExamplesSharePrintsOnce() {
      assertThat(
              printed(() ->
                  vmap(
                          x -> {
                            debugPrint("hello");
                            return x;
                          })
                      .apply(xs)))
          .containsExactly("hello");
    }

    @Test
    void underGradTheValuesAreThoseOfTheFunction() {
      List<String> lines =
          printed(() ->
              grad(
                      x -> {
                        debugPrint("{}", x);
                        return x.mul(x);
                      })
                  .apply(scalar(3)));
      assertThat(lines).containsExactly("3.0");
    }

    @Test
    void underGradOfALoopEveryStepPrintsOnce() {
      List<String> lines =
          printed(() ->
              grad(x ->
                      scan(
                              (Array c, Array v) -> {
                                debugPrint("{}", c);
                                return new Scan<>(c.mul(v), c);
                              },
                              x,
                              xs)
                          .carry())
                  .apply(scalar(1)));
      assertThat(lines).containsExactly("1.0", "1.0", "2.0");
    }

    @Test
    void onlyTheChosenBranchPrints() {
      assertThat(
              printed(() ->
                  cond(
                      scalar(1).gt(0),
                      () -> {
                        debugPrint("positive");
                        return xs;
                      },
                      () -> {
                        debugPrint("negative");
                        return xs;
                      })))
          .containsExactly("positive");
    }

    @Test
    void everyExamplePrintsInItsOwnBranch() {
      List<String> lines =
          printed(() ->
              vmap(x ->
                      cond(
                          x.gt(1),
                          () -> {
                            debugPrint("large {}", x);
                            return x;
                          },
                          () -> {
                            debugPrint("small {}", x);
                            return x.neg();
                          }))
                  .apply(xs));
      assertThat(lines).containsExactly("small 1.0", "large 2.0", "large 3.0");
    }

    @Test
    void examplesWhoseLoopHasEndedDoNotPrint() {
      List<String> lines =
          printed(() ->
              vmap(x ->
                      whileLoop(
                          (Array c) -> c.lt(3),
                          c -> {
                            debugPrint("{}", c);
                            return c.add(1);
                          },
                          x))
                  .apply(xs));
      assertThat(lines).containsExactly("1.0", "2.0", "2.0");
    }

    @Test
    void aFormatThatNamesNoOperandIsAnErrorAtOnce() {
      assertThatThrownBy(() ->
              jit(
                      x -> {
                        debugPrint("{} {}", x);
                        return x;
                      })
                  .apply(xs))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("debug_print: \"{} {}\" refers to an operand \"1\"");
    }

    @Test
    void aProgramKeepsPrintsWhoseResultsNobodyReads() {
      assertThat(
              makeJaxpr(
                      (Array x) -> {
                        debugPrint("{}", x);
                        return x;
                      },
                      xs)
                  .toString())
          .contains("debug_print[fmt={} ordered=False] a");
    }

    @Test
    void checkpointedFunctionsPrintOnce() {
      assertThat(
              printed(() ->
                  grad(checkpoint((Array x) -> {
                    debugPrint("{}", x);
                    return x.sin();
                  }))
                      .apply(scalar(1))))
          .containsExactly("1.0");
    }
  }

  @Nested
  class Calls {
    @Test
    void debugCallbacksSeeTheValues() {
      var f =
          jit(x -> {
            debugCallback(CallbacksTest.this::see, x.mul(2));
            return x;
          });
      f.apply(xs);
      assertThat(seen).containsExactly(2.0, 4.0, 6.0);
    }

    @Test
    void debugCallbacksTakeTrees() {
      debugCallback((Map<String, Array> m) -> see(m.get("b")), Map.of("a", xs, "b", scalar(7)));
      debugCallback(
          (a, b) -> {
            see(b);
            see(a);
          },
          scalar(1),
          scalar(2));
      assertThat(seen).containsExactly(7.0, 2.0, 1.0);
    }

    @Test
    void orderedOnesKeepTheirOrderAcrossPrograms() {
      Consumer<Array> see = CallbacksTest.this::see;
      var f =
          jit(x -> {
            debugCallback(true, see, x);
            debugCallback(true, see, x.add(10));
            return x.add(1);
          });
      f.apply(f.apply(scalar(1)));
      assertThat(seen).containsExactly(1.0, 11.0, 2.0, 12.0);
    }

    @Test
    void aPureCallbackIsAPartOfTheProgram() {
      var f = jit(x -> pureCallback((Array a) -> a.mul(a), xs, x).add(1));
      assertSame(f32(2, 5, 10), f.apply(xs));
    }

    @Test
    void aPureCallbackTakesAndReturnsTrees() {
      Map<String, Array> out =
          pureCallback(
              (List<Array> a) -> Map.of("sum", a.get(0).add(a.get(1))),
              Map.of("sum", xs),
              List.of(xs, xs));
      assertSame(f32(2, 4, 6), out.get("sum"));
    }

    @Test
    void byDefaultAPureCallbackIsCalledForEachExample() {
      int[] calls = {0};
      Array out =
          vmap(x ->
                  pureCallback(
                      (Array a) -> {
                        calls[0]++;
                        assertThat(a.ndim()).isZero();
                        return a.mul(2);
                      },
                      scalar(0),
                      x))
              .apply(xs);
      assertSame(f32(2, 4, 6), out);
      assertThat(calls[0]).isEqualTo(3);
    }

    @Test
    void aPureCallbackMayTakeAllExamplesAtOnce() {
      List<Dims> shapes = new ArrayList<>();
      Array out =
          vmap(x ->
                  pureCallback(
                      (List<Array> a) -> {
                        shapes.add(a.get(0).shape());
                        shapes.add(a.get(1).shape());
                        return a.get(0).add(a.get(1));
                      },
                      scalar(0),
                      List.of(x, scalar(10)),
                      VmapMethod.EXPAND_DIMS))
              .apply(xs);
      assertSame(f32(11, 12, 13), out);
      assertThat(shapes).containsExactly(Dims.of(3), Dims.of(1));
      shapes.clear();
      var _ =
          vmap(x ->
                  pureCallback(
                      (List<Array> a) -> {
                        shapes.add(a.get(1).shape());
                        return a.get(0);
                      },
                      scalar(0),
                      List.of(x, scalar(10)),
                      VmapMethod.BROADCAST_ALL))
              .apply(xs);
      assertThat(shapes).containsExactly(Dims.of(3));
    }

    @Test
    void behindABarrierAllCallsHaveBeenMade() {
      Array large = Ops.ones(Aval.of(DType.FLOAT32, 400, 400));
      var f =
          jit(x ->
              pureCallback(
                  (Array a) -> {
                    seen.add(1.0);
                    return a;
                  },
                  large,
                  x.matmul(x)));
      f.apply(large);
      effectsBarrier();
      assertThat(seen).containsExactly(1.0);
    }

    @Test
    void anIoCallbackIsCalledExactlyOnceEachTime() {
      int[] calls = {0};
      var f =
          jit(x ->
              ioCallback(
                  (Array a) -> {
                    calls[0]++;
                    return a.add(calls[0]);
                  },
                  scalar(0),
                  true,
                  x));
      assertSame(scalar(11), f.apply(scalar(10)));
      assertSame(scalar(12), f.apply(scalar(10)));
      assertThat(calls[0]).isEqualTo(2);
    }

    @Test
    void anIoCallbackWhoseResultNobodyReadsIsCalled() {
      var f =
          jit(x -> {
            ioCallback(
                (Array a) -> {
                  see(a);
                  return a;
                },
                scalar(0),
                false,
                x);
            return x;
          });
      f.apply(scalar(5));
      assertThat(seen).containsExactly(5.0);
    }

    @Test
    void anotherStructureThanDeclaredIsAnError() {
      assertThatThrownBy(() -> pureCallback((Array a) -> List.of(a, a), List.of(xs), xs))
          .hasMessageContaining(
              "pure_callback: the result must be a tree like the one it was declared with");
    }

    @Test
    void thereIsNoDerivativeOfAPureCallback() {
      assertThatThrownBy(
              () -> grad(x -> pureCallback((Array a) -> a, scalar(0), x)).apply(scalar(1)))
          .hasMessageContaining("pure_callback");
    }
  }
}

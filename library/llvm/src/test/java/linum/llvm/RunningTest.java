package linum.llvm;

import static linum.Linum.grad;
import static linum.Linum.jit;
import static linum.Linum.scan;
import static linum.Linum.whileLoop;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.sin;
import static linum.numpy.Jnp.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import linum.core.Array;
import linum.core.Backends;
import linum.core.ConcreteArray;
import linum.core.HostArrays;
import linum.core.HostCallback;
import linum.core.HostMemory;
import linum.core.Scan;
import linum.core.Trace;
import linum.ir.Aval;
import linum.ir.Callback;
import linum.ir.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What happens when a program runs, apart from what it computes.
@Timeout(60)
class RunningTest {
  private static final Aval F32 = Aval.of(DType.FLOAT32);

  @FunctionalInterface
  private interface Code extends HostCallback {
    @Override
    default String ruleName() {
      return "code";
    }
  }

  private static Array call(Code code, Array x) {
    return Trace.bind(new Callback.Pure(code, List.of(F32), Callback.VmapMethod.SEQUENTIAL), x);
  }

  private static Array forever(Array x) {
    return whileLoop(v -> v.gt(-1), v -> v.add(1).mul(0.5), x);
  }

  @Test
  void itIsTheDefault() {
    assertThat(Backends.current().name()).isEqualTo("llvm");
  }

  @Test
  void anEndlessLoopStopsWhenWhoWaitsForItIsInterrupted() throws InterruptedException {
    var f = jit(RunningTest::forever);
    List<Throwable> thrown = new ArrayList<>();
    Thread waiting =
        Thread.ofPlatform()
            .start(() -> {
              try {
                ((ConcreteArray) f.apply(array(1.0))).blockUntilReady();
              } catch (CancellationException e) {
                thrown.add(e);
              }
            });
    Thread.sleep(300);
    assertThat(waiting.isAlive()).isTrue();
    waiting.interrupt();
    waiting.join();
    assertThat(thrown).hasSize(1);
    assertThat(jit(v -> v.add(1)).apply(array(1.0)).item()).isEqualTo(2);
  }

  @Test
  void anInterruptStopsAProgramThatRunsOnTheThreadOfTheCaller() throws InterruptedException {
    LlvmExecutable f =
        Compilation.executable(jit(RunningTest::forever).jaxpr(array(1.0)), List.of());
    List<Throwable> thrown = new ArrayList<>();
    List<Boolean> interrupted = new ArrayList<>();
    Thread running =
        Thread.ofPlatform()
            .start(() -> {
              try {
                f.run(List.of(((ConcreteArray) array(1.0)).buffer()));
              } catch (CancellationException e) {
                thrown.add(e);
                interrupted.add(Thread.currentThread().isInterrupted());
              }
            });
    Thread.sleep(300);
    running.interrupt();
    running.join();
    assertThat(thrown).hasSize(1);
    assertThat(thrown.getFirst()).hasMessage("the program was interrupted while it was running");
    assertThat(interrupted).containsExactly(false);
  }

  @Test
  void anInterruptBeforeTheRunStopsIt() {
    LlvmExecutable f = Compilation.executable(jit(v -> v.add(1)).jaxpr(array(1.0)), List.of());
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> f.run(List.of(((ConcreteArray) array(1.0)).buffer())))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void whatACallbackThrowsIsThrownWhereTheProgramWasCalled() {
    var f =
        jit(v ->
            scan(
                    (c, x) ->
                        new Scan<>(
                            call(
                                _ -> {
                                  throw new ArithmeticException("mine");
                                },
                                c.add(x)),
                            x),
                    zeros(),
                    v)
                .carry());
    LlvmExecutable e = Compilation.executable(f.jaxpr(array(1.0, 2.0)), List.of());
    assertThatThrownBy(() -> e.run(List.of(((ConcreteArray) array(1.0, 2.0)).buffer())))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("mine");
  }

  @Test
  void aCallbackMayRunProgramsItself() {
    var inner = jit(v -> v.mul(3).add(1));
    var f =
        jit(v ->
            call(
                    in -> List.of(((ConcreteArray) inner.apply(in.getFirst())).blockUntilReady()),
                    v.add(1))
                .mul(10));
    assertThat(f.apply(array(1.0)).item()).isEqualTo(70);
  }

  @Test
  void callbacksAreCalledInTheOrderOfTheProgram() {
    List<Double> seen = new ArrayList<>();
    Code note =
        in -> {
          seen.add(in.getFirst().scalar().doubleValue());
          return List.of();
        };
    var f =
        jit(v ->
            scan(
                    (c, x) -> {
                      Trace.bindAll(new Callback.Debug(note, true), List.of(x));
                      Trace.bindAll(new Callback.Debug(note, true), List.of(x.neg()));
                      return new Scan<>(c.add(x), x);
                    },
                    zeros(),
                    v)
                .carry());
    assertThat(f.apply(array(1.0, 2.0, 3.0)).item()).isEqualTo(6);
    assertThat(seen).containsExactly(1.0, -1.0, 2.0, -2.0, 3.0, -3.0);
  }

  @Test
  void severalThreadsRunTheSameProgramAndOthers() throws Exception {
    var same = jit(v -> scan((c, x) -> new Scan<>(c.add(sin(x)), c), zeros(), v).carry());
    float[] numbers = new float[500];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i / 100f;
    }
    Array x = HostArrays.fromFloats(numbers, linum.ir.Dims.of(500));
    double expected = same.apply(x).item();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        int mine = t;
        var own = jit(v -> v.mul(mine).add(1).sum());
        double sum = own.apply(x).item();
        all.add(
            threads.submit(() -> {
              boolean right = true;
              for (int i = 0; i < 300; i++) {
                right &= same.apply(x).item() == expected;
                right &= own.apply(x).item() == sum;
              }
              return right;
            }));
      }
      for (Future<Boolean> f : all) {
        assertThat(f.get()).isTrue();
      }
    }
  }

  @Test
  void whenMemoryRunsOutItSaysWhoHoldsIt() {
    var f = jit(v -> v.add(1));
    Array x = zeros(1 << 20);
    ((ConcreteArray) f.apply(x)).blockUntilReady();
    long limit = HostMemory.limit();
    HostMemory.setLimit(5 << 20); // of which the argument has four
    try {
      assertThatThrownBy(() -> ((ConcreteArray) f.apply(x)).blockUntilReady())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("out of memory: 4.0 MiB are needed");
    } finally {
      HostMemory.setLimit(limit);
    }
  }

  @Test
  void anArrayThatIsWrittenIntoAProgramStaysThere() {
    Array table = array(5.0, 6.0, 7.0);
    var f = jit(v -> v.add(table));
    f.apply(zeros(3));
    HostMemory.collect();
    assertThat(HostArrays.toFloats((ConcreteArray) f.apply(zeros(3)))).containsExactly(5, 6, 7);
    ((ConcreteArray) table).delete();
    assertThatThrownBy(() -> f.apply(zeros(3)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("float32[3]")
        .hasMessageContaining("deleted");
  }

  @Test
  void emptyArraysPassThroughEverything() {
    Array none = zeros(0, 3);
    assertThat(jit(v -> v.mul(2).add(1)).apply(none).shape().toArray()).containsExactly(0, 3);
    assertThat(jit(v -> v.sum()).apply(none).item()).isZero();
    assertThat(
            jit(v -> scan((c, x) -> new Scan<>(c.add(x.sum()), x), zeros(), v).carry())
                .apply(none)
                .item())
        .isZero();
  }

  @Test
  void aWhileLoopMayRunNotAtAll() {
    var f = jit(v -> whileLoop(x -> x.lt(10), x -> x.mul(2), v));
    assertThat(f.apply(array(12.0)).item()).isEqualTo(12);
    assertThat(f.apply(array(3.0)).item()).isEqualTo(12);
  }

  @Test
  void theGradientOfALoopIsALoopInReverse() {
    var f = grad(v -> scan((c, x) -> new Scan<>(c.mul(x), c), array(1.0), v).carry());
    assertThat(HostArrays.toFloats((ConcreteArray) jit(f).apply(array(2.0, 3.0, 4.0))))
        .containsExactly(12, 8, 6);
  }
}

package linum.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Binary;
import linum.ir.Call;
import linum.ir.Callback;
import linum.ir.Creation;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Primitive;
import linum.ir.Unary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DispatchTest {
  private static final Aval F32 = Aval.of(DType.FLOAT32);
  private static final Aval VECTOR = Aval.of(DType.FLOAT32, 3);

  private record Code(Supplier<Float> body) implements HostCallback {
    @Override
    public String ruleName() {
      return "code";
    }

    @Override
    public List<ConcreteArray> call(List<ConcreteArray> operands) {
      return List.of(ConcreteArray.of(F32, body.get()));
    }
  }

  private static Jaxpr of(Primitive p, List<Aval> in, Aval out) {
    List<Atom.Var> inputs = in.stream().map(Atom.Var::new).toList();
    List<Atom.Var> outputs = List.of(new Atom.Var(out));
    return new Jaxpr(inputs, List.of(new Eqn(p, inputs, outputs)), outputs);
  }

  /// A program that computes a scalar with the given code, and is large enough to run elsewhere.
  private static Jaxpr large(Supplier<Float> body) {
    Atom.Var out = new Atom.Var(F32);
    Callback pure = new Callback.Pure(new Code(body), List.of(F32), Callback.VmapMethod.SEQUENTIAL);
    Dims shape = Dims.of(1 << 18);
    Atom.Var iota = new Atom.Var(new Aval(DType.INT32, shape));
    return new Jaxpr(
        List.of(),
        List.of(
            new Eqn(new Creation.Iota(DType.INT32, shape, 0), List.of(), List.of(iota)),
            new Eqn(pure, List.of(iota), List.of(out))),
        List.of(out));
  }

  private static ConcreteArray start(Supplier<Float> body) {
    return Dispatch.run(Dispatch.compile(large(body), List.of()), List.of()).getFirst();
  }

  private static float await(CountDownLatch latch) {
    try {
      latch.await();
      return 1;
    } catch (InterruptedException _) {
      throw new CancellationException("stopped");
    }
  }

  private static ConcreteArray vector(float... values) {
    return HostArrays.fromFloats(values, Dims.of(values.length));
  }

  @Test
  void aSmallProgramRunsOnTheThreadOfTheCaller() {
    AtomicReference<Thread> ran = new AtomicReference<>();
    Callback pure =
        new Callback.Pure(
            new Code(() -> {
              ran.set(Thread.currentThread());
              return 2f;
            }),
            List.of(F32),
            Callback.VmapMethod.SEQUENTIAL);
    assertThat(Trace.bind(pure).item()).isEqualTo(2);
    assertThat(ran.get()).isSameAs(Thread.currentThread());
  }

  @Test
  void aLargeProgramRunsWhileTheCallerGoesOn() {
    CountDownLatch latch = new CountDownLatch(1);
    ConcreteArray pending = start(() -> await(latch));
    assertThat(pending.isReady()).isFalse();
    Array next = Ops.add(pending, pending);
    assertThat(((ConcreteArray) next).isReady()).isFalse();
    latch.countDown();
    assertThat(((ConcreteArray) next).blockUntilReady().scalar()).isEqualTo(2.0);
    assertThat(pending.isReady()).isTrue();
  }

  @Test
  void programsRunOneAtATimeWhoeverRunsThem() throws InterruptedException {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Supplier<Float> body =
        () -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          LockSupport.parkNanos(1_000);
          return (float) inside.decrementAndGet();
        };
    List<Double> results = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int k = 0; k < 20; k++) {
                  ConcreteArray first = start(body);
                  results.add(((ConcreteArray) Ops.add(first, start(body))).scalar().doubleValue());
                }
              }));
    }
    for (Thread t : threads) {
      t.join();
    }
    assertThat(results).hasSize(80).containsOnly(0.0);
    assertThat(most).hasValue(1);
  }

  @Test
  void whatRunsForSomebodyWhoWaitsIsOutsideOfHisTransformation() {
    Array seen =
        new Trace(Eval.INSTANCE) {
          @Override
          protected List<Array> process(Primitive primitive, List<Array> inputs) {
            throw new AssertionError("a program ran under the transformation of who waits for it");
          }
        }.run(() -> start(() -> Trace.current().equals(Eval.INSTANCE) ? 1f : 0f).blockUntilReady());
    assertThat(((ConcreteArray) seen).scalar()).isEqualTo(1.0);
  }

  @Test
  void anErrorSurfacesAtTheFirstUseWithItsCause() {
    ConcreteArray pending =
        start(() -> {
          throw new ArithmeticException("mine");
        });
    assertThatThrownBy(pending::buffer)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the program that computes an array of type float32[] failed: mine")
        .hasCauseInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Ops.add(pending, pending))
        .hasMessage("the program that computes an array of type float32[] failed: mine");
  }

  @Test
  void anErrorReachesWhatIsComputedFromIt() {
    CountDownLatch latch = new CountDownLatch(1);
    ConcreteArray pending =
        start(() -> {
          await(latch);
          throw new ArithmeticException("mine");
        });
    ConcreteArray next = (ConcreteArray) Ops.add(pending, pending);
    latch.countDown();
    assertThatThrownBy(next::buffer).hasCauseInstanceOf(ArithmeticException.class);
  }

  @Test
  void anInterruptWhileWaitingStopsWhatRunsAndWhatWaits() {
    CountDownLatch never = new CountDownLatch(1);
    ConcreteArray running = start(() -> await(never));
    ConcreteArray waiting = (ConcreteArray) Ops.neg(running);
    Thread.currentThread().interrupt();
    assertThatThrownBy(waiting::buffer)
        .isInstanceOf(CancellationException.class)
        .hasMessage(
            "interrupted while waiting for an array of type float32[]; the programs that were"
                + " running are stopped");
    assertThatThrownBy(running::buffer).isInstanceOf(CancellationException.class);
    assertThatThrownBy(waiting::buffer).isInstanceOf(CancellationException.class);
    assertThat(start(() -> 3f).scalar()).isEqualTo(3.0);
  }

  @Test
  void effectsHappenBeforeTheCallReturns() {
    AtomicReference<Thread> ran = new AtomicReference<>();
    Code code =
        new Code(() -> {
          ran.set(Thread.currentThread());
          return 1f;
        });
    Jaxpr program = of(new Callback.Io(code, List.of(F32), true), List.of(), F32);
    Dispatch.run(Dispatch.compile(program, List.of()), List.of());
    assertThat(ran.get()).isSameAs(Thread.currentThread());
  }

  @Test
  void aDonatedArrayCannotBeUsedAgain() {
    CompiledProgram negate =
        Dispatch.compile(of(Unary.NEG, List.of(VECTOR), VECTOR), List.of(true));
    ConcreteArray x = vector(1, 2, 3);
    ConcreteArray y = Dispatch.run(negate, List.of(x)).getFirst();
    assertThat(HostArrays.toFloats(y)).containsExactly(-1, -2, -3);
    assertThat(x.isDeleted()).isTrue();
    assertThatThrownBy(() -> Ops.add(x, y))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "an array of type float32[3] was donated to a compiled function, which may have"
                + " overwritten it.\nUse what the function returned instead, or do not donate this"
                + " argument.");
  }

  @Test
  void donationGivesTheMemoryBackAtOnce() {
    Aval big = Aval.of(DType.FLOAT32, 1 << 20);
    CompiledProgram negate = Dispatch.compile(of(Unary.NEG, List.of(big), big), List.of(true));
    ConcreteArray x = ((ConcreteArray) Ops.ones(big)).blockUntilReady();
    HostMemory.collect();
    long before = HostMemory.liveBytes();
    ConcreteArray y = Dispatch.run(negate, List.of(x)).getFirst().blockUntilReady();
    assertThat(HostMemory.liveBytes()).isEqualTo(before);
    assertThat(HostData.read(y, 5)).isEqualTo(-1.0);
  }

  @Test
  void anArrayCannotBeDonatedAndPassedAgain() {
    CompiledProgram add =
        Dispatch.compile(of(Binary.ADD, List.of(VECTOR, VECTOR), VECTOR), List.of(true, false));
    ConcreteArray x = vector(1, 2, 3);
    assertThatThrownBy(() -> Dispatch.run(add, List.of(x, x)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "jit: an array of type float32[3] is donated as argument 0, but it is argument 1, too"
                + "\nPass a copy: x.copy().");
    assertThat(x.isDeleted()).isFalse();
  }

  @Test
  void jitDonatesWhenItIsEvaluated() {
    Jaxpr body = of(Unary.NEG, List.of(VECTOR), VECTOR);
    ConcreteArray x = vector(1, 2, 3);
    Array y = Trace.bind(new Call.Jit("f", body, List.of(true), false), x);
    assertThat(HostArrays.toFloats((ConcreteArray) y)).containsExactly(-1, -2, -3);
    assertThat(x.isDeleted()).isTrue();
  }

  @Test
  void aDeletedArraySaysSo() {
    ConcreteArray x = vector(1);
    x.delete();
    assertThat(x.isDeleted()).isTrue();
    assertThatThrownBy(x::buffer)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "an array of type float32[1] was deleted, so it cannot be used any more.\nThere is no"
                + " need to delete arrays: their memory comes back when nobody refers to them.");
  }

  @Test
  void aProgramIsCompiledOnceForItsTypes() {
    Jaxpr body = of(Unary.NEG, List.of(VECTOR), VECTOR);
    Call.Jit jit = new Call.Jit("f", body);
    Trace.bind(jit, vector(1, 2, 3));
    long[] asked = {0};
    Trace.bind(jit, vector(4, 5, 6));
    body.derived("probe", () -> asked[0]++);
    body.derived("probe", () -> asked[0]++);
    assertThat(asked[0]).isEqualTo(1);
  }

  @Test
  void arraysGoToDevicesThatExist() {
    ConcreteArray x = vector(1, 2);
    Device cpu = Transfer.devices().getFirst();
    assertThat(cpu).hasToString("cpu:0");
    assertThat(Transfer.devicePut(x, cpu)).isSameAs(x);
    assertThat(Transfer.deviceGet(x)).isSameAs(x);
    assertThatThrownBy(() -> Transfer.devicePut(x, new Device("tpu", 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("devicePut: there is no device tpu:3; there are [cpu:0");
  }
}

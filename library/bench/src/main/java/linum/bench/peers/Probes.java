package linum.bench.peers;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrModule;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;
import linum.llvm.natives.Jit;
import linum.llvm.natives.LoadedCode;

/// Functions in machine code that do nothing but what the machine does fastest: fused multiply-adds
/// in registers, and vectors through memory.
///
/// All of them are `void f(ptr to, ptr from, i64 n)`.
@SuppressWarnings("restricted") // calls what it compiled
final class Probes {
  private static final int READS = 8;

  private final IrModule module;
  private final IrType vector;
  private final int chains;
  private final LoadedCode code;
  private final MethodHandle multiply;
  private final MethodHandle read;
  private final MethodHandle fill;
  private final MethodHandle copy;
  private final MethodHandle update;

  Probes() {
    int vectorBytes = Jit.get().target().vectorBytes();
    module = new IrModule(vectorBytes);
    vector = IrType.F32.of(module.lanes(IrType.F32));
    chains = chains(vectorBytes);
    emitMultiply();
    emitRead();
    emitFill();
    emitCopy();
    emitUpdate();
    code = Jit.get().load(Jit.get().compile(module.text("attributes #0 = { nounwind }\n")));
    multiply = function("multiply");
    read = function("read");
    fill = function("fill");
    copy = function("copy");
    update = function("update");
  }

  /// Enough chains of multiply-adds that none waits for its own last step, which takes four cycles
  /// or five, while two to four begin in each; but no more than there are registers, of which x86
  /// has 16 before AVX-512.
  private static int chains(int vectorBytes) {
    boolean few = System.getProperty("os.arch").equals("amd64") && vectorBytes < 64;
    return few ? 12 : 20;
  }

  private MethodHandle function(String name) {
    return Linker.nativeLinker()
        .downcallHandle(code.address(name), FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, JAVA_LONG));
  }

  private Code begin(String name) {
    return module.function(name, true, null, IrType.PTR, IrType.PTR, IrType.I64);
  }

  private void emitMultiply() {
    Code c = begin("multiply");
    Val factor = c.load(vector, c.parameter(1));
    emitChains(c, chains, 1, (_, k, sum) -> c.fma(sum, factor, factor));
  }

  private void emitRead() {
    Code c = begin("read");
    emitChains(
        c,
        READS,
        READS * lanes(),
        (i, k, sum) -> c.add(sum, load(c, c.add(i, Val.i64(k * lanes())))));
  }

  private void emitFill() {
    Code c = begin("fill");
    Val ones = Val.constant(vector, 1.0);
    emitStreams(c, i -> ones);
  }

  private void emitCopy() {
    Code c = begin("copy");
    emitStreams(c, i -> load(c, i));
  }

  /// Stores around the caches.
  private void emitStreams(Code c, UnaryOperator<Val> value) {
    c.loop(
        Val.i64(0),
        c.parameter(2),
        lanes(),
        i -> c.storeStreaming(value.apply(i), c.at(c.parameter(0), i, 4)));
    c.fence();
    c.finish();
  }

  private void emitUpdate() {
    Code c = begin("update");
    c.loop(
        Val.i64(0),
        c.parameter(2),
        lanes(),
        i -> {
          Val place = c.at(c.parameter(0), i, 4);
          c.store(c.add(c.load(vector, place), Val.constant(vector, 1.0)), place);
        });
    c.finish();
  }

  private Val load(Code c, Val i) {
    return c.load(vector, c.at(c.parameter(1), i, 4));
  }

  private long lanes() {
    return vector.lanes();
  }

  /// A step of the chain `k`.
  private interface Step {
    Val next(Val i, int k, Val sum);
  }

  /// Independent chains of one operation, whose ends are added up and stored.
  private void emitChains(Code c, int count, long stride, Step step) {
    Val zero = Val.constant(vector, 0.0);
    List<Val> ends =
        c.loop(
            Val.i64(0),
            c.parameter(2),
            stride,
            Collections.nCopies(count, zero),
            (i, sums) -> {
              List<Val> next = new ArrayList<>();
              for (int k = 0; k < count; k++) {
                next.add(step.next(i, k, sums.get(k)));
              }
              return next;
            });
    Val total = ends.getFirst();
    for (Val end : ends.subList(1, count)) {
      total = c.add(total, end);
    }
    c.store(total, c.parameter(0));
    c.finish();
  }

  /// Does floating point operations.
  ///
  /// @param memory of a vector at least
  /// @return how many
  double multiply(MemorySegment memory, long rounds) {
    call(multiply, memory, memory, rounds);
    return 2.0 * chains * lanes() * rounds;
  }

  /// Moves so many bytes, a multiple of four kilobytes, through memory in one way.
  ///
  /// @param to has as many bytes, as has `from`
  /// @return how many are read and written
  double move(Way way, MemorySegment to, MemorySegment from, long bytes) {
    switch (way) {
      case READ -> call(read, to, from, bytes / 4);
      case FILL -> call(fill, to, from, bytes / 4);
      case COPY -> call(copy, to, from, bytes / 8);
      case UPDATE -> call(update, to, from, bytes / 8);
    }
    return bytes;
  }

  /// How bytes go through memory: read only, written only, or half of them each, from one place to
  /// another and in place.
  enum Way {
    READ,
    FILL,
    COPY,
    UPDATE
  }

  private static void call(MethodHandle f, MemorySegment to, MemorySegment from, long n) {
    try {
      f.invokeExact(to, from, n);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}

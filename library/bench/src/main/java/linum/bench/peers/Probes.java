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
  /// Enough chains that none waits for its own last step: a step takes four cycles or five, and
  /// processors begin two in each.
  private static final int CHAINS = 16;

  private final IrModule module;
  private final IrType vector;
  private final LoadedCode code;
  private final MethodHandle multiply;
  private final MethodHandle read;
  private final MethodHandle copy;

  Probes() {
    int vectorBytes = Jit.get().target().vectorBytes();
    module = new IrModule(vectorBytes);
    vector = IrType.F32.of(module.lanes(IrType.F32));
    emitMultiply();
    emitRead();
    emitCopy();
    code = Jit.get().load(Jit.get().compile(module.text("attributes #0 = { nounwind }\n")));
    multiply = function("multiply");
    read = function("read");
    copy = function("copy");
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
    emitChains(c, c.parameter(2), 1, (_, k, sum) -> c.fma(sum, factor, factor));
  }

  private void emitRead() {
    Code c = begin("read");
    emitChains(
        c,
        c.parameter(2),
        (long) CHAINS * lanes(),
        (i, k, sum) ->
            c.add(sum, c.load(vector, c.at(c.parameter(1), c.add(i, Val.i64(k * lanes())), 4))));
  }

  private void emitCopy() {
    Code c = begin("copy");
    c.loop(
        Val.i64(0),
        c.parameter(2),
        lanes(),
        i ->
            c.storeStreaming(
                c.load(vector, c.at(c.parameter(1), i, 4)), c.at(c.parameter(0), i, 4)));
    c.fence();
    c.finish();
  }

  private long lanes() {
    return vector.lanes();
  }

  /// A step of the chain `k`.
  private interface Step {
    Val next(Val i, int k, Val sum);
  }

  /// Independent chains of one operation, whose ends are added up and stored.
  private void emitChains(Code c, Val n, long stride, Step step) {
    Val zero = Val.constant(vector, 0.0);
    List<Val> ends =
        c.loop(
            Val.i64(0),
            n,
            stride,
            Collections.nCopies(CHAINS, zero),
            (i, sums) -> {
              List<Val> next = new ArrayList<>();
              for (int k = 0; k < CHAINS; k++) {
                next.add(step.next(i, k, sums.get(k)));
              }
              return next;
            });
    Val total = ends.getFirst();
    for (Val end : ends.subList(1, CHAINS)) {
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
    return 2.0 * CHAINS * lanes() * rounds;
  }

  /// Reads memory.
  ///
  /// @param from as large as a multiple of a kilobyte
  /// @return how many bytes
  double read(MemorySegment to, MemorySegment from) {
    call(read, to, from, from.byteSize() / 4);
    return from.byteSize();
  }

  /// Copies memory, around the caches.
  ///
  /// @param from as large as a multiple of a kilobyte, as is `to`
  /// @return how many bytes are read and written
  double copy(MemorySegment to, MemorySegment from) {
    call(copy, to, from, from.byteSize() / 4);
    return 2.0 * from.byteSize();
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

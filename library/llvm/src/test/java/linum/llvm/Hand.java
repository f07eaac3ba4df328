package linum.llvm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.List;
import java.util.stream.IntStream;
import linum.core.Buffer;
import linum.core.HostMemory;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Jaxpr;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;
import linum.llvm.natives.Jit;
import linum.llvm.plan.Kernel;
import linum.llvm.plan.MainWriter;
import linum.llvm.plan.Memory;
import linum.llvm.plan.Program;
import linum.llvm.plan.Region;
import linum.llvm.plan.Value;

/// Programs made of steps by hand.
final class Hand {
  /// How many elements arrays have here.
  static final int N = 40;

  static final Aval VECTOR = Aval.of(DType.INT32, N);

  private Hand() {}

  static Value vector() {
    return new Value(VECTOR);
  }

  /// `to = factor * a + b + 1`, in place of `a` if nobody needs it any more.
  static Kernel combine(int factor, Value a, Value b, Value to) {
    return new Kernel(
        "combine",
        List.of(a, b),
        List.of(to),
        List.of(),
        N,
        1,
        List.of(0),
        (code, memory, begin, end) ->
            code.loop(
                begin,
                end,
                1,
                i -> {
                  Val x = code.load(IrType.I32, code.at(memory.reads().get(0), i, 4));
                  Val y = code.load(IrType.I32, code.at(memory.reads().get(1), i, 4));
                  Val product = code.mul(x, Val.i32(factor));
                  Val sum = code.add(code.add(product, y), Val.i32(1));
                  code.store(sum, code.at(memory.writes().getFirst(), i, 4));
                }));
  }

  /// `to[i] = a[N-1-i] + b[i]`, which needs memory of its own.
  static Kernel reverse(Value a, Value b, Value to) {
    return new Kernel(
        "reverse",
        List.of(a, b),
        List.of(to),
        List.of(),
        N,
        1,
        (code, memory, begin, end) ->
            code.loop(
                begin,
                end,
                1,
                i -> {
                  Val mirrored = code.sub(Val.i64(N - 1), i);
                  Val x = code.load(IrType.I32, code.at(memory.reads().get(0), mirrored, 4));
                  Val y = code.load(IrType.I32, code.at(memory.reads().get(1), i, 4));
                  code.store(code.add(x, y), code.at(memory.writes().getFirst(), i, 4));
                }));
  }

  static Memory memory(Region region, boolean... donated) {
    return Memory.of(region, flags(donated));
  }

  static LlvmExecutable compile(Region region, boolean... donated) {
    Memory memory = memory(region, donated);
    Program program = MainWriter.write(region, memory, 32, true);
    String text = program.module().text("attributes #0 = { nounwind }\n");
    Jit jit = Jit.get();
    Jaxpr none = new Jaxpr(List.of(), List.of(), List.of());
    return new LlvmExecutable(none, Plan.of(program), flags(donated), jit.load(jit.compile(text)));
  }

  private static List<Boolean> flags(boolean... donated) {
    return IntStream.range(0, donated.length).mapToObj(i -> donated[i]).toList();
  }

  static Buffer buffer(int... elements) {
    Buffer buffer = HostMemory.allocate(4L * elements.length, LlvmBackend.CPU);
    buffer.segment().copyFrom(MemorySegment.ofArray(elements));
    return buffer;
  }

  static int[] elements(Buffer buffer) {
    try {
      return buffer.segment().toArray(ValueLayout.JAVA_INT);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }
}

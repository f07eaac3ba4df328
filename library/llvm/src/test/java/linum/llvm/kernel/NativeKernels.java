package linum.llvm.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrModule;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;
import linum.llvm.natives.Jit;
import linum.llvm.natives.LoadedCode;
import linum.llvm.plan.Kernel;
import linum.llvm.plan.Value;

/// Kernels compiled and in memory, each with the arrays that it works on.
@SuppressWarnings("restricted") // calls what it compiled
final class NativeKernels {
  private static final FunctionDescriptor KERNEL =
      FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG, JAVA_LONG);

  private final List<Kernel> kernels;
  private final LoadedCode loaded;
  private final List<MethodHandle> functions = new ArrayList<>();
  private final List<MemorySegment> closures = new ArrayList<>();
  private final Map<Value, MemorySegment> memory = new HashMap<>();
  private final Arena arena = Arena.ofAuto();

  NativeKernels(List<Kernel> kernels, int vectorBytes) {
    this.kernels = List.copyOf(kernels);
    IrModule module = new IrModule(vectorBytes);
    for (int i = 0; i < kernels.size(); i++) {
      emit(module, "k" + i, kernels.get(i));
    }
    Jit jit = Jit.get();
    this.loaded = jit.load(jit.compile(module.text("")));
    for (int i = 0; i < kernels.size(); i++) {
      functions.add(Linker.nativeLinker().downcallHandle(loaded.address("k" + i), KERNEL));
      List<Value> operands = kernels.get(i).operands();
      MemorySegment closure = arena.allocate(8L * Math.max(1, operands.size()), 64);
      for (int j = 0; j < operands.size(); j++) {
        closure.setAtIndex(ADDRESS, j, memory(operands.get(j)));
      }
      closures.add(closure);
    }
  }

  private static void emit(IrModule module, String name, Kernel kernel) {
    Code code = module.function(name, true, null, IrType.PTR, IrType.I64, IrType.I64);
    List<Val> addresses = new ArrayList<>();
    for (int i = 0; i < kernel.operands().size(); i++) {
      addresses.add(code.load(IrType.PTR, code.at(code.parameter(0), Val.i64(i), 8)));
    }
    int reads = kernel.reads().size();
    int writes = reads + kernel.writes().size();
    kernel
        .body()
        .emit(
            code,
            new Kernel.Memory(
                addresses.subList(0, reads),
                addresses.subList(reads, writes),
                addresses.subList(writes, addresses.size())),
            code.parameter(1),
            code.parameter(2));
    code.finish();
  }

  /// The memory of an array, which has some bytes of a known content on both sides.
  MemorySegment memory(Value value) {
    return memory
        .computeIfAbsent(value.root(), v -> arena.allocate(Math.max(64, v.aval().byteSize()), 64))
        .asSlice(value.byteOffset(), value.aval().byteSize());
  }

  /// Runs all kernels, each cut into pieces of so many parts.
  void run(long grain) throws Throwable {
    for (int i = 0; i < kernels.size(); i++) {
      long extent = kernels.get(i).extent();
      for (long from = 0; from < extent; from += grain) {
        run(i, from, Math.min(extent, from + grain));
      }
    }
  }

  void run(int kernel, long from, long to) throws Throwable {
    functions.get(kernel).invokeExact(closures.get(kernel), from, to);
  }

  List<Kernel> kernels() {
    return kernels;
  }
}

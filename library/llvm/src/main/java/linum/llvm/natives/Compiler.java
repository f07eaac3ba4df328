package linum.llvm.natives;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/// Compiles IR to object files. Safe to use from several threads.
final class Compiler {
  /// What is done to the IR before code is generated. Kernels are vectorized where they are
  /// emitted, so what is left is to clean up.
  static final String PASSES = "function(sroa,early-cse<memssa>,instcombine,simplifycfg)";

  // Constants of llvm-c/Analysis.h and llvm-c/TargetMachine.h.
  private static final int RETURN_STATUS = 2;
  private static final int OBJECT_FILE = 1;

  private final Llvm llvm;
  private final Deque<Long> machines = new ConcurrentLinkedDeque<>();

  Compiler(Llvm llvm) {
    this.llvm = llvm;
  }

  /// The object file of a module.
  ///
  /// @throws IllegalStateException with LLVM's text if the module is not well-formed
  byte[] compile(String ir) {
    Long idle = machines.pollFirst();
    long machine = idle == null ? llvm.newMachine() : idle;
    long context = llvm.call("LLVMContextCreate");
    try (Arena arena = Arena.ofConfined()) {
      long module = parse(context, ir, arena);
      try {
        verify(module, arena);
        setTarget(module, machine, arena);
        optimize(module, machine, arena);
        return emit(module, machine, arena);
      } finally {
        llvm.call("LLVMDisposeModule", module);
      }
    } finally {
      llvm.call("LLVMContextDispose", context);
      machines.addFirst(machine);
    }
  }

  private long parse(long context, String ir, Arena arena) {
    byte[] bytes = ir.getBytes(StandardCharsets.UTF_8);
    long buffer =
        llvm.call(
            "LLVMCreateMemoryBufferWithMemoryRange",
            Library.text(arena, ir),
            bytes.length,
            Library.text(arena, "program"),
            1);
    MemorySegment module = arena.allocate(ADDRESS);
    MemorySegment error = arena.allocate(ADDRESS);
    int failed =
        (int) llvm.call("LLVMParseIRInContext", context, buffer, module.address(), error.address());
    if (failed != 0) {
      throw new IllegalStateException("LLVM cannot read the IR: " + text(error));
    }
    return module.get(ADDRESS, 0).address();
  }

  private void verify(long module, Arena arena) {
    MemorySegment error = arena.allocate(ADDRESS);
    int failed = (int) llvm.call("LLVMVerifyModule", module, RETURN_STATUS, error.address());
    String text = text(error);
    if (failed != 0) {
      throw new IllegalStateException("LLVM finds the IR ill-formed: " + text);
    }
  }

  private void setTarget(long module, long machine, Arena arena) {
    long layout = llvm.call("LLVMCreateTargetDataLayout", machine);
    llvm.call("LLVMSetModuleDataLayout", module, layout);
    llvm.call("LLVMDisposeTargetData", layout);
    llvm.call("LLVMSetTarget", module, Library.text(arena, llvm.host().triple()));
  }

  private void optimize(long module, long machine, Arena arena) {
    long options = llvm.call("LLVMCreatePassBuilderOptions");
    try {
      llvm.check(
          "optimize the IR",
          "LLVMRunPasses",
          module,
          Library.text(arena, PASSES),
          machine,
          options);
    } finally {
      llvm.call("LLVMDisposePassBuilderOptions", options);
    }
  }

  @SuppressWarnings("restricted") // the buffer says how long it is
  private byte[] emit(long module, long machine, Arena arena) {
    MemorySegment error = arena.allocate(ADDRESS);
    MemorySegment result = arena.allocate(ADDRESS);
    int failed =
        (int)
            llvm.call(
                "LLVMTargetMachineEmitToMemoryBuffer",
                machine,
                module,
                OBJECT_FILE,
                error.address(),
                result.address());
    if (failed != 0) {
      throw new IllegalStateException("LLVM cannot generate code: " + text(error));
    }
    long buffer = result.get(ADDRESS, 0).address();
    try {
      long size = llvm.call("LLVMGetBufferSize", buffer);
      return MemorySegment.ofAddress(llvm.call("LLVMGetBufferStart", buffer))
          .reinterpret(size)
          .toArray(JAVA_BYTE);
    } finally {
      llvm.call("LLVMDisposeMemoryBuffer", buffer);
    }
  }

  /// The text that a function left, freed.
  private String text(MemorySegment pointer) {
    long address = pointer.get(ADDRESS, 0).address();
    return address == 0 ? "" : llvm.message(address).strip();
  }
}

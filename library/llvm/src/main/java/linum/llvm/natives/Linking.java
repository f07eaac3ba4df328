package linum.llvm.natives;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;

/// Puts object files into memory, each with a linker of its own: so names do not clash, and all
/// that belongs to one is disposed of together.
final class Linking {
  /// A symbol's name, its address, and two bytes of flags.
  private static final long SYMBOL_SIZE = 24;

  // Constants of llvm-c/Orc.h.
  private static final byte EXPORTED = 1;
  private static final byte CALLABLE = 4;

  private final Llvm llvm;

  Linking(Llvm llvm) {
    this.llvm = llvm;
  }

  /// @param symbols functions that the objects call, by name
  /// @param needed the code that has some of them
  LoadedCode load(
      List<byte[]> objects, Map<String, MemorySegment> symbols, List<LoadedCode> needed) {
    try (Arena arena = Arena.ofConfined()) {
      long linker = newLinker(arena);
      LoadedCode code = new LoadedCode(llvm, linker, needed);
      long dylib = llvm.call("LLVMOrcLLJITGetMainJITDylib", linker);
      define(linker, dylib, symbols, arena);
      addProcess(linker, dylib, arena);
      for (byte[] object : objects) {
        add(linker, dylib, object, arena);
      }
      return code;
    }
  }

  private long newLinker(Arena arena) {
    long builder = llvm.call("LLVMOrcCreateLLJITBuilder");
    long machine =
        llvm.call("LLVMOrcJITTargetMachineBuilderCreateFromTargetMachine", llvm.newMachine());
    llvm.call("LLVMOrcLLJITBuilderSetJITTargetMachineBuilder", builder, machine);
    MemorySegment result = arena.allocate(ADDRESS);
    llvm.check("make a linker", "LLVMOrcCreateLLJIT", result.address(), builder);
    return result.get(ADDRESS, 0).address();
  }

  private void define(long linker, long dylib, Map<String, MemorySegment> symbols, Arena arena) {
    if (symbols.isEmpty()) {
      return;
    }
    MemorySegment pairs = arena.allocate(SYMBOL_SIZE * symbols.size(), 8);
    long at = 0;
    for (Map.Entry<String, MemorySegment> symbol : symbols.entrySet()) {
      long name =
          llvm.call("LLVMOrcLLJITMangleAndIntern", linker, Library.text(arena, symbol.getKey()));
      pairs.set(JAVA_LONG, at, name);
      pairs.set(JAVA_LONG, at + 8, symbol.getValue().address());
      pairs.set(JAVA_BYTE, at + 16, (byte) (EXPORTED | CALLABLE));
      at += SYMBOL_SIZE;
    }
    long unit = llvm.call("LLVMOrcAbsoluteSymbols", pairs.address(), symbols.size());
    llvm.check("define functions", "LLVMOrcJITDylibDefine", dylib, unit);
  }

  private void addProcess(long linker, long dylib, Arena arena) {
    MemorySegment generator = arena.allocate(ADDRESS);
    llvm.check(
        "see the functions of the process",
        "LLVMOrcCreateDynamicLibrarySearchGeneratorForProcess",
        generator.address(),
        llvm.call("LLVMOrcLLJITGetGlobalPrefix", linker) & 0xFF,
        0,
        0);
    llvm.call("LLVMOrcJITDylibAddGenerator", dylib, generator.get(ADDRESS, 0).address());
  }

  private void add(long linker, long dylib, byte[] object, Arena arena) {
    long buffer =
        llvm.call(
            "LLVMCreateMemoryBufferWithMemoryRangeCopy",
            arena.allocateFrom(JAVA_BYTE, object).address(),
            object.length,
            Library.text(arena, "program"));
    llvm.check("load the object", "LLVMOrcLLJITAddObjectFile", linker, dylib, buffer);
  }
}

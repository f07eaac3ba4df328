package linum.llvm;

import java.util.List;
import linum.ir.Jaxpr;
import linum.ir.pass.Algebra;
import linum.ir.pass.CommonSubexpressions;
import linum.ir.pass.DeadCode;
import linum.ir.pass.FoldConstants;
import linum.ir.pass.FoldTransposes;
import linum.ir.pass.Inline;
import linum.llvm.emit.IrModule;
import linum.llvm.kernel.Families;
import linum.llvm.natives.Jit;
import linum.llvm.natives.LoadedCode;
import linum.llvm.natives.Threads;
import linum.llvm.nest.FusedLowering;
import linum.llvm.plan.MainWriter;
import linum.llvm.plan.Memory;
import linum.llvm.plan.Program;
import linum.llvm.plan.Region;

/// A program on its way to machine code, with what was made of it on the way.
///
/// @param before the program as it was given
/// @param after the program that was compiled
/// @param donated which arguments may be overwritten; empty if none
record Compilation(Jaxpr before, Jaxpr after, List<Boolean> donated, Program program) {
  /// Fills memory that is free with `nan`: a test then finds whoever reads it.
  private static final String POISON = "linum.llvm.poison";

  /// How long a part of a module is at least, in characters: a few milliseconds to compile.
  private static final int PART = 1 << 14;

  private static final String HEADER = "attributes #0 = { nounwind }\n";

  static Compilation of(Jaxpr jaxpr, List<Boolean> donated) {
    Jaxpr simple = passes(jaxpr);
    int vectorBytes = Jit.get().target().vectorBytes();
    Region region = FusedLowering.with(Families::lower, vectorBytes).lower(simple);
    Memory memory = Memory.of(region, donated);
    Program program = MainWriter.write(region, memory, vectorBytes, Boolean.getBoolean(POISON));
    return new Compilation(jaxpr, simple, donated, program);
  }

  private static Jaxpr passes(Jaxpr jaxpr) {
    Jaxpr inlined = Inline.everything(jaxpr);
    Jaxpr simple = Algebra.apply(FoldConstants.apply(inlined));
    return DeadCode.apply(FoldTransposes.apply(CommonSubexpressions.apply(simple)));
  }

  /// The module in LLVM's representation.
  String text() {
    return program.module().text(HEADER);
  }

  LlvmExecutable executable() {
    Jit jit = Jit.get();
    IrModule module = program.module();
    LoadedCode code =
        jit.load(module.parts(HEADER, PART, Threads.get()), module.shared(HEADER));
    return new LlvmExecutable(before, program, donated, code);
  }
}

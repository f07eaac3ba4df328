package linum.llvm;

import java.util.List;
import linum.ir.Jaxpr;
import linum.ir.pass.Algebra;
import linum.ir.pass.CommonSubexpressions;
import linum.ir.pass.DeadCode;
import linum.ir.pass.FoldConstants;
import linum.ir.pass.FoldTransposes;
import linum.ir.pass.Inline;
import linum.ir.pass.ScanSums;
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
  private static final boolean POISONED = Boolean.getBoolean("linum.llvm.poison");

  /// How long a part of a module is at least, in characters: a few milliseconds to compile.
  private static final int PART = 1 << 14;

  private static final String HEADER = "attributes #0 = { nounwind }\n";

  /// What runs a program: its code from the cache on disk, or compiled and kept there.
  static LlvmExecutable executable(Jaxpr jaxpr, List<Boolean> donated) {
    Jit jit = Jit.get();
    Jaxpr inlined = Inline.everything(jaxpr);
    String key = POISONED ? null : ProgramKey.of(inlined, donated);
    Jit.Known known = key == null ? null : jit.find(key);
    if (known != null) {
      Plan plan = Plan.read(known.note(), jaxpr.outputAvals());
      if (plan != null) {
        return new LlvmExecutable(jaxpr, plan, donated, known.code());
      }
    }
    Compilation made = of(jaxpr, inlined, donated);
    Plan plan = Plan.of(made.program);
    IrModule module = made.program.module();
    List<String> parts = module.parts(HEADER, PART, Threads.get());
    LoadedCode code = jit.load(parts, module.shared(HEADER));
    if (key != null && plan.isText()) {
      jit.keep(key, plan.text(), parts, module.shared(HEADER).keySet());
    }
    return new LlvmExecutable(jaxpr, plan, donated, code);
  }

  static Compilation of(Jaxpr jaxpr, List<Boolean> donated) {
    return of(jaxpr, Inline.everything(jaxpr), donated);
  }

  private static Compilation of(Jaxpr jaxpr, Jaxpr inlined, List<Boolean> donated) {
    Jaxpr simple = passes(inlined);
    int vectorBytes = Jit.get().target().vectorBytes();
    Region region = FusedLowering.with(Families::lower, vectorBytes).lower(simple);
    Memory memory = Memory.of(region, donated);
    Program program = MainWriter.write(region, memory, vectorBytes, POISONED);
    return new Compilation(jaxpr, simple, donated, program);
  }

  private static Jaxpr passes(Jaxpr inlined) {
    Jaxpr simple = Algebra.apply(FoldConstants.apply(inlined));
    Jaxpr folded = FoldTransposes.apply(CommonSubexpressions.apply(simple));
    return ScanSums.apply(DeadCode.apply(folded));
  }

  /// The module in LLVM's representation.
  String text() {
    return program.module().text(HEADER);
  }
}

package linum.llvm.kernel;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import linum.core.Backend;
import linum.core.Backends;
import linum.core.Buffer;
import linum.core.Executable;
import linum.ir.Atom;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.llvm.plan.HostCall;
import linum.llvm.plan.Lowering;

/// Equations that are run in Java, by the reference backend: calls of the user's code, and what can
/// only fail.
final class HostFamily {
  private HostFamily() {}

  static void lower(Eqn e, Lowering to) {
    List<Atom.Var> in = e.inputs().stream().map(a -> new Atom.Var(a.aval())).toList();
    List<Atom.Var> out = e.outputs().stream().map(v -> new Atom.Var(v.aval())).toList();
    Jaxpr alone =
        new Jaxpr(in, List.of(new Eqn(e.primitive(), List.copyOf(in), out, e.source())), out);
    Executable executable = reference().compile(alone, List.of());
    to.add(
        new HostCall(
            e.primitive().label(),
            e.inputs().stream().map(to::read).toList(),
            e.outputs().stream().map(to::result).toList(),
            (reads, writes) -> run(executable, reads, writes)));
  }

  private static Backend reference() {
    return Backends.all().stream()
        .filter(b -> b.name().equals("reference"))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("the reference backend is not on the class path"));
  }

  private static void run(
      Executable executable, List<MemorySegment> reads, List<MemorySegment> writes) {
    List<Buffer> in = new ArrayList<>();
    reads.forEach(s -> in.add(new LentBuffer(s)));
    List<Buffer> out = executable.run(in);
    for (int i = 0; i < writes.size(); i++) {
      writes.get(i).copyFrom(out.get(i).segment());
      out.get(i).delete();
    }
  }
}

package linum.llvm;

import java.util.ArrayList;
import java.util.List;
import linum.core.MemoryAnalysis;
import linum.core.Report;
import linum.ir.Aval;
import linum.llvm.plan.Choose;
import linum.llvm.plan.HostCall;
import linum.llvm.plan.Kernel;
import linum.llvm.plan.Memory;
import linum.llvm.plan.Region;
import linum.llvm.plan.Repeat;
import linum.llvm.plan.Step;
import linum.llvm.plan.Value;

/// Says what became of a program.
final class Reports {
  private Reports() {}

  static Report of(Compilation c) {
    Region region = c.program().region();
    List<Report.Kernel> kernels = new ArrayList<>();
    addAll(region, 0, kernels);
    return new Report(c.after(), kernels, c.text(), memory(region, c.program().memory()));
  }

  private static MemoryAnalysis memory(Region region, Memory memory) {
    long aliased = 0;
    for (int j = 0; j < region.outputs().size(); j++) {
      if (memory.aliases().get(j) >= 0) {
        aliased += region.outputs().get(j).aval().byteSize();
      }
    }
    return new MemoryAnalysis(
        bytes(region.inputs()), bytes(region.outputs()), aliased, memory.temporaryBytes());
  }

  private static long bytes(List<Value> values) {
    return values.stream().mapToLong(v -> v.aval().byteSize()).sum();
  }

  private static void addAll(Region region, int depth, List<Report.Kernel> to) {
    region.steps().forEach(s -> add(s, depth, to));
  }

  private static void add(Step s, int depth, List<Report.Kernel> to) {
    switch (s) {
      case Kernel k -> to.add(kernel(k.label(), k.reads(), k, k.extent(), depth));
      case HostCall h -> to.add(kernel("java " + h.label(), h.reads(), h, 1, depth));
      case Repeat r -> {
        List<Value> initial = r.carries().stream().map(Repeat.Carry::initial).toList();
        to.add(kernel(r.label(), initial, r, r.trips(), depth));
        Region condition = r.condition();
        if (condition != null) {
          addAll(condition, depth + 1, to);
        }
        addAll(r.body(), depth + 1, to);
      }
      case Choose c -> {
        to.add(kernel(c.label(), List.of(c.index()), c, 1, depth));
        c.branches().forEach(b -> addAll(b, depth + 1, to));
      }
    }
  }

  private static Report.Kernel kernel(
      String label, List<Value> reads, Step s, long extent, int depth) {
    return new Report.Kernel(label, avals(reads), avals(s.writes()), extent, depth);
  }

  private static List<Aval> avals(List<Value> values) {
    return values.stream().map(Value::aval).toList();
  }
}

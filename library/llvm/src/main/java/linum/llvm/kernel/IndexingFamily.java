package linum.llvm.kernel;

import linum.ir.Eqn;
import linum.ir.Indexing;
import linum.llvm.plan.Lowering;

/// Reading and writing at computed places. Dynamic slices were fused before they come here.
final class IndexingFamily {
  private IndexingFamily() {}

  static void lower(Indexing p, Eqn e, Lowering to) {
    if (e.inputs().getFirst().aval().dtype().isComplex()) {
      HostFamily.lower(e, to);
      return;
    }
    switch (p) {
      case Indexing.DynamicSlice _ -> HostFamily.lower(e, to);
      case Indexing.DynamicUpdateSlice u -> UpdatedSlices.lower(u, e, to);
      case Indexing.Gather g -> Gathers.lower(g, e, to);
      case Indexing.Scatter s -> Scatters.lower(s, e, to);
    }
  }
}

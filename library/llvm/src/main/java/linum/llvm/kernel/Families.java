package linum.llvm.kernel;

import linum.ir.Call;
import linum.ir.Callback;
import linum.ir.Collective;
import linum.ir.Contraction;
import linum.ir.Control;
import linum.ir.Creation;
import linum.ir.Elementwise;
import linum.ir.Eqn;
import linum.ir.Indexing;
import linum.ir.Marker;
import linum.ir.Movement;
import linum.ir.Ordering;
import linum.ir.RandomPrimitive;
import linum.ir.Reduction;
import linum.ir.Windowed;
import linum.llvm.plan.Lowering;

/// Which family makes the steps of an equation.
public final class Families {
  private Families() {}

  /// Adds the steps of an equation, and says where its results are.
  public static void lower(Eqn e, Lowering to) {
    switch (e.primitive()) {
      case Elementwise _ -> HostFamily.lower(e, to);
      case Movement _ -> HostFamily.lower(e, to);
      case Reduction p -> ReductionFamily.lower(p, e, to);
      case Creation.CreateToken _ -> to.result(e.outputs().getFirst());
      case Creation _ -> HostFamily.lower(e, to);
      case Contraction p -> ContractionFamily.lower(p, e, to);
      case Indexing p -> IndexingFamily.lower(p, e, to);
      case Windowed p -> WindowFamily.lower(p, e, to);
      case Ordering p -> OrderingFamily.lower(p, e, to);
      case RandomPrimitive p -> RandomFamily.lower(p, e, to);
      case Control p -> ControlFamily.lower(p, e, to);
      case Call p -> CallFamily.lower(p, e, to);
      case Callback _, Collective _ -> HostFamily.lower(e, to);
      case Marker.Name _, Marker.OptimizationBarrier _ -> CallFamily.pass(e, to);
      case Marker.Tie _ -> to.define(e.outputs().getFirst(), to.read(e.inputs().get(1)));
      // What it takes is computed.
      case Marker.DceSink _ -> to.read(e.inputs().getFirst());
      // A token has no content; the steps are in order without it.
      case Marker.AfterAll _ -> to.result(e.outputs().getFirst());
    }
  }
}

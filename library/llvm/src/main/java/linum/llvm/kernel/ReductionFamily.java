package linum.llvm.kernel;

import linum.ir.Eqn;
import linum.ir.Reduction;
import linum.llvm.plan.Lowering;

/// Elements combined along axes. Plain reductions were fused before they come here, unless they are
/// of a kind that is not.
final class ReductionFamily {
  private ReductionFamily() {}

  static void lower(Reduction p, Eqn e, Lowering to) {
    if (e.inputs().getFirst().aval().dtype().isComplex()) {
      HostFamily.lower(e, to);
      return;
    }
    switch (p) {
      case Reduction.ArgReduce a -> ArgReductions.lower(a, e, to);
      case Reduction.Cumulative c -> Cumulations.lower(c, e, to);
      case Reduction.Reduce _, Reduction.GeneralReduce _ -> HostFamily.lower(e, to);
    }
  }
}

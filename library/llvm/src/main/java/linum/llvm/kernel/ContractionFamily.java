package linum.llvm.kernel;

import linum.ir.Contraction;
import linum.ir.Eqn;
import linum.llvm.plan.Lowering;

/// Sums of products: tensor contraction, products in groups, and convolution.
final class ContractionFamily {
  private ContractionFamily() {}

  static void lower(Contraction p, Eqn e, Lowering to) {
    if (e.outputs().getFirst().aval().size() == 0) {
      to.result(e.outputs().getFirst());
      return;
    }
    if (e.inputs().getFirst().aval().dtype().isComplex()) {
      HostFamily.lower(e, to);
      return;
    }
    switch (p) {
      case Contraction.DotGeneral d -> Dots.lower(d, e, to);
      case Contraction.RaggedDot r -> RaggedDots.lower(r, e, to);
      case Contraction.Conv c -> Convolutions.lower(c, e, to);
    }
  }
}

package linum.llvm.kernel;

import linum.ir.Eqn;
import linum.ir.Ordering;
import linum.llvm.plan.Lowering;

/// Elements put in order along an axis.
final class OrderingFamily {
  private OrderingFamily() {}

  static void lower(Ordering p, Eqn e, Lowering to) {
    if (e.inputs().stream().anyMatch(a -> a.aval().dtype().isComplex())) {
      HostFamily.lower(e, to);
      return;
    }
    switch (p) {
      case Ordering.Sort s -> Sorts.lower(s, e, to);
      case Ordering.TopK k -> TopKs.lower(k, e, to);
    }
  }
}

package linum.llvm.plan;

import linum.ir.Eqn;

/// The kernel families: what turns one equation into steps.
@FunctionalInterface
public interface Rules {
  /// Adds the steps of an equation, and says where its results are.
  void lower(Eqn e, Lowering to);
}

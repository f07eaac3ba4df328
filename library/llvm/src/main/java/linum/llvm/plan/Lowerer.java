package linum.llvm.plan;

import linum.ir.Jaxpr;

/// Turns programs into steps.
@FunctionalInterface
public interface Lowerer {
  /// The steps of a whole program; its inputs are its arguments.
  Region lower(Jaxpr program);
}

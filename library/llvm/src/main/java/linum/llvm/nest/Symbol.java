package linum.llvm.nest;

import linum.ir.Atom;

/// A number from 0 up to, not including, an extent; known when the loops run.
///
/// `Symbol = Loop | Quotient | Remainder | Start`
sealed interface Symbol {
  long extent();

  /// Whether it changes while a loop runs.
  boolean dependsOn(Loop loop);

  /// The counter of a loop; a thing of its own.
  final class Loop implements Symbol {
    private final long extent;

    Loop(long extent) {
      this.extent = extent;
    }

    @Override
    public long extent() {
      return extent;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a loop is itself alone
    public boolean dependsOn(Loop loop) {
      return this == loop;
    }
  }

  /// A place divided by a number that does not go into it evenly.
  record Quotient(Affine of, long by) implements Symbol {
    @Override
    public long extent() {
      return of.max() / by + 1;
    }

    @Override
    public boolean dependsOn(Loop loop) {
      return of.dependsOn(loop);
    }
  }

  /// What is left of a place after that division.
  record Remainder(Affine of, long by) implements Symbol {
    @Override
    public long extent() {
      return Math.min(by, of.max() + 1);
    }

    @Override
    public boolean dependsOn(Loop loop) {
      return of.dependsOn(loop);
    }
  }

  /// Where a slice begins whose place is computed by the program, brought into range.
  ///
  /// @param extent one more than the last possible place
  record Start(Atom index, long extent) implements Symbol {
    @Override
    public boolean dependsOn(Loop loop) {
      return false;
    }
  }
}

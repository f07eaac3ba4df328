package linum.llvm.plan;

import linum.ir.Atom;

/// Where a piece of memory is.
///
/// `Place = Argument | Result | Constant | Literal | Temporary | Part`
public sealed interface Place {
  /// The memory of an argument of the program.
  record Argument(int index) implements Place {}

  /// The memory of an output of the program.
  record Result(int index) implements Place {}

  /// An array that is written into the program.
  record Constant(int index) implements Place {}

  /// A number that is written into the program.
  record Literal(Atom.Literal literal) implements Place {}

  /// In the memory that a run has for itself.
  ///
  /// @param offset -1 until it is known
  record Temporary(long offset) implements Place {}

  /// What a round of a loop sees of an array along whose first axis the loop goes.
  record Part(Value whole) implements Place {}
}

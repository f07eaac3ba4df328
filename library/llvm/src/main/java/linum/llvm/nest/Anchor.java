package linum.llvm.nest;

import linum.ir.Atom;
import linum.ir.Eqn;

/// A result that is computed by a nest for its own sake.
final class Anchor {
  /// How many there are for each row.
  enum Level {
    /// An element for each place.
    FULL,
    /// An element for each row.
    ROW,
    /// The sum, maximum, … of a row.
    REDUCTION
  }

  private final Atom.Var var;
  private final Eqn eqn;
  private final int order;
  private Level level;
  private int phase;

  Anchor(Atom.Var var, Eqn eqn, int order, Level level) {
    this.var = var;
    this.eqn = eqn;
    this.order = order;
    this.level = level;
  }

  Atom.Var var() {
    return var;
  }

  Eqn eqn() {
    return eqn;
  }

  /// Its place in the program.
  int order() {
    return order;
  }

  Level level() {
    return level;
  }

  void level(Level newLevel) {
    level = newLevel;
  }

  /// In which sweep over a row it is computed; for a value of the row, before which sweep.
  int phase() {
    return phase;
  }

  void phase(int newPhase) {
    phase = newPhase;
  }

  /// Before which sweep it is known.
  int knownBefore() {
    return level == Level.REDUCTION ? phase + 1 : phase;
  }
}

package linum.llvm.nest;

/// In which sweep over its row every anchor is computed: as early as what it reads allows.
final class Phases {
  private Phases() {}

  /// Assigns the phases.
  ///
  /// @return how many sweeps there are
  static int assign(Group g, Flow flow) {
    int phases = 0;
    for (Anchor a : g.anchors()) {
      int[] earliest = {0};
      Affine place = a.level() == Anchor.Level.ROW ? g.domain().row() : g.domain().full();
      flow.visit(
          a.var(),
          Affine.places(place, Group.shape(flow, a.var(), a.level())),
          (leaf, _) -> {
            Anchor read = g.anchor(leaf);
            if (read != null) {
              earliest[0] = Math.max(earliest[0], read.knownBefore());
            }
          });
      a.phase(earliest[0]);
      if (a.level() != Anchor.Level.ROW) {
        phases = Math.max(phases, earliest[0] + 1);
      }
    }
    return phases;
  }
}

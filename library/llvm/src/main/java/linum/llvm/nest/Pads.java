package linum.llvm.nest;

import java.util.ArrayList;
import java.util.List;
import linum.ir.Movement;

/// Padding as seen from the result.
final class Pads {
  private Pads() {}

  /// The place in the operand; where the result has padding it is outside the operand, or means
  /// nothing.
  static List<Affine> place(Movement.Pad p, List<Affine> out) {
    List<Affine> in = new ArrayList<>();
    for (int d = 0; d < out.size(); d++) {
      Affine shifted = out.get(d).plus(-p.low().get(d));
      int step = p.interior().get(d) + 1;
      in.add(step == 1 ? shifted : shifted.divide(step).get(0));
    }
    return in;
  }
}

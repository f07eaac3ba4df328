package linum.transform;

import java.util.List;
import linum.ir.Aval;
import linum.ir.Control;

/// Partial evaluation of control flow.
final class ControlSplit {
  private ControlSplit() {}

  static Split of(Control p, Mask unknown, List<Aval> in) {
    throw new UnsupportedOperationException(
        "%s: reverse mode through control flow is not written yet (%d operands, unknown %s)"
            .formatted(p.label(), in.size(), unknown));
  }
}

package linum.transform;

import java.util.List;
import linum.core.Array;
import linum.ir.Control;
import org.jspecify.annotations.Nullable;

/// Derivatives of control flow.
final class ControlJvp {
  private ControlJvp() {}

  static Duals rule(Control p, List<Array> x, List<@Nullable Array> dx) {
    throw new UnsupportedOperationException(
        "%s: forward mode through control flow is not written yet (%d operands, %d tangents)"
            .formatted(p.label(), x.size(), dx.size()));
  }
}

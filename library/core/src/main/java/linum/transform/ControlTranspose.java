package linum.transform;

import java.util.List;
import linum.core.Array;
import linum.ir.Aval;
import linum.ir.Control;
import org.jspecify.annotations.Nullable;

/// Transposes of control flow.
final class ControlTranspose {
  private ControlTranspose() {}

  static List<@Nullable Array> rule(
      Control p, Operands in, List<Aval> out, List<@Nullable Array> cts) {
    throw new UnsupportedOperationException(
        "%s: reverse mode through control flow is not written yet (%d operands, %d outputs, %d cotangents)"
            .formatted(p.label(), in.size(), out.size(), cts.size()));
  }
}

package linum.transform;

import java.util.List;
import linum.core.Array;
import linum.ir.Aval;
import linum.ir.Primitive;
import org.jspecify.annotations.Nullable;

/// The operands of an application that is transposed: values, except for those in which it is
/// linear, of which only the type is known.
record Operands(Primitive primitive, List<Aval> avals, List<@Nullable Array> values) {

  boolean isLinear(int i) {
    return values.get(i) == null;
  }

  Array value(int i) {
    Array a = values.get(i);
    if (a == null) {
      throw notLinear();
    }
    return a;
  }

  Aval aval(int i) {
    return avals.get(i);
  }

  int size() {
    return avals.size();
  }

  Mask linear() {
    return Mask.of(size(), this::isLinear);
  }

  IllegalArgumentException notLinear() {
    StringBuilder which = new StringBuilder();
    for (int i = 0; i < size(); i++) {
      if (isLinear(i)) {
        which
            .append(which.isEmpty() ? "" : " and ")
            .append(i)
            .append(" (")
            .append(aval(i))
            .append(')');
      }
    }
    return new IllegalArgumentException(
        "%s is not linear in operand %s, so it cannot be run backward."
                .formatted(primitive.label(), which)
            + "\nA function given to linearTranspose, and the tangent of a customJvp rule, must be linear.");
  }
}

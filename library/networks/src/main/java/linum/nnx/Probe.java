package linum.nnx;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import linum.transform.Body;
import linum.transform.Staging;
import org.jspecify.annotations.Nullable;

/// Finds out what a function of objects does without doing it.
final class Probe {
  private Probe() {}

  /// Which variables the function gives other values, by position.
  static Set<Integer> changed(Body f, Operands in) {
    @Nullable Outs[] seen = new @Nullable Outs[1];
    var _ =
        Staging.makeJaxpr(
            operands -> {
              Outcome o = run(f, in, operands);
              seen[0] = o.outs();
              return o;
            },
            in.values(),
            in.arrays(),
            in.plain());
    return new HashSet<>(Objects.requireNonNull(seen[0]).changed());
  }

  /// Runs a function whose operands are the values of variables, the arrays beside objects, and the
  /// plain arguments.
  static Outcome run(Body f, Operands in, @Nullable Object... operands) {
    List<Object> values = Typed.cast(operands[0]);
    return Lifting.run(f, in, values, Typed.cast(operands[1]), Typed.cast(operands[2]), _ -> false);
  }
}

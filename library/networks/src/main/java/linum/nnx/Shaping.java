package linum.nnx;

import java.util.List;
import linum.ir.Jaxpr;
import linum.transform.Body;
import linum.transform.CheckpointPolicy;
import linum.transform.CustomFunctions;
import linum.transform.Staging;
import org.jspecify.annotations.Nullable;

/// Functions of objects as programs that are not run, or that are run twice.
final class Shaping {
  private Shaping() {}

  static Jaxpr makeJaxpr(Body f, @Nullable Object... args) {
    Operands in = Operands.of(args);
    return Staging.makeJaxpr(
        operands -> Probe.run(f, in, operands), in.values(), in.arrays(), in.plain());
  }

  /// The result with types in place of arrays. The objects of the arguments stay as they are.
  static @Nullable Object evalShape(Body f, @Nullable Object... args) {
    Operands in = Operands.of(args);
    Outcome o =
        Typed.cast(
            Staging.evalShape(
                operands -> Probe.run(f, in, operands), in.values(), in.arrays(), in.plain()));
    Outs result = new Outs(List.of(), List.of(), o.outs().result(), List.of());
    return Lifting.apply(in, new Outcome(result, List.of(), o.made(), o.plain()));
  }

  static @Nullable Object remat(
      Body f, @Nullable CheckpointPolicy policy, @Nullable Object... args) {
    Operands in = Operands.of(args);
    Body g =
        CustomFunctions.checkpoint(
            "checkpoint", operands -> Probe.run(f, in, operands), policy, true);
    return Lifting.apply(in, Typed.cast(g.call(in.values(), in.arrays(), in.plain())));
  }
}

package linum.nnx;

import linum.core.Trace;
import linum.nnx.NnxVariables.Variable;

/// What goes wrong with modules: users write `Nnx.TraceContextError`.
public interface NnxErrors {

  /// A variable was changed inside a transformation that it was not passed to.
  ///
  /// The transformation would not know of the change: a compiled program would not repeat it, and
  /// the variable would keep a tracer after the transformation has ended.
  final class TraceContextError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TraceContextError(String message) {
      super(message);
    }

    static TraceContextError of(Variable v) {
      return new TraceContextError(
          ("cannot change a %s of type %s here: it comes from outside of the transformation (%s) that runs now."
                  + "\nPass the module that owns it as an argument of the function: Nnx.jit((Net m, Array x) -> …).apply(model, x),"
                  + " with the transformations of Nnx rather than those of Linum.")
              .formatted(
                  v.getClass().getSimpleName(),
                  Text.type(v.current()),
                  Trace.current().getClass().getSimpleName()));
    }
  }
}

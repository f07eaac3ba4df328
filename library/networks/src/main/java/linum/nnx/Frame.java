package linum.nnx;

import java.util.IdentityHashMap;
import java.util.function.Supplier;
import linum.core.Trace;
import linum.nnx.NnxVariables.Variable;
import org.jspecify.annotations.Nullable;

/// The values that variables have while a transformation runs a function.
///
/// The objects themselves stay as they are: a function that is traced sees tracers in the variables
/// of its arguments, and nobody else does, neither another thread nor the code around the
/// transformation. What the function puts into them is taken out of the frame afterwards.
final class Frame {
  private static final ScopedValue<Frame> CURRENT = ScopedValue.newInstance();

  private final @Nullable Frame outer;
  private final Trace trace;
  private final IdentityHashMap<Variable, Object> values = new IdentityHashMap<>();

  private Frame(@Nullable Frame outer, Trace trace) {
    this.outer = outer;
    this.trace = trace;
  }

  /// A frame inside the current one, for the interpreter that runs now.
  static Frame open() {
    return new Frame(CURRENT.isBound() ? CURRENT.get() : null, Trace.current());
  }

  /// Whether a transformation of objects runs a function here.
  static boolean isOpen() {
    return CURRENT.isBound();
  }

  /// The innermost frame that has a value for the variable; null if its own value counts.
  static @Nullable Frame holding(Variable v) {
    for (Frame f = CURRENT.isBound() ? CURRENT.get() : null; f != null; f = f.outer) {
      if (f.values.containsKey(v)) {
        return f;
      }
    }
    return null;
  }

  <R extends @Nullable Object> R run(Supplier<R> body) {
    return ScopedValue.where(CURRENT, this).call(body::get);
  }

  Trace trace() {
    return trace;
  }

  Object get(Variable v) {
    Object value = values.get(v);
    if (value == null) {
      throw new IllegalStateException("the frame has no value for " + v);
    }
    return value;
  }

  void put(Variable v, Object value) {
    values.put(v, value);
  }
}

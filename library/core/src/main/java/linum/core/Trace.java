package linum.core;

import java.util.List;
import java.util.function.Supplier;
import linum.ir.Aval;
import linum.ir.Jaxpr;
import linum.ir.Primitive;
import org.jspecify.annotations.Nullable;

/// An interpreter of primitives.
///
/// One is current at any time: the one that gives meaning to every operation, whatever the operands
/// are. A transformation makes its own current while the user's function runs, and runs its rules
/// under the one it found there, its parent. At the bottom is [Eval], which computes.
public abstract class Trace {
  private static final ScopedValue<Trace> CURRENT = ScopedValue.newInstance();

  private final @Nullable Trace parent;

  /// @param parent the interpreter under which this one runs its rules; null only for [Eval]
  protected Trace(@Nullable Trace parent) {
    this.parent = parent;
  }

  /// Gives meaning to one application of a primitive. It is called with this trace current.
  protected abstract List<Array> process(Primitive primitive, List<Array> inputs);

  /// The program of a function for inputs of the given types, if this interpreter, or one that it
  /// runs under, writes programs down; null if all of them compute.
  protected @Nullable Jaxpr program(Named function, List<Aval> avals) {
    return parent == null ? null : parent.program(function, avals);
  }

  public static Trace current() {
    return CURRENT.isBound() ? CURRENT.get() : Eval.INSTANCE;
  }

  public final Trace parent() {
    if (parent == null) {
      throw new IllegalStateException("evaluation is the outermost interpreter and has no parent");
    }
    return parent;
  }

  /// Whether this is the current trace or one that it runs under.
  @SuppressWarnings("ReferenceEquality") // a trace is itself alone
  public final boolean isActive() {
    for (Trace t = current(); t != null; t = t.parent) {
      if (t == this) {
        return true;
      }
    }
    return false;
  }

  /// Runs `body` with this trace current.
  public final <R> R run(Supplier<R> body) {
    return ScopedValue.where(CURRENT, this).call(body::get);
  }

  /// Applies a primitive with one output under the current trace.
  public static Array bind(Primitive primitive, Array... inputs) {
    return current().process(primitive, List.of(inputs)).getFirst();
  }

  /// Applies a primitive under the current trace.
  public static List<Array> bindAll(Primitive primitive, List<? extends Array> inputs) {
    return current().process(primitive, List.copyOf(inputs));
  }
}

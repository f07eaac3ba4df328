package linum.core;

import linum.ir.Aval;

/// A value that an interpreter sees in place of data.
public abstract non-sealed class Tracer implements Array {
  private final Trace trace;

  protected Tracer(Trace trace) {
    this.trace = trace;
  }

  public final Trace trace() {
    return trace;
  }

  @Override
  public abstract Aval aval();

  /// What is said when this is used where its transformation does not run.
  protected String unexpected() {
    return ("a traced array of type %s was used after its transformation had ended."
            + "\nA function given to jit, grad or vmap must return its results;"
            + " do not keep them in a field, a list or a variable outside.")
        .formatted(aval());
  }

  @Override
  public String toString() {
    return "Traced<" + aval() + ">";
  }
}

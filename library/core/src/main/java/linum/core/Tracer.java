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

  @Override
  public String toString() {
    return "Traced<" + aval() + ">";
  }
}

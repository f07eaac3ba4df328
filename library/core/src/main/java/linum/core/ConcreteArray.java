package linum.core;

import java.util.concurrent.CompletableFuture;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Scalars;

/// An array with data: on a device, still being computed, or a single number.
public final class ConcreteArray implements Array, Atom.Embedded {
  private final Aval aval;
  // A Number (scalars that have no buffer yet), a CompletableFuture<Buffer> or a Buffer.
  private volatile Object state;

  private ConcreteArray(Aval aval, Object state) {
    this.aval = aval;
    this.state = state;
  }

  /// An array over existing memory.
  public static ConcreteArray of(Aval aval, Buffer buffer) {
    return new ConcreteArray(aval, buffer);
  }

  /// An array that a running program will deliver.
  public static ConcreteArray of(Aval aval, CompletableFuture<Buffer> pending) {
    return new ConcreteArray(aval, pending);
  }

  /// A scalar, rounded to its type.
  public static ConcreteArray of(Aval aval, Number value) {
    return new ConcreteArray(aval, Scalars.round(value, aval.dtype()));
  }

  @Override
  public Aval aval() {
    return aval;
  }

  /// The memory; waits until the array is computed.
  public Buffer buffer() {
    Object s = state;
    Buffer buffer =
        switch (s) {
          case Buffer b -> b;
          case Number n -> HostData.scalar(n, aval.dtype());
          case CompletableFuture<?> f -> Dispatch.await(f);
          default -> throw new AssertionError(s.getClass());
        };
    state = buffer;
    return buffer;
  }

  /// The value of a scalar: a [Long] for integers and booleans, a [Double] for floating types.
  public Number scalar() {
    return state instanceof Number n ? n : HostData.read(buffer().segment(), aval.dtype(), 0);
  }

  /// Whether [#buffer] returns at once.
  public boolean isReady() {
    return !(state instanceof CompletableFuture<?> f) || f.isDone();
  }

  /// The same data under the type with other weakness.
  ConcreteArray withWeak(boolean weak) {
    return weak == aval.weak() ? this : new ConcreteArray(aval.withWeak(weak), state);
  }

  /// What `print(x)` shows in Python.
  @Override
  public String toString() {
    return ArrayText.str(this);
  }
}

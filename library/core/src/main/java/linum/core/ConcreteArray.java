package linum.core;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Scalars;

/// An array with data: on a device, still being computed, or a single number.
public final class ConcreteArray implements Array, Atom.Embedded {
  /// What stands in place of data that is gone.
  private enum Gone {
    DELETED,
    DONATED
  }

  private static final AtomicReferenceFieldUpdater<ConcreteArray, Object> STATE =
      AtomicReferenceFieldUpdater.newUpdater(ConcreteArray.class, Object.class, "state");

  private final Aval aval;
  // A Number (scalars that have no buffer yet), a CompletableFuture<Buffer>, a Buffer, or Gone.
  private volatile Object state;

  private ConcreteArray(Aval aval, Object state) {
    this.aval = aval;
    this.state = state;
    if (state instanceof HostBuffer b) {
      b.describe(aval);
    }
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
  ///
  /// @throws IllegalStateException if the program that computes it failed, with that failure as the
  ///   cause; or if the array was deleted or donated
  public Buffer buffer() {
    Object s = state;
    return s instanceof Buffer b ? b : settle(s);
  }

  @SuppressWarnings("ReferenceEquality") // another thread may have put its result there
  private Buffer settle(Object s) {
    Buffer buffer =
        switch (s) {
          case Number n -> HostData.scalar(n, aval.dtype());
          case CompletableFuture<?> f -> (Buffer) Dispatcher.await(f, aval);
          case Buffer b -> b;
          case Gone g -> throw gone(g);
          default -> throw new AssertionError(s.getClass());
        };
    if (buffer instanceof HostBuffer b) {
      b.describe(aval);
    }
    // Unless it was deleted or donated meanwhile.
    STATE.compareAndSet(this, s, buffer);
    return buffer;
  }

  private IllegalStateException gone(Gone g) {
    return new IllegalStateException(
        switch (g) {
          case DELETED ->
              ("an array of type %s was deleted, so it cannot be used any more."
                      + "\nThere is no need to delete arrays: their memory comes back when nobody"
                      + " refers to them.")
                  .formatted(aval);
          case DONATED ->
              ("an array of type %s was donated to a compiled function, which may have overwritten"
                      + " it.\nUse what the function returned instead, or do not donate this argument.")
                  .formatted(aval);
        });
  }

  /// The value of a scalar: a [Long] for integers and booleans, a [Double] for floating types.
  public Number scalar() {
    return state instanceof Number n ? n : HostData.read(this, 0);
  }

  /// Whether it was made of one number and has no data of its own yet.
  boolean isNumber() {
    return state instanceof Number;
  }

  /// Whether [#buffer] returns at once.
  public boolean isReady() {
    return !(state instanceof CompletableFuture<?> f) || f.isDone();
  }

  /// Waits until the array is computed, and returns it. In JAX: `x.block_until_ready()`.
  ///
  /// @throws IllegalStateException if the program that computes it failed
  @Override
  public ConcreteArray blockUntilReady() {
    if (!(state instanceof Number)) {
      buffer();
    }
    return this;
  }

  /// Gives the memory back at once, without waiting until nobody refers to the array. In JAX:
  /// `x.delete()`.
  public void delete() {
    Object s = state;
    state = Gone.DELETED;
    switch (s) {
      case Buffer b -> {
        // A program that still reads it keeps it; then it goes when nobody refers to it.
        if (Dispatcher.isIdle()) {
          b.delete();
        }
      }
      case Number _, Gone _, CompletableFuture<?> _ -> {}
      default -> throw new AssertionError(s.getClass());
    }
  }

  /// Whether its data is gone, by [#delete] or by donation.
  public boolean isDeleted() {
    return state instanceof Gone || (state instanceof Buffer b && b.isDeleted());
  }

  /// What the array is made of right now, for [Dispatch]: a buffer, or a future one.
  Object source() {
    Object s = state;
    return s instanceof Buffer || s instanceof CompletableFuture<?> ? s : settle(s);
  }

  /// Marks the data as given away. Whoever took it with [#source] before disposes of it.
  void donate() {
    state = Gone.DONATED;
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

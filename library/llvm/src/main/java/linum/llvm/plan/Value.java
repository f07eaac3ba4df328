package linum.llvm.plan;

import linum.ir.Atom;
import linum.ir.Aval;
import org.jspecify.annotations.Nullable;

/// An array in memory while a program runs, row-major. Compared by identity.
///
/// A value may be a part of another one: a reshaped array, or a contiguous piece of a larger one.
public final class Value {
  private final Aval aval;
  private final @Nullable Value whole;
  private final long byteOffset;
  private final @Nullable Atom written;

  private Value(Aval aval, @Nullable Value whole, long byteOffset, @Nullable Atom written) {
    this.aval = aval;
    this.whole = whole;
    this.byteOffset = byteOffset;
    this.written = written;
  }

  public Value(Aval aval) {
    this(aval, null, 0, null);
  }

  /// A number that is written into the program.
  public static Value of(Atom.Literal literal) {
    return new Value(literal.aval(), null, 0, literal);
  }

  /// An array that is written into the program.
  public static Value of(Atom.Constant constant) {
    return new Value(constant.aval(), null, 0, constant);
  }

  /// The memory of this value from a place on, seen as another type.
  public Value view(Aval as, long fromByte) {
    return new Value(as, root(), byteOffset + fromByte, null);
  }

  /// The same bytes as another type.
  public Value view(Aval as) {
    return view(as, 0);
  }

  public Aval aval() {
    return aval;
  }

  /// The value whose memory this is; itself if it has its own.
  public Value root() {
    return whole == null ? this : whole;
  }

  /// Where it begins in the memory of its root.
  public long byteOffset() {
    return byteOffset;
  }

  /// The [Atom.Literal] or [Atom.Constant] that it is, if it is written into the program; null for
  /// what is computed, and for views.
  public @Nullable Atom written() {
    return written;
  }

  public boolean isView() {
    return whole != null;
  }

  @Override
  public String toString() {
    return "Value@" + Integer.toHexString(System.identityHashCode(this)) + ":" + aval.shortName();
  }
}

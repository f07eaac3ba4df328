package linum.ir;

/// An operand of an equation.
///
/// `Atom = Var | Literal | Constant`
public sealed interface Atom {
  Aval aval();

  /// A variable. Two variables are the same only if they are the same object; names are given by
  /// the printer.
  final class Var implements Atom {
    private final Aval aval;

    public Var(Aval aval) {
      this.aval = aval;
    }

    @Override
    public Aval aval() {
      return aval;
    }

    @Override
    public String toString() {
      return "Var@" + Integer.toHexString(System.identityHashCode(this)) + ":" + aval.shortName();
    }
  }

  /// A scalar written into the program.
  ///
  /// @param value a [Long] for integers and booleans (0 or 1; the bits of a `uint64`), a [Double]
  ///   for floating types, already rounded to the type
  record Literal(Number value, Aval aval) implements Atom {
    public Literal {
      if (!aval.isScalar()) {
        throw new IllegalArgumentException("a literal is a scalar, but its type is " + aval);
      }
      value = Scalars.round(value, aval.dtype());
    }
  }

  /// An array written into the program, compared by identity.
  record Constant(Embedded array) implements Atom {
    @Override
    public Aval aval() {
      return array.aval();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // equal elements do not make one constant
    public boolean equals(Object o) {
      return o instanceof Constant c && c.array == array;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(array);
    }
  }

  /// An array with data, as far as programs need to know it.
  interface Embedded {
    Aval aval();
  }
}

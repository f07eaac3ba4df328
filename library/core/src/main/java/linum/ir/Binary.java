package linum.ir;

import static linum.ir.DType.Kind.BOOL;
import static linum.ir.DType.Kind.COMPLEX;
import static linum.ir.DType.Kind.FLOAT0;
import static linum.ir.DType.Kind.FLOATING;
import static linum.ir.DType.Kind.KEY;
import static linum.ir.DType.Kind.SIGNED;
import static linum.ir.DType.Kind.UNSIGNED;

import java.util.List;

/// Elementwise functions of two operands of one type. Scalars go with any shape; of two arrays with
/// one number of axes, axes of size 1 stretch to the size of the other.
public enum Binary implements Elementwise {
  ADD("add", SIGNED, UNSIGNED, FLOATING, COMPLEX),
  SUB("sub", SIGNED, UNSIGNED, FLOATING, COMPLEX),
  MUL("mul", SIGNED, UNSIGNED, FLOATING, COMPLEX),
  /// Toward zero for integers; by zero it is -1 (all bits set).
  DIV("div", SIGNED, UNSIGNED, FLOATING, COMPLEX),
  /// With the sign of the dividend; by an integer zero it is the dividend.
  REM("rem", SIGNED, UNSIGNED, FLOATING),
  /// The exponent may be an integer while the base is floating.
  POW("pow", FLOATING, COMPLEX),
  MAX("max", BOOL, SIGNED, UNSIGNED, FLOATING),
  MIN("min", BOOL, SIGNED, UNSIGNED, FLOATING),
  ATAN2("atan2", FLOATING),
  /// The next representable value from `x` toward `y`.
  NEXTAFTER("nextafter", FLOATING),
  AND("and", BOOL, SIGNED, UNSIGNED),
  OR("or", BOOL, SIGNED, UNSIGNED),
  XOR("xor", BOOL, SIGNED, UNSIGNED),
  SHIFT_LEFT("shift_left", SIGNED, UNSIGNED),
  SHIFT_RIGHT_ARITHMETIC("shift_right_arithmetic", SIGNED, UNSIGNED),
  SHIFT_RIGHT_LOGICAL("shift_right_logical", SIGNED, UNSIGNED),
  /// The upper half of the double-width product.
  MULHI("mulhi", SIGNED, UNSIGNED),
  /// The sum of two cotangents or tangents of one type.
  ADD_ANY("add_any", SIGNED, UNSIGNED, FLOATING, COMPLEX),
  EQ("eq", BOOL, SIGNED, UNSIGNED, FLOATING, COMPLEX, KEY, FLOAT0),
  NE("ne", BOOL, SIGNED, UNSIGNED, FLOATING, COMPLEX, KEY, FLOAT0),
  LT("lt", BOOL, SIGNED, UNSIGNED, FLOATING),
  LE("le", BOOL, SIGNED, UNSIGNED, FLOATING),
  GT("gt", BOOL, SIGNED, UNSIGNED, FLOATING),
  GE("ge", BOOL, SIGNED, UNSIGNED, FLOATING),
  /// In the total order in which NaN equals itself and -0 is below 0.
  EQ_TO("eq_to", FLOATING),
  LT_TO("lt_to", FLOATING),
  LE_TO("le_to", FLOATING);

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
  private final DType.Kind[] kinds;

  Binary(String label, DType.Kind... kinds) {
    this.label = label;
    this.kinds = kinds;
  }

  @Override
  public String label() {
    return label;
  }

  /// Whether the result is a `bool`, whatever the operands are.
  public boolean isComparison() {
    return compareTo(EQ) >= 0;
  }

  @Override
  public List<Aval> infer(List<Aval> in) {
    Typing.operands(this, in, 2);
    Aval x = Typing.require(this, in.get(0), kinds);
    boolean mixed = this == POW && in.get(1).dtype().isInteger();
    if (!mixed) {
      Typing.sameDtype(this, in);
    }
    Dims shape = Typing.broadcastShape(this, in);
    return List.of(
        isComparison()
            ? new Aval(DType.BOOL, shape)
            : new Aval(x.dtype(), shape, x.weak() && in.get(1).weak()));
  }
}

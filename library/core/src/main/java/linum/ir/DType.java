package linum.ir;

import java.util.Locale;

/// The element type of an array.
///
/// The names are NumPy's. Some have a place here though nothing computes with them: the complex
/// types; [#FLOAT0], the type of tangents of integers, which has no values; and [#TOKEN], the type
/// of what orders effects by being passed on, which has none either. [#KEY] is the type of random
/// keys: one element stands for two words of `uint32`, and only `random` looks inside.
public enum DType {
  BOOL(Kind.BOOL, 1, "bool"),
  INT8(Kind.SIGNED, 1, "i8"),
  INT16(Kind.SIGNED, 2, "i16"),
  INT32(Kind.SIGNED, 4, "i32"),
  INT64(Kind.SIGNED, 8, "i64"),
  UINT8(Kind.UNSIGNED, 1, "u8"),
  UINT16(Kind.UNSIGNED, 2, "u16"),
  UINT32(Kind.UNSIGNED, 4, "u32"),
  UINT64(Kind.UNSIGNED, 8, "u64"),
  BFLOAT16(Kind.FLOATING, 2, "bf16"),
  FLOAT16(Kind.FLOATING, 2, "f16"),
  FLOAT32(Kind.FLOATING, 4, "f32"),
  FLOAT64(Kind.FLOATING, 8, "f64"),
  COMPLEX64(Kind.COMPLEX, 8, "c64"),
  COMPLEX128(Kind.COMPLEX, 16, "c128"),
  KEY(Kind.KEY, 8, "key<fry>"),
  FLOAT0(Kind.FLOAT0, 1, "float0"),
  TOKEN(Kind.TOKEN, 1, "Tok");

  /// What the elements are, apart from their width.
  public enum Kind {
    BOOL,
    SIGNED,
    UNSIGNED,
    FLOATING,
    COMPLEX,
    KEY,
    FLOAT0,
    TOKEN
  }

  private final Kind kind;
  private final int byteSize;
  private final String shortName;

  DType(Kind kind, int byteSize, String shortName) {
    this.kind = kind;
    this.byteSize = byteSize;
    this.shortName = shortName;
  }

  public Kind kind() {
    return kind;
  }

  /// Bytes of one element in memory.
  public int byteSize() {
    return byteSize;
  }

  public int bits() {
    return this == BOOL ? 1 : byteSize * 8;
  }

  /// The name in a printed program: `f32`, `i32`, `bool`, `key<fry>`.
  public String shortName() {
    return shortName;
  }

  public boolean isFloating() {
    return kind == Kind.FLOATING;
  }

  public boolean isComplex() {
    return kind == Kind.COMPLEX;
  }

  /// Whether derivatives are defined for it: floating or complex.
  public boolean isInexact() {
    return isFloating() || isComplex();
  }

  public boolean isInteger() {
    return kind == Kind.SIGNED || kind == Kind.UNSIGNED;
  }

  public boolean isSigned() {
    return kind == Kind.SIGNED;
  }

  public boolean isUnsigned() {
    return kind == Kind.UNSIGNED;
  }

  /// Whether it has values to compute with: everything but keys, [#FLOAT0] and [#TOKEN].
  public boolean isNumeric() {
    return kind != Kind.KEY && kind != Kind.FLOAT0 && kind != Kind.TOKEN;
  }

  /// NumPy's name: `float32`, `int32`, `bool`, `key<fry>`.
  @Override
  public String toString() {
    return this == KEY ? shortName : name().toLowerCase(Locale.ROOT);
  }
}

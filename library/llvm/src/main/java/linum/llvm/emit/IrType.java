package linum.llvm.emit;

/// The type of a value in a register: a number or an address, one or several in lanes.
///
/// @param lanes 1 for a scalar
public record IrType(Kind kind, int bits, int lanes) {
  /// What the bits of a lane are.
  public enum Kind {
    INT,
    FLOAT,
    POINTER
  }

  public static final IrType I1 = new IrType(Kind.INT, 1, 1);
  public static final IrType I8 = new IrType(Kind.INT, 8, 1);
  public static final IrType I16 = new IrType(Kind.INT, 16, 1);
  public static final IrType I32 = new IrType(Kind.INT, 32, 1);
  public static final IrType I64 = new IrType(Kind.INT, 64, 1);
  public static final IrType F16 = new IrType(Kind.FLOAT, 16, 1);
  public static final IrType F32 = new IrType(Kind.FLOAT, 32, 1);
  public static final IrType F64 = new IrType(Kind.FLOAT, 64, 1);
  public static final IrType PTR = new IrType(Kind.POINTER, 64, 1);

  public static IrType integer(int bits) {
    return new IrType(Kind.INT, bits, 1);
  }

  /// The same with other lanes.
  public IrType of(int newLanes) {
    return newLanes == lanes ? this : new IrType(kind, bits, newLanes);
  }

  public IrType scalar() {
    return of(1);
  }

  public boolean isFloat() {
    return kind == Kind.FLOAT;
  }

  public boolean isVector() {
    return lanes > 1;
  }

  /// An integer type of the same width and lanes.
  public IrType toInteger() {
    return new IrType(Kind.INT, bits, lanes);
  }

  /// How many bytes one lane takes in memory.
  public int byteSize() {
    return Math.max(1, bits / 8);
  }

  /// As part of the name of an intrinsic: `v8f32`.
  public String suffix() {
    String lane = (isFloat() ? "f" : "i") + bits;
    return isVector() ? "v" + lanes + lane : lane;
  }

  /// As LLVM writes it: `<8 x float>`.
  @Override
  public String toString() {
    String lane =
        switch (kind) {
          case POINTER -> "ptr";
          case INT -> "i" + bits;
          case FLOAT -> bits == 16 ? "half" : bits == 32 ? "float" : "double";
        };
    return isVector() ? "<" + lanes + " x " + lane + ">" : lane;
  }
}

package linum.llvm.element;

import linum.ir.DType;
import linum.ir.Scalars;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// How the elements of each type live in registers.
///
/// Booleans are `i1` there and bytes of 0 or 1 in memory. The 16-bit floating types are computed as
/// `float`: loads widen, and every primitive rounds its result back to a value of the type, which a
/// store then narrows without loss. A random key is its two words in one `i64`. Everything else is
/// in registers as it is in memory.
public final class Registers {
  private Registers() {}

  /// One lane of a type.
  ///
  /// @throws UnsupportedOperationException for complex types
  public static IrType type(DType dtype) {
    return switch (dtype) {
      case BOOL -> IrType.I1;
      case INT8, UINT8, FLOAT0, TOKEN -> IrType.I8;
      case INT16, UINT16 -> IrType.I16;
      case INT32, UINT32 -> IrType.I32;
      case INT64, UINT64, KEY -> IrType.I64;
      case BFLOAT16, FLOAT16, FLOAT32 -> IrType.F32;
      case FLOAT64 -> IrType.F64;
      case COMPLEX64, COMPLEX128 -> throw new UnsupportedOperationException("elements of " + dtype);
    };
  }

  /// What a load brings, before it is widened.
  private static IrType memoryType(DType dtype) {
    return switch (dtype) {
      case BOOL -> IrType.I8;
      case BFLOAT16 -> IrType.I16;
      case FLOAT16 -> IrType.F16;
      case INT8,
          INT16,
          INT32,
          INT64,
          UINT8,
          UINT16,
          UINT32,
          UINT64,
          FLOAT32,
          FLOAT64,
          COMPLEX64,
          COMPLEX128,
          KEY,
          FLOAT0,
          TOKEN ->
          type(dtype);
    };
  }

  /// Elements that lie side by side.
  public static Val load(Code code, DType dtype, Val pointer, int lanes) {
    return widen(code, dtype, code.load(memoryType(dtype).of(lanes), pointer));
  }

  /// Stores elements side by side; those of 16-bit floating types are values of their type already.
  public static void store(Code code, DType dtype, Val value, Val pointer) {
    code.store(narrow(code, dtype, value), pointer);
  }

  /// From the type in memory to the type in registers.
  static Val widen(Code code, DType dtype, Val stored) {
    return switch (dtype) {
      case BOOL -> code.compare("icmp ne", stored, Val.constant(stored.type(), 0));
      case FLOAT16 -> code.cast("fpext", stored, IrType.F32);
      case BFLOAT16 -> {
        Val wide = code.cast("zext", stored, IrType.I32);
        yield code.bitcast(code.shl(wide, Val.constant(wide.type(), 16)), IrType.F32);
      }
      case INT8,
          INT16,
          INT32,
          INT64,
          UINT8,
          UINT16,
          UINT32,
          UINT64,
          FLOAT32,
          FLOAT64,
          COMPLEX64,
          COMPLEX128,
          KEY,
          FLOAT0,
          TOKEN ->
          stored;
    };
  }

  /// From the type in registers to the type in memory.
  static Val narrow(Code code, DType dtype, Val value) {
    return switch (dtype) {
      case BOOL -> code.cast("zext", value, IrType.I8);
      case FLOAT16 -> code.cast("fptrunc", value, IrType.F16);
      case BFLOAT16 -> {
        Val bits = code.bitcast(value, IrType.I32);
        yield code.cast("trunc", code.lshr(bits, Val.constant(bits.type(), 16)), IrType.I16);
      }
      case INT8,
          INT16,
          INT32,
          INT64,
          UINT8,
          UINT16,
          UINT32,
          UINT64,
          FLOAT32,
          FLOAT64,
          COMPLEX64,
          COMPLEX128,
          KEY,
          FLOAT0,
          TOKEN ->
          value;
    };
  }

  /// A number, rounded or wrapped to the type, in every lane.
  public static Val constant(DType dtype, Number value, int lanes) {
    IrType t = type(dtype).of(lanes);
    Number rounded = Scalars.round(value, dtype);
    return t.isFloat()
        ? Val.constant(t, rounded.doubleValue())
        : Val.constant(t, rounded.longValue());
  }

  /// The result of a primitive brought back to a value of its type: for the 16-bit floating types,
  /// to the nearest, ties to even; a NaN becomes a quiet one. Others are left alone.
  public static Val round(Code code, DType dtype, Val value) {
    if (dtype == DType.FLOAT16) {
      return code.cast("fpext", code.cast("fptrunc", value, IrType.F16), IrType.F32);
    }
    if (dtype != DType.BFLOAT16) {
      return value;
    }
    Val bits = code.bitcast(value, IrType.I32);
    IrType t = bits.type();
    Val odd = code.and(code.lshr(bits, Val.constant(t, 16)), Val.constant(t, 1));
    Val rounded = code.add(code.add(bits, Val.constant(t, 0x7fff)), odd);
    Val kept =
        code.select(code.compare("fcmp uno", value, value), Val.constant(t, 0x7fc00000), rounded);
    return code.bitcast(code.and(kept, Val.constant(t, 0xffff0000)), IrType.F32);
  }
}

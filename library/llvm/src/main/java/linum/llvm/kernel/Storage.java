package linum.llvm.kernel;

import linum.ir.DType;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// How the elements of an array lie in memory, and the type in which sums of them are taken.
///
/// @param dtype the type in memory
/// @param sum the type in registers: at least 32 bits wide
record Storage(DType dtype, IrType sum) {
  /// The type in which products of two types of elements are summed for a result.
  static IrType sums(DType operand, DType result) {
    DType wider = operand.byteSize() >= result.byteSize() ? operand : result;
    if (operand.isFloating()) {
      return operand == DType.FLOAT64 || result == DType.FLOAT64 ? IrType.F64 : IrType.F32;
    }
    return wider.byteSize() == 8 && !result.isFloating() || operand.byteSize() == 8
        ? IrType.I64
        : IrType.I32;
  }

  /// Memory that holds sums as they are.
  static Storage plain(IrType sum) {
    DType dtype =
        sum.isFloat()
            ? sum.bits() == 64 ? DType.FLOAT64 : DType.FLOAT32
            : sum.bits() == 64 ? DType.INT64 : DType.INT32;
    return new Storage(dtype, sum);
  }

  int bytes() {
    return dtype.byteSize();
  }

  /// Whether memory holds what registers do, so that nothing is converted.
  boolean isPlain() {
    return switch (dtype) {
      case FLOAT32 -> sum.equals(IrType.F32);
      case FLOAT64 -> sum.equals(IrType.F64);
      case INT32, UINT32 -> sum.equals(IrType.I32);
      case INT64, UINT64 -> sum.equals(IrType.I64);
      case BOOL, INT8, INT16, UINT8, UINT16, BFLOAT16, FLOAT16, COMPLEX64, COMPLEX128, KEY, FLOAT0 ->
          false;
    };
  }

  private IrType memory() {
    return switch (dtype) {
      case FLOAT16 -> IrType.F16;
      case FLOAT32 -> IrType.F32;
      case FLOAT64 -> IrType.F64;
      case BFLOAT16,
          BOOL,
          INT8,
          INT16,
          INT32,
          INT64,
          UINT8,
          UINT16,
          UINT32,
          UINT64,
          COMPLEX64,
          COMPLEX128,
          KEY,
          FLOAT0 ->
          IrType.integer(8 * dtype.byteSize());
    };
  }

  /// Elements side by side, in the type of the sums.
  Val load(Code code, Val pointer, int lanes) {
    Val v = code.load(memory().of(lanes), pointer);
    if (dtype == DType.BFLOAT16) {
      return widened(code, code.bitcast(high(code, v), IrType.F32));
    }
    return widened(code, v);
  }

  private Val high(Code code, Val bits) {
    Val wide = code.cast("zext", bits, IrType.I32);
    return code.shl(wide, Val.constant(wide.type(), 16));
  }

  private Val widened(Code code, Val v) {
    IrType from = v.type();
    if (from.isFloat() == sum.isFloat() && from.bits() == sum.bits()) {
      return v;
    }
    if (sum.isFloat()) {
      return code.cast(from.bits() < sum.bits() ? "fpext" : "fptrunc", v, sum);
    }
    return code.cast(dtype.isSigned() ? "sext" : "zext", v, sum);
  }

  /// Puts sums into memory, rounded or wrapped to its type.
  void store(Code code, Val sums, Val pointer) {
    code.store(narrowed(code, sums), pointer);
  }

  private Val narrowed(Code code, Val sums) {
    IrType from = sums.type();
    IrType to = memory();
    if (dtype == DType.BOOL) {
      Val some = code.compare("icmp ne", sums, Val.constant(from, 0L));
      return code.cast("zext", some, IrType.I8);
    }
    if (dtype == DType.BFLOAT16) {
      return bfloat(code, from.bits() == 64 ? code.cast("fptrunc", sums, IrType.F32) : sums);
    }
    if (from.isFloat() && !to.isFloat()) {
      return code.cast(dtype.isSigned() ? "fptosi" : "fptoui", sums, to);
    }
    if (from.isFloat()) {
      return from.bits() == to.bits()
          ? sums
          : code.cast(from.bits() > to.bits() ? "fptrunc" : "fpext", sums, to);
    }
    if (to.isFloat()) {
      return code.cast("sitofp", sums, to);
    }
    return from.bits() == to.bits()
        ? sums
        : code.cast(from.bits() > to.bits() ? "trunc" : "sext", sums, to);
  }

  // To nearest even: half a unit less the lowest bit that stays is added before the lower bits go.
  private static Val bfloat(Code code, Val v) {
    Val bits = code.bitcast(v, IrType.I32);
    IrType t = bits.type();
    Val lowest =
        code.and(code.lshr(bits, Val.constant(t, 16)), Val.constant(t, 1));
    Val rounded = code.add(code.add(bits, lowest), Val.constant(t, 0x7fff));
    Val nan = code.compare("fcmp uno", v, v);
    Val kept = code.select(nan, code.or(bits, Val.constant(t, 0x400000)), rounded);
    return code.cast("trunc", code.lshr(kept, Val.constant(t, 16)), IrType.I16);
  }
}

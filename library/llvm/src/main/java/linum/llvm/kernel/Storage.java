package linum.llvm.kernel;

import java.util.List;
import linum.ir.DType;
import linum.ir.Elementwise;
import linum.llvm.element.Elements;
import linum.llvm.element.Registers;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// How the elements of an array lie in memory, and the type in which sums of them are taken.
///
/// @param dtype the type in memory
/// @param sum the type in registers: at least 32 bits wide
record Storage(DType dtype, IrType sum) {
  /// The type in which products of two elements are summed for a result.
  static IrType sums(DType operand, DType result) {
    if (operand.isFloating()) {
      return operand == DType.FLOAT64 || result == DType.FLOAT64 ? IrType.F64 : IrType.F32;
    }
    boolean wide = operand.byteSize() == 8 || (!result.isFloating() && result.byteSize() == 8);
    return wide ? IrType.I64 : IrType.I32;
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
    DType plain = plain(sum).dtype();
    boolean integers = dtype.isInteger() && plain.isInteger();
    return integers ? dtype.byteSize() == plain.byteSize() : dtype == plain;
  }

  /// Elements side by side, in the type of the sums.
  Val load(Code code, Val pointer, int lanes) {
    Val v = Registers.load(code, dtype, pointer, lanes);
    IrType from = v.type();
    if (from.bits() == sum.bits()) {
      return v;
    }
    return code.cast(from.isFloat() ? "fpext" : dtype.isSigned() ? "sext" : "zext", v, sum);
  }

  /// Puts sums into memory, rounded or wrapped to its type.
  ///
  /// @param operand the type of what was multiplied: sums that change from whole to floating
  ///   numbers, or back, are brought to it first
  void store(Code code, DType operand, Val sums, Val pointer) {
    DType from = plain(sum).dtype();
    Val v = sums;
    if (operand.isFloating() != dtype.isFloating()) {
      v = converted(code, v, from, operand);
      from = operand;
    }
    Registers.store(code, dtype, converted(code, v, from, dtype), pointer);
  }

  private static Val converted(Code code, Val v, DType from, DType to) {
    return from == to
        ? v
        : Elements.emit(
            code, new Elementwise.ConvertElementType(to, false), List.of(v), List.of(from), to);
  }
}

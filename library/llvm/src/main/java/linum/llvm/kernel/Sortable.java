package linum.llvm.kernel;

import java.util.function.UnaryOperator;
import linum.ir.DType;
import linum.llvm.element.Registers;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// What is moved when a line is sorted.
///
/// @param dtype as it lies in memory
/// @param bits how many bits of a key count
/// @param key an unsigned integer in the order that is wanted
record Sortable(Code code, DType dtype, int bits, UnaryOperator<Val> key) {
  /// Places of a line that are sorted by a key of 32 bits: the key above, the place below.
  private static final DType PLACES = DType.UINT64;

  private static final int WORD = 32;

  static Sortable elements(Code code, DType dtype) {
    return new Sortable(code, dtype, SortKey.bits(dtype), new SortKey(code, dtype)::of);
  }

  static Sortable places(Code code) {
    return new Sortable(code, PLACES, WORD, v -> high(code, v));
  }

  private static Val high(Code code, Val v) {
    return code.cast("trunc", code.lshr(v, Val.i64(WORD)), IrType.I32);
  }

  /// A key of 32 bits and a place of a line.
  static Val pack(Code code, Val key, Val place) {
    return code.or(code.shl(code.cast("zext", key, IrType.I64), Val.i64(WORD)), place);
  }

  /// The place that was packed.
  static Val place(Code code, Val packed) {
    return code.and(packed, Val.i64((1L << WORD) - 1));
  }

  int bytes() {
    return dtype.byteSize();
  }

  Val load(Val line, Val i) {
    return Registers.load(code, dtype, code.at(line, i, bytes()), 1);
  }

  void store(Val element, Val line, Val i) {
    Registers.store(code, dtype, element, code.at(line, i, bytes()));
  }
}

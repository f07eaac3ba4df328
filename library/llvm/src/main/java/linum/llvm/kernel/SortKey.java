package linum.llvm.kernel;

import linum.ir.DType;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// Elements as unsigned integers in the same order: -0 equals 0, all NaN are one and above
/// everything.
///
/// @param dtype of the elements, as [Extreme#loaded] gives it
record SortKey(Code code, DType dtype) {

  /// How many of the lowest bits of a key count.
  static int bits(DType dtype) {
    return dtype.isFloating() && dtype.byteSize() < 4 ? 32 : 8 * dtype.byteSize();
  }

  /// An `i32`, or an `i64` if it has so many bits.
  Val of(Val element) {
    return dtype.isFloating() ? real(element) : whole(element);
  }

  private Val whole(Val x) {
    IrType type = x.type();
    Val key = dtype.isSigned() ? code.xor(x, Val.constant(type, 1L << (type.bits() - 1))) : x;
    return type.bits() < 32 ? code.cast("zext", key, IrType.I32) : key;
  }

  private Val real(Val x) {
    // The sum of -0 and 0 is 0.
    Val plain = code.add(x, Val.constant(x.type(), 0.0));
    Val bits = code.bitcast(plain, x.type().toInteger());
    IrType type = bits.type();
    int last = type.bits() - 1;
    Val sign = code.ashr(bits, Val.constant(type, last));
    Val key = code.xor(bits, code.or(sign, Val.constant(type, 1L << last)));
    return code.select(code.compare("fcmp uno", x, x), Val.constant(type, -1), key);
  }
}

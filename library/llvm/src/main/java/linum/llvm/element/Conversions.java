package linum.llvm.element;

import linum.ir.DType;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// Elements as another type, by value or by bits.
final class Conversions {
  private Conversions() {}

  /// Floating numbers are rounded once, or truncated toward zero and moved into the range of an
  /// integer type (NaN becomes 0); integers wrap; everything but 0 is a true boolean.
  static Val convert(Code code, Val x, DType from, DType to) {
    if (from == to) {
      return x;
    }
    return switch (to.kind()) {
      case FLOATING -> from.isFloating() ? toFloat(code, x, to) : integerToFloat(code, x, from, to);
      case BOOL ->
          from.isFloating()
              ? code.compare("fcmp une", x, Val.constant(x.type(), 0.0))
              : code.compare("icmp ne", x, Val.constant(x.type(), 0));
      case SIGNED, UNSIGNED ->
          from.isFloating() ? toInteger(code, x, to) : resize(code, x, from, to);
      case FLOAT0 -> Val.constant(IrType.I8.of(x.type().lanes()), 0);
      case COMPLEX, KEY, TOKEN -> throw new UnsupportedOperationException(from + " as " + to);
    };
  }

  private static Val resize(Code code, Val x, DType from, DType to) {
    IrType target = Registers.type(to);
    int difference = target.bits() - x.type().bits();
    return difference == 0
        ? x
        : code.cast(difference < 0 ? "trunc" : from.isSigned() ? "sext" : "zext", x, target);
  }

  private static Val integerToFloat(Code code, Val x, DType from, DType to) {
    String cast = from.isSigned() ? "sitofp" : "uitofp";
    boolean is16 = to.byteSize() == 2;
    // A float holds 24 bits exactly; wider integers reach a 16-bit type by way of double.
    IrType by = is16 && from.byteSize() >= 4 ? IrType.F64 : Registers.type(to);
    Val real = code.cast(cast, x, by);
    return is16 ? toFloat(code, real, to) : real;
  }

  private static Val toFloat(Code code, Val x, DType to) {
    return switch (to) {
      case FLOAT64 -> x.type().bits() == 64 ? x : code.cast("fpext", x, IrType.F64);
      case FLOAT32 -> x.type().bits() == 32 ? x : code.cast("fptrunc", x, IrType.F32);
      default ->
          Registers.round(
              code, to, x.type().bits() == 32 ? x : roundToOdd(new Lanes(code, x.type()), x));
    };
  }

  /// A `double` as `float` with a sticky last bit, so that a second rounding, to fewer bits, gives
  /// what a single one would (S. Boldo, G. Melquiond, "When double rounding is odd", 2005).
  private static Val roundToOdd(Lanes f, Val x) {
    Code code = f.code();
    Val nearest = code.cast("fptrunc", x, IrType.F32);
    Val back = code.cast("fpext", nearest, IrType.F64);
    Val bits = code.bitcast(nearest, IrType.I32);
    IrType t = bits.type();
    Val isEven = code.compare("icmp eq", code.and(bits, Val.constant(t, 1)), Val.constant(t, 0));
    Val change = code.and(code.compare("fcmp one", back, x), isEven);
    Val tooFar = code.compare("fcmp ogt", f.abs(back), f.abs(x));
    Val step = code.select(tooFar, Val.constant(t, -1), Val.constant(t, 1));
    return code.bitcast(code.select(change, code.add(bits, step), bits), IrType.F32);
  }

  /// Clamped before the conversion, because LLVM's gives anything outside the range.
  private static Val toInteger(Code code, Val x, DType to) {
    Lanes f = Lanes.of(code, x);
    int bits = to.bits();
    boolean signed = to.isSigned();
    double low = signed ? -Math.scalb(1.0, bits - 1) : 0;
    double above = Math.scalb(1.0, signed ? bits - 1 : bits);
    double high = bits < 32 || (bits == 32 && f.isDouble()) ? above - 1 : below(above, f);
    Val number = f.select(f.isNaN(x), 0, x);
    Val clamped = f.atMost(f.atLeast(number, low), high);
    IrType target = Registers.type(to);
    // Vector units convert to signed 32 bits; narrower results are cut out of them.
    Val whole =
        bits < 32
            ? code.cast("trunc", code.cast("fptosi", clamped, IrType.I32), target)
            : code.cast(signed ? "fptosi" : "fptoui", clamped, target);
    Val largest = Val.constant(whole.type(), signed ? -1L >>> (65 - bits) : -1);
    return high == above - 1
        ? whole
        : code.select(code.compare("fcmp oge", x, f.real(above)), largest, whole);
  }

  /// The largest number of the type below a power of two.
  private static double below(double power, Lanes f) {
    return f.isDouble() ? Math.nextDown(power) : Math.nextDown((float) power);
  }

  /// The same bits, as they are in memory.
  static Val bitcast(Code code, Val x, DType from, DType to) {
    if (to == DType.BOOL) {
      throw new IllegalArgumentException("bitcast_convert_type: %s to bool".formatted(from));
    }
    Val stored = Registers.narrow(code, from, x);
    IrType target =
        to == DType.FLOAT16 ? IrType.F16 : to == DType.BFLOAT16 ? IrType.I16 : Registers.type(to);
    Val same =
        stored.type().scalar().equals(target) ? stored : code.cast("bitcast", stored, target);
    return Registers.widen(code, to, same);
  }
}

package linum.llvm.element;

import linum.ir.DType;
import linum.ir.Elementwise;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;
import org.jspecify.annotations.Nullable;

/// Functions of floating numbers that are exact, or rounded once.
final class Arithmetic {
  private Arithmetic() {}

  /// -1, ±0, 1 or NaN.
  static Val sign(Lanes f, Val x) {
    Val other = f.code().compare("fcmp one", x, f.real(0));
    return f.select(other, f.copySign(f.real(1), x), x);
  }

  /// Ties away from zero; a number that has no fraction is left as it is.
  static Val roundAwayFromZero(Lanes f, Val x) {
    Val down = f.code().intrinsic("trunc", x);
    Val tie = f.code().compare("fcmp oge", f.abs(f.sub(x, down)), f.real(0.5));
    return f.select(tie, f.add(down, f.copySign(f.real(1), x)), down);
  }

  static Val isFinite(Lanes f, Val x) {
    return f.less(f.abs(x), Double.POSITIVE_INFINITY);
  }

  /// NaN if any operand is; 0 above -0. The two maxima of the machine differ only where the
  /// operands are equal zeros or NaN, and their common bits are what is wanted of zeros.
  static Val max(Lanes f, Val x, Val y) {
    return joined(f, x, y, "ogt", true);
  }

  static Val min(Lanes f, Val x, Val y) {
    return joined(f, x, y, "olt", false);
  }

  private static Val joined(Lanes f, Val x, Val y, String order, boolean common) {
    Code code = f.code();
    Val a = f.bits(f.select(code.compare("fcmp " + order, x, y), x, y));
    Val b = f.bits(f.select(code.compare("fcmp " + order, y, x), y, x));
    Val unordered = code.compare("fcmp uno", x, y);
    Val nan = code.cast("sext", unordered, f.type().toInteger());
    return f.fromBits(code.or(common ? code.and(a, b) : code.or(a, b), nan));
  }

  /// The bits as integers that are ordered as the numbers are, -0 below 0. All NaN are one, above
  /// everything.
  static Val totalOrder(Lanes f, Val x) {
    Code code = f.code();
    Val bits = f.bits(f.select(f.isNaN(x), Double.NaN, x));
    Val isNegative = code.compare("icmp slt", bits, f.whole(0));
    return code.select(
        isNegative, code.xor(bits, f.whole(Long.MAX_VALUE >>> (64 - f.type().bits()))), bits);
  }

  /// The neighbour of `x` toward `y` in their type; `y` itself if they are equal. The bits of a
  /// positive number count up with its size, and those of a negative one as well.
  static Val nextAfter(Lanes f, Val x, Val y, DType dtype) {
    Code code = f.code();
    DType whole =
        switch (dtype.byteSize()) {
          case 2 -> DType.INT16;
          case 4 -> DType.INT32;
          default -> DType.INT64;
        };
    Val bits = Conversions.bitcast(code, x, dtype, whole);
    Val one = Val.constant(bits.type(), 1);
    Val away = code.not(code.xor(f.greater(x, 0), f.less(x, y)));
    Val moved = code.select(away, code.add(bits, one), code.sub(bits, one));
    Val fromZero = f.copySign(Conversions.bitcast(code, one, whole, dtype), y);
    Val result = f.select(f.equal(x, 0), fromZero, Conversions.bitcast(code, moved, whole, dtype));
    result = f.select(code.compare("fcmp oeq", x, y), y, result);
    return f.select(code.compare("fcmp uno", x, y), Double.NaN, result);
  }

  /// `x` to a whole power, by repeated squaring. `float` numbers go by way of `double`, except to
  /// small powers: the error is at most 2 ulp then, and below 0.51 otherwise as long as the power
  /// is moderate.
  static Val power(Lanes f, Val x, int y) {
    if (!f.isDouble() && (y > 4 || y < -1)) {
      return Lanes.inDouble(f, x, (wide, v) -> power(wide, v, y));
    }
    @Nullable Val result = null;
    Val square = x;
    for (long n = Math.abs((long) y); n > 0; n >>= 1) {
      if ((n & 1) == 1) {
        result = result == null ? square : f.mul(result, square);
      }
      square = n > 1 ? f.mul(square, square) : square;
    }
    if (result == null) {
      return f.real(1);
    }
    return y < 0 ? f.div(1, result) : result;
  }

  /// The remainder of a division, with the sign of the dividend; exact.
  ///
  /// Each round takes off the largest multiple of `|y| 2^k` that is a whole number below 2^51, so
  /// that its product is exact, until what is left is below `|y|`: one round for quotients up to
  /// 2^50.
  static Val rem(Lanes f, Val x, Val y) {
    return f.isDouble()
        ? Remainder.of(f, x, y)
        : f.narrowed(Remainder.of(f.asDouble(), f.widened(x), f.widened(y)));
  }

  /// Rounded to a format with fewer bits: to nearest, ties to even; above its range infinite, below
  /// its normal numbers zero. In `double`, where every `float` is a normal number.
  static Val reducePrecision(Lanes narrow, Val value, Elementwise.ReducePrecision p) {
    return Lanes.inDouble(
        narrow,
        value,
        (f, x) -> {
          Code code = f.code();
          int dropped = 52 - p.mantissaBits();
          Val bits = f.bits(x);
          if (dropped > 0) {
            Val odd = code.and(f.shiftRight(bits, dropped), f.whole(1));
            bits = code.add(code.add(bits, f.whole((1L << (dropped - 1)) - 1)), odd);
            bits = code.and(bits, f.whole(-1L << dropped));
          }
          Val rounded = f.fromBits(bits);
          if (p.exponentBits() > 11) {
            return f.select(isFinite(f, x), rounded, x);
          }
          int largest = (1 << (p.exponentBits() - 1)) - 1;
          Val size = f.abs(rounded);
          if (largest < 1023) {
            Val above = code.compare("fcmp oge", size, f.real(Math.scalb(1.0, largest + 1)));
            rounded = f.select(above, f.copySign(f.real(Double.POSITIVE_INFINITY), x), rounded);
          }
          Val below = f.less(size, Math.scalb(1.0, 1 - largest));
          rounded = f.select(below, f.copySign(f.real(0), x), rounded);
          return f.select(isFinite(f, x), rounded, x);
        });
  }
}

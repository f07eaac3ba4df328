package linum.llvm.element;

import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Unary;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// Functions of integers, booleans and keys. Nothing traps: division by zero and shifts beyond the
/// width have the results that the primitives define.
final class Integers {
  private Integers() {}

  static Val unary(Code code, Unary p, Val x, DType dtype) {
    boolean signed = dtype.isSigned();
    return switch (p) {
      case NEG -> code.sub(zero(x), x);
      case SIGN -> signed ? sign(code, x) : code.cast("zext", isNot(code, x, 0), x.type().scalar());
      case ABS -> signed ? code.intrinsicFlagged("abs", x) : x;
      case SQUARE -> code.mul(x, x);
      case NOT -> code.not(x);
      case POPULATION_COUNT -> code.intrinsic("ctpop", x);
      case CLZ -> code.intrinsicFlagged("ctlz", x);
      case COPY, STOP_GRADIENT -> x;
      case FLOOR,
          CEIL,
          ROUND_AWAY_FROM_ZERO,
          ROUND_TO_NEAREST_EVEN,
          IS_FINITE,
          EXP,
          EXP2,
          LOG,
          EXPM1,
          LOG1P,
          LOGISTIC,
          SIN,
          COS,
          TAN,
          ASIN,
          ACOS,
          ATAN,
          SINH,
          COSH,
          TANH,
          ASINH,
          ACOSH,
          ATANH,
          SQRT,
          RSQRT,
          CBRT,
          ERF,
          ERFC,
          ERF_INV,
          LGAMMA,
          DIGAMMA,
          BESSEL_I0E,
          BESSEL_I1E ->
          throw new IllegalArgumentException("%s of %s".formatted(p.label(), dtype));
    };
  }

  static Val binary(Code code, Binary p, Val x, Val y, DType dtype) {
    boolean signed = dtype.isSigned();
    String kind = signed ? "s" : "u";
    return switch (p) {
      case ADD, ADD_ANY -> code.add(x, y);
      case SUB -> code.sub(x, y);
      case MUL -> code.mul(x, y);
      case DIV -> signed ? divide(code, x, y) : divideUnsigned(code, x, y);
      case REM -> rem(code, x, y, signed);
      case MAX -> dtype == DType.BOOL ? code.or(x, y) : code.intrinsic(kind + "max", x, y);
      case MIN -> dtype == DType.BOOL ? code.and(x, y) : code.intrinsic(kind + "min", x, y);
      case AND -> code.and(x, y);
      case OR -> code.or(x, y);
      case XOR -> code.xor(x, y);
      case SHIFT_LEFT -> code.select(inWidth(code, y), code.shl(x, y), zero(x));
      case SHIFT_RIGHT_LOGICAL -> code.select(inWidth(code, y), code.lshr(x, y), zero(x));
      case SHIFT_RIGHT_ARITHMETIC ->
          code.ashr(x, code.select(inWidth(code, y), y, Val.constant(y.type(), bits(y) - 1)));
      case MULHI -> mulhi(code, x, y, signed);
      case EQ, EQ_TO -> code.compare("icmp eq", x, y);
      case NE -> code.compare("icmp ne", x, y);
      case LT, LT_TO -> code.compare("icmp " + kind + "lt", x, y);
      case LE, LE_TO -> code.compare("icmp " + kind + "le", x, y);
      case GT -> code.compare("icmp " + kind + "gt", x, y);
      case GE -> code.compare("icmp " + kind + "ge", x, y);
      case POW, ATAN2, NEXTAFTER ->
          throw new IllegalArgumentException("%s of %s".formatted(p.label(), dtype));
    };
  }

  /// By repeated squaring, wrapping.
  static Val power(Code code, Val x, int y) {
    Val result = Val.constant(x.type(), 1);
    Val square = x;
    for (int n = y; n > 0; n >>= 1) {
      if ((n & 1) == 1) {
        result = code.mul(result, square);
      }
      square = n > 1 ? code.mul(square, square) : square;
    }
    return result;
  }

  private static int bits(Val x) {
    return x.type().bits();
  }

  private static Val zero(Val x) {
    return Val.constant(x.type(), 0);
  }

  private static Val is(Code code, Val x, long v) {
    return code.compare("icmp eq", x, Val.constant(x.type(), v));
  }

  private static Val isNot(Code code, Val x, long v) {
    return code.compare("icmp ne", x, Val.constant(x.type(), v));
  }

  /// Whether a shift leaves any bit; a negative distance is a huge unsigned one.
  private static Val inWidth(Code code, Val distance) {
    return code.compare("icmp ult", distance, Val.constant(distance.type(), bits(distance)));
  }

  private static Val sign(Code code, Val x) {
    Val one = Val.constant(x.type(), 1);
    return code.intrinsic("smax", code.intrinsic("smin", x, one), Val.constant(x.type(), -1));
  }

  /// By zero, all bits are set; by -1 it is the negation, which wraps for the smallest number.
  private static Val divide(Code code, Val x, Val y) {
    Val byZero = is(code, y, 0);
    Val byMinusOne = is(code, y, -1);
    Val safe = code.select(code.or(byZero, byMinusOne), Val.constant(y.type(), 1), y);
    Val quotient = code.select(byMinusOne, code.sub(zero(x), x), code.binary("sdiv", x, safe));
    return code.select(byZero, Val.constant(x.type(), -1), quotient);
  }

  private static Val divideUnsigned(Code code, Val x, Val y) {
    Val byZero = is(code, y, 0);
    Val safe = code.select(byZero, Val.constant(y.type(), 1), y);
    return code.select(byZero, Val.constant(x.type(), -1), code.binary("udiv", x, safe));
  }

  /// By zero, it is the dividend.
  private static Val rem(Code code, Val x, Val y, boolean signed) {
    Val one = Val.constant(y.type(), 1);
    Val byZero = is(code, y, 0);
    Val trap = signed ? code.or(byZero, is(code, y, -1)) : byZero;
    Val rest = code.binary(signed ? "srem" : "urem", x, code.select(trap, one, y));
    return code.select(byZero, x, rest);
  }

  private static Val mulhi(Code code, Val x, Val y, boolean signed) {
    String extend = signed ? "sext" : "zext";
    IrType wide = IrType.integer(2 * bits(x)).of(x.type().lanes());
    Val product = code.mul(code.cast(extend, x, wide), code.cast(extend, y, wide));
    Val shift = code.cast("zext", Val.constant(x.type(), bits(x)), wide);
    return code.cast("trunc", code.lshr(product, shift), x.type().scalar());
  }
}

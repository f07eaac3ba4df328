package linum.llvm.element;

import java.util.function.BiFunction;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// Arithmetic on lanes of one floating type, `float` or `double`, in the words of formulas.
record Lanes(Code code, IrType type) {
  static Lanes of(Code code, Val x) {
    return new Lanes(code, x.type());
  }

  boolean isDouble() {
    return type.bits() == 64;
  }

  /// One constant for `float`, another for `double`.
  double either(double ofFloat, double ofDouble) {
    return isDouble() ? ofDouble : ofFloat;
  }

  double[] either(double[] ofFloat, double[] ofDouble) {
    return isDouble() ? ofDouble : ofFloat;
  }

  /// Bits of the mantissa that are stored.
  int mantissaBits() {
    return isDouble() ? 52 : 23;
  }

  int exponentBias() {
    return isDouble() ? 1023 : 127;
  }

  double smallestNormal() {
    return either(Float.MIN_NORMAL, Double.MIN_NORMAL);
  }

  /// `3/2 · 2^mantissaBits`: added to a number, it leaves the nearest integer in the lowest bits.
  double shifter() {
    return either(0x1.8p23, 0x1.8p52);
  }

  Val real(double v) {
    return Val.constant(type, v);
  }

  Val whole(long v) {
    return Val.constant(type.toInteger(), v);
  }

  Val add(Val a, Val b) {
    return code.add(a, b);
  }

  Val add(Val a, double b) {
    return code.add(a, real(b));
  }

  Val sub(Val a, Val b) {
    return code.sub(a, b);
  }

  Val sub(Val a, double b) {
    return code.sub(a, real(b));
  }

  Val sub(double a, Val b) {
    return code.sub(real(a), b);
  }

  Val mul(Val a, Val b) {
    return code.mul(a, b);
  }

  Val mul(Val a, double b) {
    return code.mul(a, real(b));
  }

  Val div(Val a, Val b) {
    return code.fdiv(a, b);
  }

  Val div(double a, Val b) {
    return code.fdiv(real(a), b);
  }

  /// `a * b + c`, rounded once.
  Val fma(Val a, Val b, Val c) {
    return code.fma(a, b, c);
  }

  Val fma(Val a, double b, Val c) {
    return code.fma(a, real(b), c);
  }

  Val fma(Val a, Val b, double c) {
    return code.fma(a, b, real(c));
  }

  Val fma(Val a, double b, double c) {
    return code.fma(a, real(b), real(c));
  }

  Val neg(Val a) {
    return code.fneg(a);
  }

  Val abs(Val a) {
    return code.intrinsic("fabs", a);
  }

  Val sqrt(Val a) {
    return code.intrinsic("sqrt", a);
  }

  /// By bits: LLVM 20 takes `copysign` apart, lane by lane, where the result is made narrower.
  Val copySign(Val size, Val sign) {
    Val negative = whole(Long.MIN_VALUE >> (64 - type.bits()));
    Val rest = code.and(bits(size), code.not(negative));
    return fromBits(code.or(rest, code.and(bits(sign), negative)));
  }

  /// The smaller of a number and a constant; NaN stays NaN.
  Val atMost(Val a, double bound) {
    return code.select(code.compare("fcmp olt", real(bound), a), real(bound), a);
  }

  /// The larger of a number and a constant; NaN stays NaN.
  Val atLeast(Val a, double bound) {
    return code.select(code.compare("fcmp ogt", real(bound), a), real(bound), a);
  }

  Val less(Val a, double b) {
    return code.compare("fcmp olt", a, real(b));
  }

  Val less(Val a, Val b) {
    return code.compare("fcmp olt", a, b);
  }

  Val greater(Val a, double b) {
    return code.compare("fcmp ogt", a, real(b));
  }

  Val equal(Val a, double b) {
    return code.compare("fcmp oeq", a, real(b));
  }

  Val isNaN(Val a) {
    return code.compare("fcmp uno", a, a);
  }

  Val select(Val condition, Val then, Val otherwise) {
    return code.select(condition, then, otherwise);
  }

  Val select(Val condition, double then, Val otherwise) {
    return code.select(condition, real(then), otherwise);
  }

  Val select(Val condition, Val then, double otherwise) {
    return code.select(condition, then, real(otherwise));
  }

  Val select(Val condition, double then, double otherwise) {
    return code.select(condition, real(then), real(otherwise));
  }

  /// The bits as integers of the same width.
  Val bits(Val a) {
    return code.bitcast(a, type.toInteger());
  }

  /// The numbers with the given bits.
  Val fromBits(Val bits) {
    return code.bitcast(bits, type);
  }

  Val shiftLeft(Val bits, int by) {
    return code.shl(bits, whole(by));
  }

  Val shiftRight(Val bits, int by) {
    return code.lshr(bits, whole(by));
  }

  /// `c[0] + c[1] x + c[2] x² + …`; the even and the odd powers are summed side by side where there
  /// are many, which halves the time until the result is there.
  Val polynomial(Val x, double... c) {
    if (c.length <= 4) {
      return horner(x, c, 0, 1);
    }
    Val square = mul(x, x);
    return fma(horner(square, c, 1, 2), x, horner(square, c, 0, 2));
  }

  private Val horner(Val x, double[] c, int first, int step) {
    int last = first + (c.length - 1 - first) / step * step;
    Val sum = real(c[last]);
    for (int i = last - step; i >= first; i -= step) {
      sum = fma(sum, x, c[i]);
    }
    return sum;
  }

  /// Whether a condition holds in any lane; an `i1`.
  Val any(Val condition) {
    IrType t = condition.type();
    return t.isVector()
        ? code.call(IrType.I1, "@llvm.vector.reduce.or." + t.suffix(), condition)
        : condition;
  }

  /// A function computed in `double`, whatever the type; for `float` that is nearly always the
  /// correctly rounded result.
  static Val inDouble(Lanes f, Val x, BiFunction<Lanes, Val, Val> function) {
    if (f.isDouble()) {
      return function.apply(f, x);
    }
    return f.narrowed(function.apply(f.asDouble(), f.widened(x)));
  }

  Lanes asDouble() {
    return new Lanes(code, IrType.F64.of(type.lanes()));
  }

  /// A number of this type as `double`.
  Val widened(Val x) {
    return isDouble() ? x : code.cast("fpext", x, IrType.F64);
  }

  /// A `double` as this type.
  Val narrowed(Val x) {
    return isDouble() ? x : code.cast("fptrunc", x, type.scalar());
  }
}

package linum.llvm.element;

import java.util.HexFormat;
import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrModule;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// An angle in radians as quarter turns and a rest: `x = quarters π/2 + rest`, `|rest| ≤ π/4` but
/// for rounding.
///
/// Up to a bound the multiple of π/2, in three parts, is subtracted with single roundings (W. Cody,
/// W. Waite, "Software Manual for the Elementary Functions", 1980). Beyond it, where any lane is
/// there, the angle is multiplied by as many digits of 2/π as its exponent asks for (M. Payne, R.
/// Hanek, "Radian reduction for trigonometric functions", 1983), lane by lane.
///
/// @param quarters integers; only their lowest bits count
record Angle(Val rest, Val quarters) {
  private static final double TWO_OVER_PI = 0.6366197723675814;
  private static final double[] HALF_PI_FLOAT = {0x1.921fb6p0, -0x1.777a5cp-25, -0x1.ee59dap-50};
  private static final double[] HALF_PI_DOUBLE = {
    0x1.921fb54442d18p0, 0x1.1a62633145c07p-54, -0x1.f1976b7ed8fbcp-110
  };

  /// The bits of 2/π behind the point.
  private static final String DIGITS =
      "a2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561"
          + "b7246e3a424dd2e006492eea09d1921cfe1deb1cb129a73ee88235f52ebb4484"
          + "e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980f"
          + "ef2f118b5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d7527bac7ebe5f17b"
          + "3d0739f78a5292ea6bfb5fb11f8d5d0856033046fc7b6bab";

  private static final int WINDOW = 192;
  private static final IrType WIDE = IrType.integer(256);

  static Angle of(Lanes f, Val x) {
    Code code = f.code();
    Val shifted = f.fma(x, TWO_OVER_PI, f.shifter());
    Val n = f.sub(shifted, f.shifter());
    Val r = x;
    for (double part : f.either(HALF_PI_FLOAT, HALF_PI_DOUBLE)) {
      r = f.fma(n, -part, r);
    }
    Val near = r;
    Val huge = code.compare("fcmp oge", f.abs(x), f.real(f.either(0x1p16, 0x1p20)));
    Val turned = f.bits(shifted);
    List<Val> parts =
        code.branch(
            f.any(huge),
            () -> {
              Angle far = ofHuge(f, x);
              return List.of(
                  f.select(huge, far.rest, near), code.select(huge, far.quarters, turned));
            },
            () -> List.of(near, turned));
    return new Angle(parts.get(0), parts.get(1));
  }

  /// The angle `π x`, for `|x| < 2^50`.
  static Angle ofHalfTurns(Lanes f, Val x) {
    Val shifted = f.fma(x, 2, f.shifter());
    Val n = f.sub(shifted, f.shifter());
    return new Angle(f.mul(f.fma(n, -0.5, x), Math.PI), f.bits(shifted));
  }

  /// Whether an angle that many quarters further on has an odd number of them.
  Val isOdd(Lanes f, int further) {
    Val low = f.code().and(plus(f, further), f.whole(1));
    return f.code().compare("icmp ne", low, f.whole(0));
  }

  Val plus(Lanes f, int further) {
    return f.code().add(quarters, f.whole(further));
  }

  /// Every lane by a call; of use for those that are huge.
  private static Angle ofHuge(Lanes f, Val x) {
    Code code = f.code();
    String function = define(code.module());
    Val wide = f.widened(x);
    Val rests = new Val("poison", wide.type());
    Val quarters = new Val("poison", IrType.I64.of(wide.type().lanes()));
    Val place = code.alloca(8);
    for (int i = 0; i < wide.type().lanes(); i++) {
      Val turned = code.call(IrType.I64, function, code.extract(wide, i), place);
      Val rest = code.load(IrType.F64, place);
      rests = wide.type().isVector() ? code.insert(rests, rest, i) : rest;
      quarters = wide.type().isVector() ? code.insert(quarters, turned, i) : turned;
    }
    Val narrow = f.isDouble() ? quarters : code.cast("trunc", quarters, IrType.I32);
    return new Angle(f.narrowed(rests), narrow);
  }

  /// `i64 reduce(double x, ptr rest)`, once a module.
  private static String define(IrModule module) {
    String name = "linum_quarter_turns";
    if (!module.defines(name)) {
      Code code = module.function(name, false, IrType.I64, IrType.F64, IrType.PTR);
      Lanes f = new Lanes(code, IrType.F64);
      Val x = code.parameter(0);
      Angle angle = byDigits(f, x);
      code.store(angle.rest, code.parameter(1));
      code.finish(angle.quarters);
    }
    return "@" + name;
  }

  /// `x = m 2^e` with a whole `m`. Digits of 2/π whose product with `x` is a multiple of 4 are
  /// skipped, by whole bytes; the next 192 are multiplied by `m`. The two bits above the point of
  /// the product are the quarters, what is below is the rest, of which 130 bits are right.
  private static Angle byDigits(Lanes f, Val x) {
    Code code = f.code();
    Val bits = f.bits(f.abs(x));
    Val e = code.sub(f.shiftRight(bits, 52), f.whole(1075));
    Val finite = Arithmetic.isFinite(f, x);
    Val m = code.or(code.and(bits, f.whole((1L << 52) - 1)), f.whole(1L << 52));
    Val skippable = code.intrinsic("smax", code.sub(e, f.whole(2)), f.whole(0));
    Val skipped = code.select(finite, f.shiftRight(skippable, 3), f.whole(0));
    int bytes = DIGITS.length() / 2;
    Val start = code.sub(f.whole(bytes - WINDOW / 8), skipped);
    Val place = code.at(table(code.module()), start, 1);
    Val digits = code.load(IrType.integer(WINDOW), place, 1);
    Val product = code.mul(wide(code, m), wide(code, digits));
    // The point is `192 + 8 skipped - e` bits above the end; it goes two bits below the top.
    Val up = code.add(code.sub(e, f.shiftLeft(skipped, 3)), f.whole(256 - 2 - WINDOW));
    Val placed = code.shl(product, wide(code, code.select(finite, up, f.whole(0))));
    Val nearest = code.add(placed, code.shl(wide(code, f.whole(1)), wide(code, f.whole(253))));
    Val turned = code.cast("trunc", code.lshr(nearest, wide(code, f.whole(254))), IrType.I64);
    Val fraction = code.shl(placed, wide(code, f.whole(2)));
    Val below = code.compare("icmp slt", fraction, wide(code, f.whole(0)));
    Val size = code.select(below, code.sub(wide(code, f.whole(0)), fraction), fraction);
    // The leading 64 bits, as a number: size / 2^256 π/2
    Val zeros = code.intrinsicFlagged("ctlz", size);
    Val lead = code.lshr(code.shl(size, zeros), wide(code, f.whole(192)));
    Val number = code.cast("uitofp", code.cast("trunc", lead, IrType.I64), IrType.F64);
    Val exponent = code.sub(f.whole(1023 - 64), code.cast("trunc", zeros, IrType.I64));
    Val rest = f.mul(f.mul(number, f.fromBits(f.shiftLeft(exponent, 52))), Math.PI / 2);
    Val isNegative = f.less(x, 0);
    Val negated = code.xor(below, isNegative);
    rest = f.select(negated, f.neg(rest), rest);
    return new Angle(
        f.select(finite, rest, Double.NaN),
        code.select(isNegative, code.sub(f.whole(0), turned), turned));
  }

  private static Val wide(Code code, Val x) {
    return code.cast("zext", x, WIDE);
  }

  /// The digits, the last ones first, so that a load of any of them is a number.
  private static Val table(IrModule module) {
    byte[] digits = HexFormat.of().parseHex(DIGITS);
    StringBuilder text = new StringBuilder("[" + digits.length + " x i8] c\"");
    for (int i = digits.length - 1; i >= 0; i--) {
      text.append('\\').append(HexFormat.of().withUpperCase().toHexDigits(digits[i]));
    }
    return module.global(text.append('"').toString());
  }
}

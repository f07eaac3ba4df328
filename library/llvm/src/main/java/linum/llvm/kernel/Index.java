package linum.llvm.kernel;

import java.util.List;
import java.util.function.ToLongFunction;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;

/// Computing with indices that are not negative. What is known beforehand is not computed.
final class Index {
  private Index() {}

  static Val div(Code code, Val a, long b) {
    if (b == 1) {
      return a;
    }
    return a.isConstant() ? Val.i64(value(a) / b) : code.binary("udiv", a, Val.i64(b));
  }

  static Val rem(Code code, Val a, long b) {
    if (b == 1) {
      return Val.i64(0);
    }
    return a.isConstant() ? Val.i64(value(a) % b) : code.binary("urem", a, Val.i64(b));
  }

  static Val times(Code code, Val a, long b) {
    return b == 0 ? Val.i64(0) : code.mul(a, Val.i64(b));
  }

  static Val plus(Code code, Val a, long b) {
    return code.add(a, Val.i64(b));
  }

  static Val minus(Code code, Val a, Val b) {
    if (b.text().equals("0")) {
      return a;
    }
    return a.isConstant() && b.isConstant() ? Val.i64(value(a) - value(b)) : code.sub(a, b);
  }

  static Val min(Code code, Val a, Val b) {
    if (a.isConstant() && b.isConstant()) {
      return Val.i64(Math.min(value(a), value(b)));
    }
    return code.select(code.compare("icmp slt", a, b), a, b);
  }

  static Val max(Code code, Val a, Val b) {
    if (a.isConstant() && b.isConstant()) {
      return Val.i64(Math.max(value(a), value(b)));
    }
    return code.select(code.compare("icmp sgt", a, b), a, b);
  }

  static Val ifGreater(Code code, Val a, long b, Val then, Val otherwise) {
    if (a.isConstant()) {
      return value(a) > b ? then : otherwise;
    }
    return code.select(code.compare("icmp sgt", a, Val.i64(b)), then, otherwise);
  }

  static void whenGreater(Code code, Val a, long b, Runnable body) {
    if (a.isConstant()) {
      if (value(a) > b) {
        body.run();
      }
    } else {
      code.when(code.compare("icmp sgt", a, Val.i64(b)), body);
    }
  }

  static void whenGreater(Code code, Val a, Val b, Runnable body) {
    code.when(code.compare("icmp sgt", a, b), body);
  }

  private static long value(Val v) {
    return Long.parseLong(v.text());
  }

  /// How far an array has moved at a step, counted over several axes as over one.
  static Val offset(Code code, Val step, List<Axis> axes, ToLongFunction<Axis> stride) {
    Val rest = step;
    Val sum = Val.i64(0);
    for (int i = axes.size() - 1; i >= 0; i--) {
      Axis a = axes.get(i);
      Val here = i == 0 ? rest : rem(code, rest, a.count());
      sum = code.add(sum, times(code, here, stride.applyAsLong(a)));
      rest = i == 0 ? rest : div(code, rest, a.count());
    }
    return sum;
  }
}

package linum.llvm.nest;

import linum.llvm.emit.Code;
import linum.llvm.emit.Val;

/// Loops over vectors, and over the elements that do not fill one.
final class Sweep {
  private Sweep() {}

  /// What is done for a vector of elements, or for one.
  @FunctionalInterface
  interface Body {
    void emit(Val first, int lanes);
  }

  /// Where the elements end that fill vectors.
  static Val lastFull(Code code, Val from, Val to, long step) {
    if (from.isConstant() && to.isConstant()) {
      long begin = Long.parseLong(from.text());
      long length = Math.max(0, Long.parseLong(to.text()) - begin);
      return Val.i64(begin + length / step * step);
    }
    Val length = code.sub(to, from);
    Val whole = code.sub(length, code.binary("srem", length, Val.i64(step)));
    return code.add(from, whole);
  }

  static void over(Code code, Val from, Val to, int lanes, Body body) {
    Val main = lanes == 1 ? from : lastFull(code, from, to, lanes);
    if (lanes > 1) {
      code.loop(from, main, lanes, i -> body.emit(i, lanes));
    }
    code.loop(main, to, 1, i -> body.emit(i, 1));
  }
}

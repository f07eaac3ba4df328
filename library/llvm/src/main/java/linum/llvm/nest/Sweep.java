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

  /// @param unroll how many vectors a round does, so that a long chain of operations on one need
  ///   not be waited for
  static void over(Code code, Val from, Val to, int lanes, int unroll, Body body) {
    Val done = from;
    if (lanes > 1 && unroll > 1) {
      long step = (long) unroll * lanes;
      done = lastFull(code, from, to, step);
      code.loop(
          from,
          done,
          step,
          i -> {
            for (int u = 0; u < unroll; u++) {
              body.emit(code.add(i, Val.i64((long) u * lanes)), lanes);
            }
          });
    }
    if (lanes > 1) {
      Val vectors = lastFull(code, done, to, lanes);
      code.loop(done, vectors, lanes, i -> body.emit(i, lanes));
      done = vectors;
    }
    code.loop(done, to, 1, i -> body.emit(i, 1));
  }
}

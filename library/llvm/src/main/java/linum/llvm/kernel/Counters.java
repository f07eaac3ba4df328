package linum.llvm.kernel;

import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// Numbers that count up from lane to lane.
final class Counters {
  private Counters() {}

  /// `i, i + 1, …`, the lower 32 bits of each.
  static Val from(Code code, Val i, int lanes) {
    return from(code, code.cast("trunc", i, IrType.I32), IrType.I32, lanes);
  }

  /// `first, first + 1, …` in a type of integers.
  static Val from(Code code, Val first, IrType type, int lanes) {
    return lanes == 1 ? first : code.add(code.splat(first, lanes), Val.lanesOf(type.of(lanes)));
  }
}

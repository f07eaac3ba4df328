package linum.llvm.kernel;

import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// Copies elements as they are, whatever their type.
///
/// @param bytes how many an element has
record ElementCopy(Code code, int bytes) {

  void contiguous(Val from, Val to, Val count) {
    if (count.text().equals("1")) {
      one(from, to);
      return;
    }
    code.run("@llvm.memcpy.p0.p0.i64", to, from, Index.times(code, count, bytes), Val.i1(false));
  }

  /// @param fromStride how many elements apart the next is where it comes from
  /// @param toStride how many elements apart the next is where it goes
  void strided(Val from, long fromStride, Val to, long toStride, Val count) {
    if (fromStride == 1 && toStride == 1) {
      contiguous(from, to, count);
      return;
    }
    code.loop(
        Val.i64(0),
        count,
        1,
        i ->
            one(
                code.at(from, Index.times(code, i, fromStride), bytes),
                code.at(to, Index.times(code, i, toStride), bytes)));
  }

  void one(Val from, Val to) {
    IrType type = IrType.integer(8 * bytes);
    code.store(code.load(type, from), to);
  }
}

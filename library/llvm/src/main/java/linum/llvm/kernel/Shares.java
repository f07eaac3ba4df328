package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;
import linum.llvm.plan.Kernel;
import linum.llvm.plan.Value;

/// Adds up the shares of a product whose depth was cut into parts, always in the same order.
///
/// @param sum the type of the sums
/// @param count how many shares there are
/// @param sums the shares, one after the other
record Shares(
    String label,
    Epilogue epilogue,
    IrType sum,
    long count,
    Value sums,
    Value result,
    int vectorBytes) {
  private static final int PART = 4096;

  Kernel kernel() {
    List<Value> reads = new ArrayList<>(List.of(sums));
    reads.addAll(epilogue.reads());
    boolean direct = epilogue.writes().isEmpty();
    long size = result.aval().size();
    int lanes = Math.max(1, vectorBytes / sum.byteSize());
    return new Kernel(
        label + " shares",
        reads,
        direct ? List.of(result) : epilogue.writes(),
        List.of(),
        Depth.ceil(size, PART),
        PART * count * 0.2,
        (code, memory, begin, end) -> {
          Val from = Index.times(code, begin, PART);
          Val to = Index.min(code, Index.times(code, end, PART), Val.i64(size));
          Val whole = code.and(Index.minus(code, to, from), Val.i64(-lanes));
          Val middle = code.add(from, whole);
          code.loop(from, middle, lanes, i -> at(code, memory, i, lanes, direct));
          code.loop(middle, to, 1, i -> at(code, memory, i, 1, direct));
        });
  }

  private void at(
      linum.llvm.emit.Code code, Kernel.Memory memory, Val i, int lanes, boolean direct) {
    int bytes = sum.byteSize();
    long size = result.aval().size();
    Val first = code.at(memory.reads().getFirst(), i, bytes);
    Val total = code.load(sum.of(lanes), first);
    for (long s = 1; s < count; s++) {
      Val next = code.load(sum.of(lanes), code.at(first, Val.i64(s * size), bytes));
      total = code.add(total, next);
    }
    if (direct) {
      code.store(total, code.at(memory.writes().getFirst(), i, bytes));
    } else {
      epilogue.emit(
          code, memory.reads().subList(1, memory.reads().size()), memory.writes(), total, i);
    }
  }
}

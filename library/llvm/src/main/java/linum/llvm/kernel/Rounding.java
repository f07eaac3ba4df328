package linum.llvm.kernel;

import java.util.List;
import linum.ir.DType;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;
import linum.llvm.plan.Value;

/// Puts sums into a result, rounded or wrapped to its type.
///
/// @param operand the type of what was multiplied
/// @param storage how the result lies in memory
record Rounding(Value result, DType operand, Storage storage) implements Epilogue {
  @Override
  public List<Value> reads() {
    return List.of();
  }

  @Override
  public List<Value> writes() {
    return storage.isPlain() ? List.of() : List.of(result);
  }

  @Override
  public void emit(Code code, List<Val> reads, List<Val> writes, Val sums, Val at) {
    storage.store(code, operand, sums, code.at(writes.getFirst(), at, storage.bytes()));
  }
}

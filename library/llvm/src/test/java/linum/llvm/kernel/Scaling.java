package linum.llvm.kernel;

import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;
import linum.llvm.plan.Value;

/// `alpha · sums + beta · start`: a product that is added to something, as an update of weights by
/// their gradient is.
///
/// @param start of the type and shape of the result
/// @param storage how start and result lie in memory
record Scaling(double alpha, double beta, Value start, Value result, Storage storage)
    implements Epilogue {
  @Override
  public List<Value> reads() {
    return List.of(start);
  }

  @Override
  public List<Value> writes() {
    return List.of(result);
  }

  @Override
  public void emit(Code code, List<Val> reads, List<Val> writes, Val sums, Val at) {
    Val before =
        storage.load(code, code.at(reads.getFirst(), at, storage.bytes()), sums.type().lanes());
    Val scaled = code.mul(sums, Val.constant(sums.type(), alpha));
    Val kept = beta == 1 ? before : code.mul(before, Val.constant(sums.type(), beta));
    storage.store(
        code,
        storage.dtype(),
        code.add(scaled, kept),
        code.at(writes.getFirst(), at, storage.bytes()));
  }
}

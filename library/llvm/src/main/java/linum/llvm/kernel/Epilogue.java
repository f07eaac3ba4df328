package linum.llvm.kernel;

import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;
import linum.llvm.plan.Value;

/// What becomes of the sums of a product: done to each piece of the result soon after its sums are
/// complete, while they are in the nearest cache.
public interface Epilogue {
  /// What it reads besides the sums.
  List<Value> reads();

  /// What it writes: the result of the product, or what is computed from it. An epilogue without
  /// writes leaves the sums where they are.
  List<Value> writes();

  /// Finishes some sums that lie side by side in the result.
  ///
  /// @param reads the addresses of [#reads]
  /// @param writes the addresses of [#writes]
  /// @param sums one lane or several, in the type of the sums
  /// @param at the position of the first in the product's result, counted row-major
  void emit(Code code, List<Val> reads, List<Val> writes, Val sums, Val at);
}

package linum.llvm.kernel;

import java.util.List;
import linum.llvm.emit.Val;
import linum.llvm.plan.Kernel;
import linum.llvm.plan.Value;

/// A result of zeros, such as a sum over nothing.
final class Zeros {
  private static final int PART = 1 << 16;

  private Zeros() {}

  static Kernel kernel(String label, Value result) {
    long bytes = result.aval().byteSize();
    return new Kernel(
        label,
        List.of(),
        List.of(result),
        List.of(),
        Depth.ceil(bytes, PART),
        PART / 10.0,
        (code, memory, begin, end) -> {
          Val from = Index.times(code, begin, PART);
          Val to = Index.min(code, Index.times(code, end, PART), Val.i64(bytes));
          code.run(
              "@llvm.memset.p0.i64",
              code.at(memory.writes().getFirst(), from, 1),
              new Val("0", linum.llvm.emit.IrType.I8),
              Index.minus(code, to, from),
              Val.i1(false));
        });
  }
}

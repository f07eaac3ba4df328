package linum.xla;

import java.util.function.BiFunction;
import linum.ir.DType;

/// Functions whose formulas need more digits than 16 bits have.
final class Narrow {
  private Narrow() {}

  /// The function; for 16-bit types computed in `f32` and rounded.
  static Tensor inSingle(Tensor x, Block b, BiFunction<Tensor, Block, Tensor> f) {
    return x.dtype().byteSize() < 4
        ? Ops.convert(b, f.apply(Ops.convert(b, x, DType.FLOAT32), b), x.dtype())
        : f.apply(x, b);
  }
}

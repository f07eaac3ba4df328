package linum.linen;

import linum.ir.DType;
import linum.ir.Dims;
import linum.layers.LstmCarry;
import linum.nn.Initializer;
import linum.random.PrngKey;

/// What cells remember before the first input.
final class CarryInit {
  private CarryInit() {}

  /// Memory and hidden state of one shape, from keys of their own.
  static LstmCarry lstm(Initializer init, PrngKey key, Dims shape, DType dtype) {
    PrngKey keys = key.split();
    return new LstmCarry(
        init.apply(keys.get(0), shape, dtype), init.apply(keys.get(1), shape, dtype));
  }
}

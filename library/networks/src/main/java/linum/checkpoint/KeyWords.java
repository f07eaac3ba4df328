package linum.checkpoint;

import linum.core.Array;
import linum.core.ConcreteArray;
import linum.core.Transfer;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;

/// Random keys as files have them: two words of `uint32` each, which is what they are in memory.
final class KeyWords {
  private KeyWords() {}

  /// The words of keys; any other array as it is.
  static Array of(Array array) {
    return array.dtype() == DType.KEY
        ? ConcreteArray.of(type(array.aval()), ((ConcreteArray) Transfer.deviceGet(array)).buffer())
        : array;
  }

  /// The type under which an array of the given type is stored.
  static Aval type(Aval aval) {
    Dims shape = aval.shape();
    return aval.dtype() == DType.KEY
        ? new Aval(DType.UINT32, shape.concat(Dims.of(2)))
        : aval.strong();
  }

  /// The array of the given type whose stored form this is.
  static Array restore(Array stored, Aval aval) {
    return aval.dtype() == DType.KEY
        ? ConcreteArray.of(aval, ((ConcreteArray) stored).buffer())
        : stored;
  }
}

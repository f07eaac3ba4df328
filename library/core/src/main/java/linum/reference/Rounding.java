package linum.reference;

import linum.ir.DType;
import linum.ir.Scalars;

/// Elements brought back into their type after an operation on wide numbers.
final class Rounding {
  private Rounding() {}

  /// Rounds to the nearest values of a floating type, ties to even. For sums, products, quotients
  /// and square roots of `float32` and narrower types the result is that of the type's own
  /// arithmetic: `double` has more than twice their digits.
  static void round(double[] data, DType dtype) {
    switch (dtype) {
      case FLOAT64 -> {}
      case FLOAT32 -> {
        for (int i = 0; i < data.length; i++) {
          data[i] = (float) data[i];
        }
      }
      case FLOAT16, BFLOAT16 -> {
        for (int i = 0; i < data.length; i++) {
          data[i] = Scalars.round(data[i], dtype);
        }
      }
      case BOOL,
          INT8,
          INT16,
          INT32,
          INT64,
          UINT8,
          UINT16,
          UINT32,
          UINT64,
          COMPLEX64,
          COMPLEX128,
          KEY,
          FLOAT0,
          TOKEN ->
          throw new IllegalArgumentException(dtype + " is not a floating type");
    }
  }

  /// Wraps to the width of an integer type; anything but 0 is a true boolean.
  static void wrap(long[] data, DType dtype) {
    switch (dtype) {
      case INT32 -> {
        for (int i = 0; i < data.length; i++) {
          data[i] = (int) data[i];
        }
      }
      case BOOL, INT8, INT16, UINT8, UINT16, UINT32 -> {
        for (int i = 0; i < data.length; i++) {
          data[i] = Scalars.wrap(data[i], dtype);
        }
      }
      case INT64, UINT64, KEY, FLOAT0, TOKEN -> {}
      case FLOAT16, BFLOAT16, FLOAT32, FLOAT64, COMPLEX64, COMPLEX128 ->
          throw new IllegalArgumentException(dtype + " is not an integer type");
    }
  }
}

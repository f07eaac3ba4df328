package linum.optax;

import linum.core.Array;

/// What losses ask of their arguments.
final class Expect {
  private Expect() {}

  static void floating(String loss, String what, Array x) {
    if (!x.dtype().isFloating()) {
      throw new IllegalArgumentException(
          "%s: the %s must be floating, but they are %s.\nConvert them: x.astype(DType.FLOAT32)"
              .formatted(loss, what, x.aval()));
    }
  }

  static void integer(String loss, String what, Array x) {
    if (!x.dtype().isInteger()) {
      throw new IllegalArgumentException(
          "%s: the %s must be integers, but they are %s.\nFor probabilities of all classes there is softmaxCrossEntropy(logits, labels)"
              .formatted(loss, what, x.aval()));
    }
  }

  static void sameShape(String loss, String first, Array x, String second, Array y) {
    if (!x.shape().equals(y.shape())) {
      throw new IllegalArgumentException(
          "%s: %s and %s must have one shape, but these are %s and %s.\nReshape one of them: x.reshape(y.shape())"
              .formatted(loss, first, second, x.shape(), y.shape()));
    }
  }
}

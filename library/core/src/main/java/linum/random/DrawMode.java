package linum.random;

/// How many random bits a number is made from.
///
/// In JAX: the argument `mode` of `gumbel`, `bernoulli` and `categorical`.
public enum DrawMode {
  /// One word. As `float32`, events rarer than 1e-7 are not drawn as often as they should.
  LOW,
  /// Two words, for events down to 1e-14.
  HIGH
}

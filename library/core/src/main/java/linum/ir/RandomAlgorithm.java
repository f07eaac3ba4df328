package linum.ir;

/// How [Generator.RngBitGenerator] makes its bits. In JAX: `lax.RandomAlgorithm`.
public enum RandomAlgorithm {
  /// What the platform likes best: [#RNG_PHILOX], as on JAX's processors and graphics cards.
  RNG_DEFAULT,
  /// Threefry-2x32.
  RNG_THREE_FRY,
  /// Philox-4x32.
  RNG_PHILOX
}

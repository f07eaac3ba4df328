package linum.optax.contrib;

import linum.core.Array;
import linum.numpy.Jnp;
import linum.optax.Scalar;

/// Factors that make up for moments that started at zero.
final class Corrections {
  private Corrections() {}

  /// `√(1 - b2 ^ count) / (1 - b1 ^ count)`
  static Array adam(Scalar b1, Scalar b2, Array count) {
    return Jnp.subtract(1, b2.pow(count)).sqrt().div(Jnp.subtract(1, b1.pow(count)));
  }
}

package linum.linen;

import linum.core.Array;
import linum.numpy.Jnp;
import linum.testing.ArrayAssertions;

/// Arrays compared with numbers that Flax printed.
final class Close {
  private Close() {}

  /// Both agree but for rounding: Flax's numbers come from other processors.
  static void assertClose(Array actual, double... expected) {
    ArrayAssertions.assertClose(Jnp.array(expected).reshape(actual.shape()), actual, 2e-6, 3e-7);
  }
}

package linum.optax.contrib;

import linum.core.Array;
import linum.numpy.Jnp;
import linum.optax.Scalar;

/// What a loss cannot fall below, given or estimated.
record Bound(double lowest, boolean adapted) {

  /// The bound for a step: lower than it was if the model of the loss is.
  ///
  /// @param cap the value of the model with decay of the weights
  Array before(Array bound, Array cap, Scalar growth, Array correction) {
    if (!adapted) {
      return bound;
    }
    Array scale = growth.mul(correction);
    return Jnp.where(cap.lt(scale.mul(bound)), cap.div(scale.mul(2)).maximum(lowest), bound)
        .astype(bound.dtype());
  }

  /// The bound for the next step: what the model expects.
  Array after(Array used, Array former, Array expected) {
    return adapted ? expected.maximum(lowest).astype(used.dtype()) : former;
  }
}

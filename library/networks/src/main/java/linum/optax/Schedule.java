package linum.optax;

import linum.core.Array;
import linum.numpy.Jnp;

/// A value that depends on the number of steps done.
///
/// Schedules are computed inside the program of a step: they are written with arrays, never with
/// numbers read from them.
///
/// ```java
/// Schedule halved = count -> Jnp.power(0.5, count.floorDivide(1000)).mul(0.1);
/// var tx = adam(halved);
/// ```
@FunctionalInterface
public non-sealed interface Schedule extends ScalarOrSchedule {

  /// The value after `count` steps.
  ///
  /// @param count an integer scalar, 0 at the first step
  Array apply(Array count);

  /// The value after `count` steps, to print or to draw it.
  default Array apply(int count) {
    return apply(Jnp.array(count));
  }
}

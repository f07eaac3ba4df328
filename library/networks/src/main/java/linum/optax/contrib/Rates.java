package linum.optax.contrib;

import linum.core.Array;
import linum.optax.Scalar;
import linum.optax.ScalarOrSchedule;
import linum.optax.Schedule;

/// Numbers and schedules at a step.
final class Rates {
  private Rates() {}

  static Scalar at(ScalarOrSchedule value, Array count) {
    return switch (value) {
      case Scalar s -> s;
      case Schedule f -> Scalar.of(f.apply(count));
    };
  }
}

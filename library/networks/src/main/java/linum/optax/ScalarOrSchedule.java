package linum.optax;

/// A learning rate, or another strength: a number, or a function of the number of steps.
///
/// `ScalarOrSchedule = Scalar | Schedule`
public sealed interface ScalarOrSchedule permits Scalar, Schedule {

  /// A number that does not change.
  static Scalar of(double value) {
    return Scalar.of(value);
  }
}

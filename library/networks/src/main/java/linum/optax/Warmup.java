package linum.optax;

import java.util.List;

/// A cycle of [Optax#sgdrSchedule]: a rise and a fall.
///
/// @param initValue the value at the beginning
/// @param peakValue the highest value
/// @param warmupSteps how long it rises
/// @param decaySteps how long the cycle is, the rise included
/// @param endValue the value at the end
/// @param exponent power of the cosine
public record Warmup(
    double initValue,
    double peakValue,
    int warmupSteps,
    int decaySteps,
    double endValue,
    double exponent) {
  public Warmup(double initValue, double peakValue, int warmupSteps, int decaySteps) {
    this(initValue, peakValue, warmupSteps, decaySteps, 0, 1);
  }

  public Warmup endValue(double newEndValue) {
    return new Warmup(initValue, peakValue, warmupSteps, decaySteps, newEndValue, exponent);
  }

  public Warmup exponent(double newExponent) {
    return new Warmup(initValue, peakValue, warmupSteps, decaySteps, endValue, newExponent);
  }

  /// Linear up, a cosine down.
  Schedule schedule() {
    double alpha = peakValue == 0 ? 0 : endValue / peakValue;
    return Schedules.join(
        List.of(
            Schedules.polynomial(initValue, peakValue, 1, warmupSteps, 0),
            Schedules.cosine(peakValue, decaySteps - warmupSteps, alpha, exponent)),
        List.of(warmupSteps));
  }
}

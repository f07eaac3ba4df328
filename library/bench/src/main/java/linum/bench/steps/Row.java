package linum.bench.steps;

import java.util.Locale;

/// What one way to train a model costs more than writing the step by hand. All times are in
/// seconds.
///
/// @param byHand a step written by hand; 0 for what has no such counterpart
/// @param more what the way takes more
/// @param goal what it may take more
record Row(String name, double byHand, double more, double goal) {
  private static final double SHARE = 0.03;
  private static final double ALLOWANCE = 5e-6;

  /// A training step.
  static Row step(String name, double byHand, double more) {
    return new Row(name, byHand, more, SHARE * byHand + ALLOWANCE);
  }

  /// Something that must not take longer than its goal.
  static Row alone(String name, double seconds, double goal) {
    return new Row(name, 0, seconds, goal);
  }

  boolean met() {
    return more <= goal;
  }

  @Override
  public String toString() {
    String beside = byHand == 0 ? "" : String.format(Locale.ROOT, "%.2f us ", byHand * 1e6);
    String unit = byHand == 0 ? "s" : "us";
    double scale = byHand == 0 ? 1 : 1e6;
    return String.format(
        Locale.ROOT,
        "%-48s %12s%+8.2f %s, may be %.2f %s: %s",
        name,
        beside,
        more * scale,
        unit,
        goal * scale,
        unit,
        met() ? "met" : "missed");
  }
}

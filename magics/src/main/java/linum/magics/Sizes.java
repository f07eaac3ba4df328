package linum.magics;

import java.util.Locale;

/// Amounts in the units people read.
final class Sizes {
  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};

  private Sizes() {}

  /// Bytes in powers of 1000, as Flax's tables count: `79.4 KB`.
  static String bytes(long n) {
    double amount = n;
    int unit = 0;
    while (amount >= 1000 && unit < UNITS.length - 1) {
      amount /= 1000;
      unit++;
    }
    return unit == 0 ? n + " B" : String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
  }

  /// A count with separators: `101,770`.
  static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /// A count of things: `1 array`, `12 arrays`.
  static String count(long n, String thing) {
    return count(n) + " " + thing + (n == 1 ? "" : "s");
  }

  /// Seconds in the unit that suits them: `23.4 µs`.
  static String seconds(double s) {
    if (s < 1e-6) {
      return String.format(Locale.ROOT, "%.3g ns", s * 1e9);
    }
    if (s < 1e-3) {
      return String.format(Locale.ROOT, "%.3g µs", s * 1e6);
    }
    return s < 1
        ? String.format(Locale.ROOT, "%.3g ms", s * 1e3)
        : String.format(Locale.ROOT, "%.3g s", s);
  }
}

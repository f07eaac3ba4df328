package linum.transform;

/// How a `scan` steps.
///
/// @param reverse from the last slice to the first; outputs stay in the place of their slice
/// @param unroll how many steps a backend should do in one iteration of its loop
public record ScanOptions(boolean reverse, int unroll) {
  /// Forward, one step an iteration.
  public static final ScanOptions DEFAULT = new ScanOptions(false, 1);

  public ScanOptions {
    if (unroll < 1) {
      throw new IllegalArgumentException("scan: unroll must be at least 1, got " + unroll);
    }
  }

  public ScanOptions reverse(boolean newReverse) {
    return new ScanOptions(newReverse, unroll);
  }

  public ScanOptions unroll(int newUnroll) {
    return new ScanOptions(reverse, newUnroll);
  }
}

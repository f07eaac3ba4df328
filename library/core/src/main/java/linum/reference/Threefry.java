package linum.reference;

import java.util.Arrays;

/// The counter-based hash Threefry-2x32 with 20 rounds, of J. K. Salmon, M. A. Moraes, R. O. Dror
/// and D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011).
///
/// Two words make a `long`, the first one low, as a key is kept in memory.
final class Threefry {
  private static final int PARITY = 0x1BD11BDA;
  private static final int[][] ROTATIONS = {{13, 15, 26, 6}, {17, 29, 16, 24}};

  private Threefry() {}

  static long pair(int first, int second) {
    return (first & 0xffff_ffffL) | ((long) second << 32);
  }

  static int first(long pair) {
    return (int) pair;
  }

  static int second(long pair) {
    return (int) (pair >>> 32);
  }

  static long hash(long key, int counter0, int counter1) {
    int k0 = first(key);
    int k1 = second(key);
    int[] schedule = {k0, k1, k0 ^ k1 ^ PARITY};
    int x0 = counter0 + k0;
    int x1 = counter1 + k1;
    for (int round = 1; round <= 5; round++) {
      for (int rotation : ROTATIONS[(round - 1) % 2]) {
        x0 += x1;
        x1 = Integer.rotateLeft(x1, rotation) ^ x0;
      }
      x0 += schedule[round % 3];
      x1 += schedule[(round + 1) % 3] + round;
    }
    return pair(x0, x1);
  }

  /// The legacy way to hash a sequence `0 … n - 1`: its first half against its second half, which
  /// gets a zero at the end if `n` is odd.
  static int[] hashCount(long key, int n) {
    int half = (n + 1) / 2;
    int[] out = new int[2 * half];
    for (int i = 0; i < half; i++) {
      int partner = half + i < n ? half + i : 0;
      long words = hash(key, i, partner);
      out[i] = first(words);
      out[half + i] = second(words);
    }
    return n == out.length ? out : Arrays.copyOf(out, n);
  }
}

package linum.data;

/// The generator MT19937 of Matsumoto and Nishimura (1998), with the seeding of 2002.
final class MersenneTwister {
  private static final int N = 624;
  private static final int M = 397;
  private static final int UPPER = 0x8000_0000;
  private static final int LOWER = 0x7fff_ffff;

  private final int[] state = new int[N];
  private int position = N;

  MersenneTwister(int seed) {
    state[0] = seed;
    for (int i = 1; i < N; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  /// 32 random bits.
  int nextInt() {
    if (position == N) {
      twist();
      position = 0;
    }
    int y = state[position++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  private void twist() {
    for (int i = 0; i < N; i++) {
      int y = (state[i] & UPPER) | (state[(i + 1) % N] & LOWER);
      state[i] = state[(i + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
    }
  }

  /// A number in `[0, 1)` with 53 random bits.
  double nextDouble() {
    int high = nextInt() >>> 5;
    int low = nextInt() >>> 6;
    return (high * 67108864.0 + low) / 9007199254740992.0;
  }

  private long nextLong() {
    long high = nextInt() & 0xffff_ffffL;
    return (high << 32) | (nextInt() & 0xffff_ffffL);
  }

  /// A number from 0 to `max`, both included, taken as unsigned: random bits, masked, until they
  /// are small enough.
  long nextBounded(long max) {
    if (max == 0) {
      return 0;
    }
    long mask = -1L >>> Long.numberOfLeadingZeros(max);
    boolean narrow = Long.compareUnsigned(max, 0xffff_ffffL) <= 0;
    long value;
    do {
      value = (narrow ? nextInt() & 0xffff_ffffL : nextLong()) & mask;
    } while (Long.compareUnsigned(value, max) > 0);
    return value;
  }
}

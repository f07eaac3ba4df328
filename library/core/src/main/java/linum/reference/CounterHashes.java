package linum.reference;

import java.util.Arrays;
import linum.ir.Aval;
import linum.ir.CounterHash;

/// The wider hashes of [CounterHash], element by element.
final class CounterHashes {
  private static final int PARITY = 0x1BD11BDA;
  private static final int[][] ROTATIONS = {
    {10, 26}, {11, 21}, {13, 27}, {23, 5}, {6, 20}, {17, 11}, {25, 10}, {18, 20}
  };
  private static final int THREEFRY_ROUNDS = 20;
  private static final int PHILOX_ROUNDS = 10;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;

  private CounterHashes() {}

  static Value[] apply(CounterHash p, Value[] in, Aval out) {
    long[][] x = new long[in.length][];
    for (int i = 0; i < in.length; i++) {
      x[i] = Value.wholes(ElementwiseRules.spread(in[i], out.shape()));
    }
    int counters = p == CounterHash.PHILOX2X32 ? 2 : 4;
    int keys = in.length - counters;
    long[][] results = new long[counters][x[0].length];
    int[] key = new int[keys];
    int[] counter = new int[counters];
    for (int e = 0; e < x[0].length; e++) {
      for (int i = 0; i < in.length; i++) {
        (i < keys ? key : counter)[i < keys ? i : i - keys] = (int) x[i][e];
      }
      switch (p) {
        case THREEFRY4X32 -> threefry4(key, counter);
        case PHILOX2X32 -> philox2(key[0], counter);
        case PHILOX4X32 -> philox4(key[0], key[1], counter);
      }
      for (int i = 0; i < counters; i++) {
        results[i][e] = Integer.toUnsignedLong(counter[i]);
      }
    }
    return Arrays.stream(results)
        .map(r -> new Value.Wholes(out.dtype(), out.shape(), r))
        .toArray(Value[]::new);
  }

  private static void threefry4(int[] key, int[] x) {
    int[] schedule = Arrays.copyOf(key, 5);
    schedule[4] = PARITY ^ key[0] ^ key[1] ^ key[2] ^ key[3];
    inject(schedule, 0, x);
    for (int round = 0; round < THREEFRY_ROUNDS; round++) {
      int[] rotation = ROTATIONS[round % ROTATIONS.length];
      // The words change partners after every round.
      int partner = round % 2 == 0 ? 1 : 3;
      mix(x, 0, partner, rotation[0]);
      mix(x, 2, 4 - partner, rotation[1]);
      if (round % 4 == 3) {
        inject(schedule, round / 4 + 1, x);
      }
    }
  }

  private static void inject(int[] schedule, int number, int[] x) {
    for (int i = 0; i < 4; i++) {
      x[i] += schedule[(number + i) % 5];
    }
    x[3] += number;
  }

  private static void mix(int[] x, int i, int j, int rotation) {
    x[i] += x[j];
    x[j] = Integer.rotateLeft(x[j], rotation) ^ x[i];
  }

  private static void philox2(int key, int[] x) {
    for (int round = 0; round < PHILOX_ROUNDS; round++) {
      long product = product(0xD256D193, x[0]);
      x[0] = (int) (product >>> 32) ^ (key + round * WEYL_0) ^ x[1];
      x[1] = (int) product;
    }
  }

  /// Hashes four words in place.
  static void philox4(int key0, int key1, int[] x) {
    for (int round = 0; round < PHILOX_ROUNDS; round++) {
      long p0 = product(0xD2511F53, x[0]);
      long p1 = product(0xCD9E8D57, x[2]);
      x[0] = (int) (p1 >>> 32) ^ x[1] ^ (key0 + round * WEYL_0);
      x[1] = (int) p1;
      x[2] = (int) (p0 >>> 32) ^ x[3] ^ (key1 + round * WEYL_1);
      x[3] = (int) p0;
    }
  }

  private static long product(int multiplier, int x) {
    return Integer.toUnsignedLong(multiplier) * Integer.toUnsignedLong(x);
  }
}

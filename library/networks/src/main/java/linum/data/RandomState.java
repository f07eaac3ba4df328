package linum.data;

import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import linum.core.Array;
import linum.core.HostArrays;
import linum.ir.DType;
import linum.ir.Dims;

/// NumPy's random numbers, as `np.random.seed` and `np.random.RandomState` give them: the same
/// numbers for the same seed, bit for bit.
///
/// For data sets that were made so; everything else has [keys][linum.random.PrngKey].
///
/// ```java
/// var rng = new RandomState(42);
/// rng.normal();                                // 0.4967141530112327
/// rng.randint(0, 2, 200, 2);                   // int64[200,2]
/// rng.normal(0, 0.1, 200, 2);                  // float64[200,2]
/// ```
///
/// As in NumPy, arrays are of 64-bit types. Where those are not enabled, the first operation makes
/// them narrower; `toDoubleArray` has all digits. It is mutable and not for several threads.
public final class RandomState {
  private final MersenneTwister bits;
  private double spare;
  private boolean hasSpare;

  /// @param seed from 0 to 2³² - 1
  public RandomState(long seed) {
    if (seed < 0 || seed > 0xffff_ffffL) {
      throw new IllegalArgumentException("RandomState: a seed is from 0 to 2**32 - 1, got " + seed);
    }
    this.bits = new MersenneTwister((int) seed);
  }

  /// A number in `[0, 1)`. In NumPy: also `rand()`.
  public double randomSample() {
    return bits.nextDouble();
  }

  /// Numbers in `[0, 1)`.
  public Array randomSample(int... size) {
    return doubles(size, this::randomSample);
  }

  /// A number in `[low, high)`.
  public double uniform(double low, double high) {
    return low + (high - low) * bits.nextDouble();
  }

  /// Numbers in `[low, high)`.
  public Array uniform(double low, double high, int... size) {
    return doubles(size, () -> uniform(low, high));
  }

  /// A standard normal number.
  ///
  /// By Marsaglia's polar method, which gives two at a time: the second is kept for the next call.
  public double normal() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    double x;
    double y;
    double r2;
    do {
      x = 2 * bits.nextDouble() - 1;
      y = 2 * bits.nextDouble() - 1;
      r2 = x * x + y * y;
    } while (r2 >= 1 || r2 == 0);
    double f = StrictMath.sqrt(-2 * StrictMath.log(r2) / r2);
    spare = f * x;
    hasSpare = true;
    return f * y;
  }

  /// A normal number with the given mean and standard deviation.
  public double normal(double loc, double scale) {
    return loc + scale * normal();
  }

  /// Normal numbers with the given mean and standard deviation.
  public Array normal(double loc, double scale, int... size) {
    return doubles(size, () -> normal(loc, scale));
  }

  /// Standard normal numbers. In NumPy: also `standard_normal(size)`.
  public Array randn(int... size) {
    return doubles(size, this::normal);
  }

  /// An integer in `[low, high)`.
  ///
  /// @throws IllegalArgumentException if there is none
  public long randint(long low, long high) {
    if (low >= high) {
      throw new IllegalArgumentException("randint: low >= high: %d >= %d".formatted(low, high));
    }
    return low + bits.nextBounded(high - low - 1);
  }

  /// Integers in `[low, high)`.
  public Array randint(long low, long high, int... size) {
    return longs(size, () -> randint(low, high));
  }

  /// `0, 1, … n - 1` in another order.
  public Array permutation(int n) {
    long[] values = new long[n];
    for (int i = 0; i < n; i++) {
      values[i] = i;
    }
    shuffle(values);
    return HostArrays.fromLongs(values, DType.INT64, Dims.of(n));
  }

  /// The rows of an array, along its first axis, in another order: both what `permutation(x)`
  /// returns and what `shuffle(x)` leaves.
  public Array permutation(Array x) {
    return x.take(permutation(x.shape(0)).astype(DType.INT32), 0);
  }

  /// Puts elements in another order, in place.
  public void shuffle(long[] values) {
    for (int i = values.length - 1; i >= 1; i--) {
      int j = (int) bits.nextBounded(i);
      long swapped = values[j];
      values[j] = values[i];
      values[i] = swapped;
    }
  }

  /// Draws from `0, 1, … n - 1`.
  ///
  /// @param replace whether a number may be drawn again
  /// @throws IllegalArgumentException if there are too few of them
  public Array choice(int n, int size, boolean replace) {
    if (replace) {
      return randint(0, n, size);
    }
    if (size > n) {
      throw new IllegalArgumentException(
          "choice: %d draws from %d numbers without putting them back".formatted(size, n));
    }
    return permutation(n).at("0:" + size).get();
  }

  private static Array doubles(int[] size, DoubleSupplier next) {
    Dims shape = Dims.of(size);
    double[] values = new double[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = next.getAsDouble();
    }
    return HostArrays.fromDoubles(values, DType.FLOAT64, shape);
  }

  private static Array longs(int[] size, LongSupplier next) {
    Dims shape = Dims.of(size);
    long[] values = new long[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = next.getAsLong();
    }
    return HostArrays.fromLongs(values, DType.INT64, shape);
  }
}

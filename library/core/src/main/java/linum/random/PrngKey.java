package linum.random;

import java.util.Iterator;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;

/// A random key, or several, with the samplers as methods.
///
/// ```java
/// import static linum.random.PrngKey.key;
///
/// var keys = key(42).split(2);
/// Array w = keys.get(0).normal(784, 10);
/// Array b = keys.get(1).uniform(10);
/// ```
///
/// In JAX: an array of dtype `key<fry>`. Here that is [#data]; this record lends it methods.
///
/// @param data the keys, of type [DType#KEY] and any shape
public record PrngKey(Array data) implements Iterable<PrngKey> {

  /// @throws IllegalArgumentException if the array does not hold keys
  public PrngKey {
    data = Keys.typed("PrngKey", data);
  }

  /// The key of a seed.
  public static PrngKey key(long seed) {
    return new PrngKey(Random.key(seed));
  }

  /// The words, `uint32[…,2]`.
  public Array words() {
    return Random.keyData(data);
  }

  public Dims shape() {
    return data.shape();
  }

  /// How many keys lie along the leading axis.
  public int length() {
    if (data.ndim() == 0) {
      throw new IllegalStateException(
          "a single key has no length\nSplit it into several: key.split(3)");
    }
    return data.shape(0);
  }

  /// Key `i` along the leading axis; negative positions count from the end.
  ///
  /// @throws IndexOutOfBoundsException naming the position and the length
  public PrngKey get(int i) {
    int n = length();
    int position = i < 0 ? i + n : i;
    if (position < 0 || position >= n) {
      throw new IndexOutOfBoundsException("key %d of %d".formatted(i, n));
    }
    return new PrngKey(Keys.at(data, position));
  }

  /// The keys along the leading axis, one after the other.
  @Override
  public Iterator<PrngKey> iterator() {
    return IntStream.range(0, length()).mapToObj(this::get).iterator();
  }

  /// Two new keys.
  public PrngKey split() {
    return split(2);
  }

  /// New keys, as many as the shape holds.
  public PrngKey split(int... shape) {
    return new PrngKey(Random.split(data, shape));
  }

  /// This key mixed with an integer.
  public PrngKey foldIn(long number) {
    return new PrngKey(Random.foldIn(data, number));
  }

  /// This key mixed with an integer scalar.
  public PrngKey foldIn(Array number) {
    return new PrngKey(Random.foldIn(data, number));
  }

  /// The same key, free to be used once more in the eyes of [Random#checkKeyReuse].
  public PrngKey copy() {
    return new PrngKey(Random.clone(data));
  }

  /// Random bits as `uint32`.
  public Array bits(int... shape) {
    return Random.bits(data, shape);
  }

  /// Numbers in `[0, 1)`.
  public Array uniform(int... shape) {
    return Random.uniform(data, shape);
  }

  /// Numbers in `[minval, maxval)`.
  public Array uniform(Dims shape, double minval, double maxval) {
    return Random.uniform(data, shape, minval, maxval);
  }

  /// Numbers in `[0, 1)` of a floating type.
  public Array uniform(Dims shape, DType dtype) {
    return Random.uniform(data, shape, dtype);
  }

  /// Standard normal numbers.
  public Array normal(int... shape) {
    return Random.normal(data, shape);
  }

  /// Standard normal numbers of a floating type.
  public Array normal(Dims shape, DType dtype) {
    return Random.normal(data, shape, dtype);
  }

  /// Normal numbers between the bounds.
  public Array truncatedNormal(double lower, double upper, int... shape) {
    return Random.truncatedNormal(data, lower, upper, shape);
  }

  /// Integers in `[minval, maxval)`.
  public Array randint(Dims shape, long minval, long maxval) {
    return Random.randint(data, shape, minval, maxval);
  }

  /// True with probability `p`.
  public Array bernoulli(double p, int... shape) {
    return Random.bernoulli(data, p, shape);
  }

  /// True with probability `p`, elementwise.
  public Array bernoulli(Array p) {
    return Random.bernoulli(data, p);
  }

  /// Classes drawn with the probabilities `softmax(logits)` along the last axis.
  public Array categorical(Array logits) {
    return Random.categorical(data, logits);
  }

  /// Classes drawn with the probabilities `softmax(logits)` along an axis.
  public Array categorical(Array logits, int axis) {
    return Random.categorical(data, logits, axis);
  }

  /// `0 … n - 1` in random order.
  public Array permutation(int n) {
    return Random.permutation(data, n);
  }

  /// The slices of `x` along its first axis in random order.
  public Array permutation(Array x) {
    return Random.permutation(data, x);
  }

  /// Draws from `0 … n - 1`, which may repeat.
  public Array choice(int n, int... shape) {
    return Random.choice(data, n, shape);
  }

  /// Draws from the slices of `a` along its first axis, which may repeat.
  public Array choice(Array a, int... shape) {
    return Random.choice(data, a, shape);
  }

  /// 1 or -1, each half of the time.
  public Array rademacher(int... shape) {
    return Random.rademacher(data, shape);
  }

  /// Gumbel numbers.
  public Array gumbel(int... shape) {
    return Random.gumbel(data, shape);
  }

  /// Exponential numbers of rate 1.
  public Array exponential(int... shape) {
    return Random.exponential(data, shape);
  }

  /// Laplace numbers.
  public Array laplace(int... shape) {
    return Random.laplace(data, shape);
  }

  /// Logistic numbers.
  public Array logistic(int... shape) {
    return Random.logistic(data, shape);
  }

  /// Cauchy numbers.
  public Array cauchy(int... shape) {
    return Random.cauchy(data, shape);
  }
}

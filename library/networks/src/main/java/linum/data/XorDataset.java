package linum.data;

import linum.core.Array;
import linum.core.HostArrays;
import linum.ir.Dims;

/// Points near the corners of a square, and whether the corner has one coordinate that is 1: the
/// data of the JAX tutorial of the University of Amsterdam, number for number.
///
/// @param data `float32[size,2]`
/// @param label `int32[size]`, 0 or 1
public record XorDataset(Array data, Array label) {

  /// Points with noise of standard deviation 0.1.
  public XorDataset(int size, long seed) {
    this(size, seed, 0.1);
  }

  /// @param seed from 0 to 2³² - 1, see [RandomState]
  /// @param std standard deviation of the noise
  public XorDataset(int size, long seed, double std) {
    this(new Points(size, new RandomState(seed), std));
  }

  private XorDataset(Points points) {
    this(
        HostArrays.fromFloats(points.data, Dims.of(points.label.length, 2)),
        HostArrays.fromInts(points.label, Dims.of(points.label.length)));
  }

  /// How many points there are.
  public int size() {
    return label.shape(0);
  }

  /// The points one by one, each with its label, for a [DataLoader].
  public Dataset<XorDataset> dataset() {
    return Dataset.of(this);
  }

  /// The numbers, in the order in which NumPy draws them: first all corners, then all noise.
  private static final class Points {
    final float[] data;
    final int[] label;

    Points(int size, RandomState rng, double std) {
      data = new float[2 * size];
      label = new int[size];
      for (int i = 0; i < data.length; i++) {
        data[i] = rng.randint(0, 2);
      }
      for (int i = 0; i < size; i++) {
        label[i] = data[2 * i] + data[2 * i + 1] == 1 ? 1 : 0;
      }
      for (int i = 0; i < data.length; i++) {
        data[i] = (float) (data[i] + rng.normal(0, std));
      }
    }
  }
}

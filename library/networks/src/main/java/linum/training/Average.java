package linum.training;

import linum.core.Array;
import linum.core.ConcreteArray;
import linum.ir.Aval;
import linum.ir.DType;

/// The mean of numbers.
///
/// @param total their sum, `float32[]`
/// @param count how many there were, `int32[]`
public record Average(Array total, Array count) implements Metric<Average> {

  /// The mean of no numbers.
  public static Average empty() {
    return new Average(
        ConcreteArray.of(Aval.of(DType.FLOAT32), 0.0), ConcreteArray.of(Aval.of(DType.INT32), 0));
  }

  /// With more numbers.
  public Average update(Array values) {
    return new Average(
        total.add(values.astype(DType.FLOAT32).sum()), count.add((int) values.size()));
  }

  /// With the numbers where `mask` is true.
  ///
  /// @param mask of a shape that the numbers have, or that broadcasts to it
  public Average update(Array values, Array mask) {
    Array taken = values.astype(DType.FLOAT32).mul(mask);
    Array ones = mask.astype(DType.INT32).broadcastTo(values.shape().toArray());
    return new Average(total.add(taken.sum()), count.add(ones.sum()));
  }

  @Override
  public Average merge(Average other) {
    return new Average(total.add(other.total), count.add(other.count));
  }

  /// The mean, `float32[]`; not a number if there were none.
  @Override
  public Array compute() {
    return total.div(count);
  }
}

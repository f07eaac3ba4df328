package linum.bench.steps;

import java.util.Random;
import linum.core.Array;
import linum.ir.Dims;
import linum.linen.Layer;
import linum.linen.Variables;
import linum.numpy.Jnp;
import linum.random.PrngKey;
import linum.tree.Tree;

/// Numbers to start from, which depend on nothing but the shape of an array: so the same parameter
/// has the same ones, whatever the model is made of.
final class Numbers {
  private static final double BIAS = 0.1;

  private Numbers() {}

  /// Normal numbers; those of matrices have the deviation that keeps the size of what they map.
  static Array normal(int... shape) {
    return normal(
        shape.length < 2
            ? BIAS
            : Math.sqrt(shape[shape.length - 1] / (double) Dims.of(shape).size()),
        shape);
  }

  private static Array normal(double deviation, int... shape) {
    int size = Math.toIntExact(Dims.of(shape).size());
    Random random = new Random(size);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (random.nextGaussian() * deviation);
    }
    return Jnp.array(values).reshape(shape);
  }

  /// Normal numbers with the deviation 1.
  static Array inputs(int... shape) {
    return normal(1, shape);
  }

  /// Whole numbers from 0 up to, not including, `bound`.
  static Array integers(int bound, int... shape) {
    int size = Math.toIntExact(Dims.of(shape).size());
    return Jnp.array(new Random(size).ints(size, 0, bound).toArray()).reshape(shape);
  }

  /// A tree of the same shapes.
  static <T> T like(T tree) {
    return Tree.map(a -> normal(a.shape().toArray()), tree);
  }

  static Variables init(Layer model, Batch batch) {
    return model.init(PrngKey.key(0), batch.x());
  }
}

package linum.training;

import java.util.List;
import linum.core.Array;
import linum.ir.DType;
import linum.nn.Nn;
import linum.numpy.Jnp;
import linum.tree.Tree;

/// Small functions of training loops. In JAX: `flax.training.common_utils`.
public final class Training {
  private Training() {}

  /// One tree of trees of one structure: each leaf has one more axis in front.
  ///
  /// So a list of metrics, one of each step, becomes their course over time.
  ///
  /// @throws IllegalArgumentException if there are no trees, or naming the first place where they
  ///   differ
  public static <T> T stackForest(List<T> forest) {
    if (forest.isEmpty()) {
      throw new IllegalArgumentException("stackForest: there are no trees");
    }
    return Tree.mapAll(
        leaves -> Jnp.stack(leaves), forest.getFirst(), forest.subList(1, forest.size()));
  }

  /// Labels as rows with `onValue` at one place and `offValue` elsewhere, `float32[…,numClasses]`.
  ///
  /// `Nn.oneHot` does it with ones and zeros.
  public static Array onehot(Array labels, int numClasses, double onValue, double offValue) {
    return Jnp.where(Nn.oneHot(labels, numClasses, DType.BOOL), onValue, offValue)
        .astype(DType.FLOAT32);
  }
}

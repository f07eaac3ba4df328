package linum.optax;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.ir.DType;
import linum.random.PrngKey;
import linum.random.Random;
import linum.tree.Flat;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Trees of random arrays.
final class RandomTrees {
  private RandomTrees() {}

  static <P> P keys(PrngKey key, P tree) {
    Flat flat = Tree.flatten(tree);
    int n = flat.leaves().size();
    List<Array> keys = new ArrayList<>();
    if (n > 0) {
      for (PrngKey k : key.split(n)) {
        keys.add(k.data());
      }
    }
    return flat.unflatten(keys);
  }

  static <P> P draw(PrngKey key, P tree, OptaxTree.Sampler sampler, @Nullable DType dtype) {
    return Tree.map(
        (x, k) -> sampler.draw(k, x.shape(), dtype == null ? x.dtype() : dtype),
        tree,
        keys(key, tree));
  }

  static <P> P unwrap(P tree) {
    return Tree.map(x -> x.dtype() == DType.KEY ? Random.keyData(x) : x, tree);
  }
}

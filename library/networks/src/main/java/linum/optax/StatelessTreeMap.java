package linum.optax;

import java.util.function.BinaryOperator;
import linum.core.Array;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// A function of every array of updates and parameters as a transformation.
record StatelessTreeMap(BinaryOperator<Array> f) implements Stateless {

  @Override
  public <P> P transform(P updates, @Nullable P params) {
    return Tree.map(f, updates, Need.params("statelessWithTreeMap", params));
  }
}

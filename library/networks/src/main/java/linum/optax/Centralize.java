package linum.optax;

import java.util.stream.IntStream;
import linum.core.Over;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Updates of two and more dimensions without their mean over all axes but the first.
///
/// Source: Yong and others, "Gradient Centralization", 2020.
public record Centralize() implements Stateless {
  @Override
  public <P> P transform(P updates, @Nullable P params) {
    return Tree.map(
        g -> {
          if (g.ndim() < 2) {
            return g;
          }
          int[] axes = IntStream.range(1, g.ndim()).toArray();
          return g.sub(g.mean(Over.over(axes).keepdims()));
        },
        updates);
  }
}

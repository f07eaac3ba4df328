package linum.optax;

import linum.core.Array;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Updates divided by the norm of all of them.
///
/// @param scaleFactor the norm that the updates have then
/// @param eps added to the norm
public record NormalizeByUpdateNorm(Scalar scaleFactor, Scalar eps) implements Stateless {
  NormalizeByUpdateNorm() {
    this(Scalar.of(1), Scalar.of(1e-6));
  }

  public NormalizeByUpdateNorm scaleFactor(double newScaleFactor) {
    return new NormalizeByUpdateNorm(Scalar.of(newScaleFactor), eps);
  }

  public NormalizeByUpdateNorm eps(double newEps) {
    return new NormalizeByUpdateNorm(scaleFactor, Scalar.of(newEps));
  }

  @Override
  public <P> P transform(P updates, @Nullable P params) {
    Array norm = scaleFactor.reciprocal().mul(eps.add(OptaxTree.norm(updates)));
    return Tree.map(g -> g.div(norm.astype(g.dtype())), updates);
  }
}

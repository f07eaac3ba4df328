package linum.optax;

import java.util.List;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.numpy.Jnp;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Every unit of the updates no larger than a part of the norm of its weights.
///
/// A unit is what makes one output: a column of a matrix, a filter of a convolution.
///
/// Source: Brock and others, "High-Performance Large-Scale Image Recognition Without
/// Normalization", 2021.
///
/// @param clipping the part
/// @param eps norms of weights below count as this
/// @param axes the axes that make up a unit; none to tell from the number of dimensions
public record AdaptiveGradClip(Scalar clipping, double eps, List<Integer> axes)
    implements Stateless {
  AdaptiveGradClip(Scalar clipping) {
    this(clipping, 1e-3, List.of());
  }

  public AdaptiveGradClip eps(double newEps) {
    return new AdaptiveGradClip(clipping, newEps, axes);
  }

  public AdaptiveGradClip axes(List<Integer> newAxes) {
    return new AdaptiveGradClip(clipping, eps, newAxes);
  }

  @Override
  public <P> P transform(P updates, @Nullable P params) {
    return Tree.map(this::clipped, updates, Need.params("adaptiveGradClip", params));
  }

  /// With units along the given axes.
  public AdaptiveGradClip axis(int... newAxes) {
    return axes(IntStream.of(newAxes).boxed().toList());
  }

  private Array clipped(Array update, Array param) {
    Array maxNorm = clipping.mul(norm(param).maximum(eps));
    return unitwiseClip(norm(update), maxNorm, update, 1e-6);
  }

  static Array unitwiseClip(Array norm, Array maxNorm, Array update, double divEps) {
    Array smaller = update.mul(maxNorm.div(norm.maximum(divEps)).astype(update.dtype()));
    return Jnp.where(norm.lt(maxNorm), update, smaller);
  }

  private Array norm(Array x) {
    return axes.isEmpty()
        ? Norms.unitwise(x)
        : Norms.unitwise(x, axes.stream().mapToInt(i -> i).toArray());
  }
}

package linum.optax;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.numpy.Jnp;
import linum.tree.Flat;
import linum.tree.Tree;

/// Gradients of single examples, each clipped before they are added.
final class PerExampleClipping {
  private PerExampleClipping() {}

  static <P> Clipped<P> globalNorm(P grads, double l2NormClip) {
    check("perExampleGlobalNormClip", grads);
    List<Array> squares =
        Tree.leaves(grads).stream()
            .map(g -> g.square().sum(IntStream.range(1, g.ndim()).toArray()))
            .toList();
    Array norms = squares.stream().reduce(Array::add).orElseThrow().sqrt();
    Array factors = factors(norms, l2NormClip);
    return new Clipped<>(sums(grads, factors), factors.lt(1).sum());
  }

  static <P> ClippedLayers<P> layerNorm(P grads, double globalL2NormClip, boolean uniform) {
    check("perExampleLayerNormClip", grads);
    List<Array> leaves = Tree.leaves(grads);
    double elements = leaves.stream().mapToDouble(g -> (double) g.size() / g.shape(0)).sum();
    List<Array> sums = new ArrayList<>();
    List<Array> counts = new ArrayList<>();
    for (Array g : leaves) {
      double share = uniform ? 1.0 / leaves.size() : g.size() / (double) g.shape(0) / elements;
      Clipped<Array> clipped = globalNorm(g, globalL2NormClip * Math.sqrt(share));
      sums.add(clipped.sum());
      counts.add(clipped.numClipped());
    }
    Flat flat = Tree.flatten(grads);
    return new ClippedLayers<>(flat.unflatten(sums), flat.unflatten(counts));
  }

  // A norm of zero gives infinity, which is cut to one; a norm that is no number keeps one.
  private static Array factors(Array norms, double clip) {
    Array factors = Jnp.minimum(Jnp.divide(clip, norms), 1);
    return Jnp.where(Jnp.isnan(factors), 1, factors);
  }

  private static <P> P sums(P grads, Array factors) {
    return Tree.map(g -> Jnp.tensordot(factors.astype(g.dtype()), g, 1), grads);
  }

  private static void check(String operation, Object grads) {
    List<Array> leaves = Tree.leaves(grads);
    boolean batched =
        !leaves.isEmpty()
            && leaves.stream()
                .allMatch(g -> g.ndim() > 0 && g.shape(0) == leaves.getFirst().shape(0));
    if (!batched) {
      throw new IllegalArgumentException(
          "%s: the gradients need a common leading axis, one gradient for every example, but the shapes are %s.\nMake them by vmap(grad(loss), NONE, 0)"
              .formatted(operation, leaves.stream().map(Array::shape).toList()));
    }
  }
}

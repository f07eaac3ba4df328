package linum.optax.contrib;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.optax.ExtraArgs;
import linum.optax.GradientTransformation;
import linum.optax.Need;
import linum.optax.Optax;
import linum.optax.Update;
import linum.random.PrngKey;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// The mean of gradients of single examples, each clipped, with noise: what one example can do is
/// bounded.
///
/// Gradients have a leading axis for the examples: `vmap(grad(loss), NONE, 0)`.
///
/// Source: Abadi and others, "Deep Learning with Differential Privacy", 2016.
///
/// @param l2NormClip the largest norm of the gradient of an example
/// @param noiseMultiplier the standard deviation of the noise over that norm
/// @param key where the noise starts
public record DifferentiallyPrivateAggregate(double l2NormClip, double noiseMultiplier, PrngKey key)
    implements GradientTransformation {
  /// Its state.
  ///
  /// @param rngKey the key for the next step
  public record DifferentiallyPrivateAggregateState(PrngKey rngKey) {}

  @Override
  public DifferentiallyPrivateAggregateState init(Object params) {
    return new DifferentiallyPrivateAggregateState(key);
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    DifferentiallyPrivateAggregateState s =
        Need.state(DifferentiallyPrivateAggregateState.class, state);
    List<Array> leaves = Tree.leaves(updates);
    P sums = Optax.perExampleGlobalNormClip(updates, l2NormClip).sum();
    int batch = leaves.getFirst().shape(0);
    PrngKey keys = s.rngKey().split(leaves.size() + 1);
    List<Array> noisy = new ArrayList<>();
    for (Array g : Tree.leaves(sums)) {
      Array noise = keys.get(noisy.size() + 1).normal(g.shape(), g.dtype());
      noisy.add(g.add(noise.mul(l2NormClip * noiseMultiplier)).div(batch));
    }
    return new Update<>(
        Tree.unflatten(Tree.structure(updates), noisy),
        new DifferentiallyPrivateAggregateState(keys.get(0)));
  }
}

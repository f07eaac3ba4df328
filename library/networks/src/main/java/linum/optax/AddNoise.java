package linum.optax;

import linum.core.Array;
import linum.ir.DType;
import linum.numpy.Jnp;
import linum.random.PrngKey;
import linum.random.Random;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Updates plus normal noise that gets smaller: its variance is `eta / count ^ gamma`.
///
/// Source: Neelakantan and others, "Adding Gradient Noise Improves Learning for Very Deep
/// Networks", 2014.
///
/// @param eta the variance at the first step
/// @param gamma how fast it falls
/// @param key where the noise starts
public record AddNoise(Scalar eta, Scalar gamma, PrngKey key) implements GradientTransformation {
  /// Its state.
  ///
  /// @param count the number of steps
  /// @param rngKey the key for the next step
  public record AddNoiseState(Array count, PrngKey rngKey) {}

  @Override
  public AddNoiseState init(Object params) {
    return new AddNoiseState(Counts.zero(), key);
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    AddNoiseState s = Need.state(AddNoiseState.class, state);
    Array count = Counts.next(s.count());
    Array variance = eta.mul(Jnp.divide(1, count.astype(DType.FLOAT32).pow(gamma.toArray())));
    PrngKey keys = s.rngKey().split();
    P noise = OptaxTree.randomLike(keys.get(1), updates, Random::normal);
    P out = Tree.map((u, n) -> u.add(variance.sqrt().astype(u.dtype()).mul(n)), updates, noise);
    return new Update<>(out, new AddNoiseState(count, keys.get(0)));
  }
}

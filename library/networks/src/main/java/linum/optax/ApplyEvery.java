package linum.optax;

import linum.core.Array;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Updates gathered over some steps, and zeros in between.
///
/// In JAX: `optax.apply_every`; [MultiSteps] averages before an optimizer instead.
///
/// @param k after how many steps there is an update
public record ApplyEvery(int k) implements GradientTransformation {
  public ApplyEvery {
    if (k < 1) {
      throw new IllegalArgumentException("applyEvery: k must be at least 1, but is " + k);
    }
  }

  /// Its state.
  ///
  /// @param count the number of steps since the last update
  /// @param gradAcc the sum since then
  public record ApplyEveryState(Array count, Object gradAcc) {}

  @Override
  public ApplyEveryState init(Object params) {
    return new ApplyEveryState(Counts.zero(), OptaxTree.zerosLike(params));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ApplyEveryState s = Need.state(ApplyEveryState.class, state);
    Array c = s.count().rem(k);
    P sum =
        Moments.map((g, old) -> c.ne(0).astype(g.dtype()).mul(old).add(g), updates, s.gradAcc());
    Array emit = c.eq(k - 1);
    P out = Tree.map(x -> x.mul(emit.astype(x.dtype())), sum);
    Array next = Counts.next(s.count()).rem(k);
    return new Update<>(out, new ApplyEveryState(next, OptaxTree.castLike(sum, s.gradAcc())));
  }
}

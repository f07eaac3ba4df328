package linum.optax;

import linum.ir.DType;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// The sum of all updates, older ones weighing less: momentum.
///
/// @param decay how much of the sum stays
/// @param nesterov whether to look one step ahead, as Nesterov's momentum does
/// @param accumulatorDtype type of the accumulator; null for the types of the parameters
public record Trace(Scalar decay, boolean nesterov, @Nullable DType accumulatorDtype)
    implements GradientTransformation {
  Trace(Scalar decay) {
    this(decay, false, null);
  }

  public Trace nesterov(boolean newNesterov) {
    return new Trace(decay, newNesterov, accumulatorDtype);
  }

  public Trace accumulatorDtype(DType newAccumulatorDtype) {
    return new Trace(decay, nesterov, newAccumulatorDtype);
  }

  /// Its state.
  ///
  /// @param trace the sum
  public record TraceState(Object trace) {}

  @Override
  public TraceState init(Object params) {
    return new TraceState(OptaxTree.zerosLike(params, accumulatorDtype));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    TraceState s = Need.state(TraceState.class, state);
    P sum = Moments.map((g, t) -> g.add(decay.mul(t)), updates, s.trace());
    P out = nesterov ? Tree.map((g, t) -> g.add(decay.mul(t)), updates, sum) : sum;
    return new Update<>(
        out,
        new TraceState(
            accumulatorDtype == null
                ? OptaxTree.castLike(sum, s.trace())
                : OptaxTree.cast(sum, accumulatorDtype)));
  }
}

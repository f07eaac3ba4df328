package linum.optax;

import linum.core.Array;
import linum.ir.DType;
import org.jspecify.annotations.Nullable;

/// A moving average of the updates.
///
/// @param decay how much of the average stays
/// @param debias whether to make up for having started at zero
/// @param accumulatorDtype type of the accumulator; null for the types of the parameters
public record Ema(Scalar decay, boolean debias, @Nullable DType accumulatorDtype)
    implements GradientTransformation {
  Ema(Scalar decay) {
    this(decay, true, null);
  }

  public Ema debias(boolean newDebias) {
    return new Ema(decay, newDebias, accumulatorDtype);
  }

  public Ema accumulatorDtype(DType newAccumulatorDtype) {
    return new Ema(decay, debias, newAccumulatorDtype);
  }

  /// Its state.
  ///
  /// @param count the number of steps
  /// @param ema the average
  public record EmaState(Array count, Object ema) {}

  @Override
  public EmaState init(Object params) {
    return new EmaState(Counts.zero(), OptaxTree.zerosLike(params, accumulatorDtype));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    EmaState s = Need.state(EmaState.class, state);
    Scalar rest = decay.oneMinus();
    P mean = Moments.map((g, t) -> rest.mul(g).add(decay.mul(t)), updates, s.ema());
    Array count = Counts.next(s.count());
    P out = debias ? OptaxTree.biasCorrection(mean, decay, count) : mean;
    return new Update<>(
        out,
        new EmaState(
            count,
            accumulatorDtype == null
                ? OptaxTree.castLike(mean, s.ema())
                : OptaxTree.cast(mean, accumulatorDtype)));
  }
}

package linum.optax;

import java.util.Objects;
import java.util.function.Function;
import linum.Linum;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.numpy.Jnp;
import linum.tree.Records;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// The updates times the largest step that lowers the loss enough, found by trying smaller and
/// smaller ones.
///
/// It is the last part of a chain and needs the loss as a number, as a function and its gradient:
/// `extraArgs().value(v).grad(g).valueFn(f)`.
///
/// Source: Nocedal and Wright, "Numerical Optimization", algorithm 3.1.
///
/// @param maxBacktrackingSteps how many steps are tried at most
/// @param slopeRtol which part of the decrease that the slope promises is enough
/// @param decreaseFactor a step over the one before
/// @param increaseFactor the first step over the one that was taken last
/// @param maxLearningRate the largest step
/// @param atol how much more than enough the loss may be, absolute
/// @param rtol how much more than enough the loss may be, relative
/// @param storeGrad whether the gradient at the new parameters is kept in the state, for
///   [Optax#valueAndGradFromState]
public record ScaleByBacktrackingLinesearch(
    int maxBacktrackingSteps,
    double slopeRtol,
    double decreaseFactor,
    double increaseFactor,
    double maxLearningRate,
    double atol,
    double rtol,
    boolean storeGrad)
    implements GradientTransformation {

  ScaleByBacktrackingLinesearch(int maxBacktrackingSteps) {
    this(maxBacktrackingSteps, 1e-4, 0.8, 1.5, 1, 0, 0, false);
  }

  public ScaleByBacktrackingLinesearch slopeRtol(double newSlopeRtol) {
    return with("slopeRtol", newSlopeRtol);
  }

  public ScaleByBacktrackingLinesearch decreaseFactor(double newDecreaseFactor) {
    return with("decreaseFactor", newDecreaseFactor);
  }

  public ScaleByBacktrackingLinesearch increaseFactor(double newIncreaseFactor) {
    return with("increaseFactor", newIncreaseFactor);
  }

  public ScaleByBacktrackingLinesearch maxLearningRate(double newMaxLearningRate) {
    return with("maxLearningRate", newMaxLearningRate);
  }

  public ScaleByBacktrackingLinesearch atol(double newAtol) {
    return with("atol", newAtol);
  }

  public ScaleByBacktrackingLinesearch rtol(double newRtol) {
    return with("rtol", newRtol);
  }

  public ScaleByBacktrackingLinesearch storeGrad(boolean newStoreGrad) {
    return with("storeGrad", newStoreGrad);
  }

  private ScaleByBacktrackingLinesearch with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  /// How a search went.
  ///
  /// @param numLinesearchSteps how many steps were tried
  /// @param decreaseError by how much the loss is larger than it should be; 0 for a success
  public record BacktrackingLinesearchInfo(Array numLinesearchSteps, Array decreaseError) {}

  /// Its state.
  ///
  /// @param learningRate the step
  /// @param value the loss at the new parameters
  /// @param grad the gradient at the new parameters, null if it is not kept
  /// @param info how the search went
  public record ScaleByBacktrackingLinesearchState(
      Array learningRate, Array value, @Nullable Object grad, BacktrackingLinesearchInfo info) {}

  private record Search(Array learningRate, Array value, Array decreaseError, Array iteration) {}

  @Override
  public ScaleByBacktrackingLinesearchState init(Object params) {
    DType dtype = OptaxTree.highestDtype(params);
    Array infinite = Jnp.full(Dims.NONE, Double.POSITIVE_INFINITY, dtype);
    return new ScaleByBacktrackingLinesearchState(
        Jnp.ones(dtype),
        infinite,
        storeGrad ? OptaxTree.zerosLike(params) : null,
        new BacktrackingLinesearchInfo(Counts.zero(), infinite));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    String me = "scaleByBacktrackingLinesearch";
    ScaleByBacktrackingLinesearchState s =
        Need.state(ScaleByBacktrackingLinesearchState.class, state);
    P at = Need.params(me, params);
    Function<P, Array> valueFn = extraArgs.needValueFn(me);
    DType dtype = s.value().dtype();
    Array value = extraArgs.needValue(me).astype(dtype);
    Array slope = OptaxTree.vdot(updates, extraArgs.needGrad(me)).astype(dtype);
    Search found =
        Linum.whileLoop(
            c -> c.decreaseError().le(atol).not().and(c.iteration().le(maxBacktrackingSteps)),
            c -> tried(c, at, updates, valueFn, value, slope),
            new Search(
                s.learningRate().mul(increaseFactor).minimum(maxLearningRate),
                value,
                Jnp.full(Dims.NONE, Double.POSITIVE_INFINITY, dtype),
                Counts.zero()));
    Array rate = Jnp.where(Jnp.isinf(found.decreaseError()), 0, found.learningRate()).astype(dtype);
    P out = Tree.map(u -> u.mul(rate.astype(u.dtype())), updates);
    Object grad =
        storeGrad
            ? OptaxTree.castLike(
                Linum.grad(OptaxTree.add(at, out), valueFn), Objects.requireNonNull(s.grad()))
            : null;
    return new Update<>(
        out,
        new ScaleByBacktrackingLinesearchState(
            rate,
            found.value(),
            grad,
            new BacktrackingLinesearchInfo(found.iteration(), found.decreaseError())));
  }

  private <P> Search tried(
      Search c, P params, P updates, Function<P, Array> valueFn, Array value, Array slope) {
    Array rate =
        Jnp.where(c.iteration().gt(0), c.learningRate().mul(decreaseFactor), c.learningRate());
    P next = Tree.map((p, u) -> p.add(rate.astype(p.dtype()).mul(u)), params, updates);
    Array now = valueFn.apply(next).astype(value.dtype());
    Array error = now.sub(value.mul(1 + rtol)).sub(rate.mul(slopeRtol).mul(slope));
    Array known = Jnp.where(Jnp.isnan(error), Double.POSITIVE_INFINITY, error).maximum(0);
    return new Search(rate, now, known.astype(value.dtype()), c.iteration().add(1));
  }
}

package linum.optax;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.numpy.Jnp;
import linum.tree.Records;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// The updates times a step that lowers the loss enough and flattens its slope: the strong Wolfe
/// conditions.
///
/// An interval with such a step is found first, and then made smaller by cubic and quadratic
/// interpolation. It is the last part of a chain and needs the loss as a number, as a function and
/// its gradient: `extraArgs().value(v).grad(g).valueFn(f)`.
///
/// Source: Nocedal and Wright, "Numerical Optimization", algorithms 3.5 and 3.6; Hager and Zhang,
/// "Algorithm 851: CG_DESCENT", 2006, for the approximate decrease.
///
/// @param maxLinesearchSteps how many steps are tried at most
/// @param maxLearningRate the largest step, null for none
/// @param tol how much the conditions may be missed
/// @param increaseFactor a step over the one before, while there is no interval
/// @param slopeRtol which part of the decrease that the slope promises is enough
/// @param curvRtol which part of the slope may be left
/// @param approxDecRtol how much larger the loss may be, relative, if the slopes promise enough;
///   null for not at all
/// @param stepsizePrecision the length of an interval that is not made smaller
/// @param initialGuessStrategy the first step
public record ScaleByZoomLinesearch(
    int maxLinesearchSteps,
    @Nullable Double maxLearningRate,
    double tol,
    double increaseFactor,
    double slopeRtol,
    double curvRtol,
    @Nullable Double approxDecRtol,
    double stepsizePrecision,
    InitialGuess initialGuessStrategy)
    implements GradientTransformation {

  /// The first step of a search.
  public enum InitialGuess {
    /// One.
    ONE,
    /// The one that was taken last.
    KEEP
  }

  ScaleByZoomLinesearch(int maxLinesearchSteps) {
    this(maxLinesearchSteps, null, 0, 2, 1e-4, 0.9, 1e-6, 1e-5, InitialGuess.KEEP);
  }

  public ScaleByZoomLinesearch maxLearningRate(double newMaxLearningRate) {
    return with("maxLearningRate", newMaxLearningRate);
  }

  public ScaleByZoomLinesearch tol(double newTol) {
    return with("tol", newTol);
  }

  public ScaleByZoomLinesearch increaseFactor(double newIncreaseFactor) {
    return with("increaseFactor", newIncreaseFactor);
  }

  public ScaleByZoomLinesearch slopeRtol(double newSlopeRtol) {
    return with("slopeRtol", newSlopeRtol);
  }

  public ScaleByZoomLinesearch curvRtol(double newCurvRtol) {
    return with("curvRtol", newCurvRtol);
  }

  public ScaleByZoomLinesearch approxDecRtol(double newApproxDecRtol) {
    return with("approxDecRtol", newApproxDecRtol);
  }

  public ScaleByZoomLinesearch stepsizePrecision(double newStepsizePrecision) {
    return with("stepsizePrecision", newStepsizePrecision);
  }

  public ScaleByZoomLinesearch initialGuessStrategy(InitialGuess newInitialGuessStrategy) {
    return with("initialGuessStrategy", newInitialGuessStrategy);
  }

  /// Without the condition of approximate decrease.
  public ScaleByZoomLinesearch withoutApproximateDecrease() {
    return with("approxDecRtol", null);
  }

  private ScaleByZoomLinesearch with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  /// How a search went.
  ///
  /// @param numLinesearchSteps how many steps were tried
  /// @param decreaseError by how much the condition of decrease is missed
  /// @param curvatureError by how much the condition of the slope is missed
  public record ZoomLinesearchInfo(
      Array numLinesearchSteps, Array decreaseError, Array curvatureError) {}

  /// Its state.
  ///
  /// @param learningRate the step
  /// @param value the loss at the new parameters
  /// @param grad the gradient at the new parameters
  /// @param info how the search went
  public record ScaleByZoomLinesearchState(
      Array learningRate, Array value, Object grad, ZoomLinesearchInfo info) {}

  @Override
  public ScaleByZoomLinesearchState init(Object params) {
    DType dtype = OptaxTree.highestDtype(params);
    Array infinite = Jnp.full(Dims.NONE, Double.POSITIVE_INFINITY, dtype);
    return new ScaleByZoomLinesearchState(
        Jnp.ones(dtype),
        infinite,
        OptaxTree.zerosLike(params),
        new ZoomLinesearchInfo(Counts.zero(), infinite, infinite));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    String me = "scaleByZoomLinesearch";
    ScaleByZoomLinesearchState s = Need.state(ScaleByZoomLinesearchState.class, state);
    DType dtype = s.value().dtype();
    Array guess = initialGuessStrategy == InitialGuess.ONE ? Jnp.ones(dtype) : s.learningRate();
    P grad = extraArgs.needGrad(me);
    ZoomSearch<P> search =
        new ZoomSearch<>(
            this,
            Need.params(me, params),
            updates,
            extraArgs.needValueFn(me),
            new ZoomSearch.Point(
                Jnp.zeros(dtype),
                extraArgs.needValue(me).astype(dtype),
                OptaxTree.vdot(updates, grad).astype(dtype)),
            guess);
    ZoomSearch.Progress<P> end = search.run(grad);
    Array rate = end.at().stepsize();
    return new Update<>(
        Tree.map(u -> u.mul(rate.astype(u.dtype())), updates),
        new ScaleByZoomLinesearchState(
            rate,
            end.at().value(),
            OptaxTree.castLike(end.grad(), s.grad()),
            new ZoomLinesearchInfo(end.count(), end.decreaseError(), end.curvatureError())));
  }
}

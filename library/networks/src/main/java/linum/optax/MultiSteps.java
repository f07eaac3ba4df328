package linum.optax;

import linum.Linum;
import linum.core.Array;
import linum.ir.DType;
import linum.numpy.Jnp;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Gradients gathered over some steps before an optimizer gets their mean: large batches in small
/// parts.
///
/// Updates are zeros in between, and the optimizer is not run.
///
/// @param inner the optimizer
/// @param everyKSchedule how many steps are gathered, for the number of updates so far
/// @param useGradMean whether the optimizer gets the mean, or the sum
/// @param shouldSkipUpdate which gradients are left out
/// @param accumulatorDtype type of what is gathered
public record MultiSteps(
    GradientTransformation inner,
    Schedule everyKSchedule,
    boolean useGradMean,
    Skip.Rule shouldSkipUpdate,
    DType accumulatorDtype)
    implements GradientTransformation {
  MultiSteps(GradientTransformation inner, Schedule everyKSchedule) {
    this(inner, everyKSchedule, true, (_, _, _) -> Skip.never(), DType.FLOAT32);
  }

  public MultiSteps useGradMean(boolean newUseGradMean) {
    return new MultiSteps(
        inner, everyKSchedule, newUseGradMean, shouldSkipUpdate, accumulatorDtype);
  }

  public MultiSteps shouldSkipUpdate(Skip.Rule newShouldSkipUpdate) {
    return new MultiSteps(
        inner, everyKSchedule, useGradMean, newShouldSkipUpdate, accumulatorDtype);
  }

  public MultiSteps accumulatorDtype(DType newAccumulatorDtype) {
    return new MultiSteps(
        inner, everyKSchedule, useGradMean, shouldSkipUpdate, newAccumulatorDtype);
  }

  /// Its state.
  ///
  /// @param miniStep how many gradients were gathered since the last update
  /// @param gradientStep how many updates there were
  /// @param innerOptState the state of the optimizer
  /// @param accGrads what was gathered
  /// @param skipState what the rule of skipping said
  public record MultiStepsState(
      Array miniStep,
      Array gradientStep,
      Object innerOptState,
      Object accGrads,
      Object skipState) {}

  @Override
  public MultiStepsState init(Object params) {
    return new MultiStepsState(
        Counts.zero(),
        Counts.zero(),
        inner.init(params),
        OptaxTree.zerosLike(params, accumulatorDtype),
        shouldSkipUpdate.decide(OptaxTree.zerosLike(params), Counts.zero(), params).state());
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    MultiStepsState s = Need.state(MultiStepsState.class, state);
    Skip skip = shouldSkipUpdate.decide(updates, s.gradientStep(), params);
    if (skip.shouldSkip().dtype() != DType.BOOL || skip.shouldSkip().ndim() != 0) {
      throw new IllegalArgumentException(
          "multiSteps: the rule of skipping gives a bool scalar, but gave %s"
              .formatted(skip.shouldSkip().aval()));
    }
    Array k = everyKSchedule.apply(s.gradientStep());
    Array gathered = s.miniStep().add(1);
    Object sum = Tree.map((acc, u) -> added(acc, u, gathered), s.accGrads(), updates);
    Array take = skip.shouldSkip().not();
    Array emit = take.and(gathered.eq(k));
    P mean = OptaxTree.castLike(Tree.map((_, acc) -> acc, updates, sum), updates);
    Update<P> u =
        Linum.cond(
            emit,
            () -> like(updates, inner.update(mean, s.innerOptState(), params, extraArgs)),
            () -> new Update<>(OptaxTree.zerosLike(updates), s.innerOptState()));
    Array miniStep = Jnp.where(take, gathered.rem(k), s.miniStep()).astype(DType.INT32);
    Array gradientStep = Jnp.where(emit, Counts.next(s.gradientStep()), s.gradientStep());
    Object rest =
        Tree.map(
            (acc, old) -> Jnp.where(take, Jnp.where(emit, 0, acc), old).astype(old.dtype()),
            sum,
            s.accGrads());
    return new Update<>(
        u.updates(), new MultiStepsState(miniStep, gradientStep, u.state(), rest, skip.state()));
  }

  // In the types of the gradients, so that a step without an update looks the same.
  private static <P> Update<P> like(P updates, Update<P> u) {
    return new Update<>(OptaxTree.castLike(u.updates(), updates), u.state());
  }

  private Array added(Array acc, Array update, Array gathered) {
    Array u = update.astype(accumulatorDtype);
    return useGradMean ? acc.add(u.sub(acc).div(gathered)) : acc.add(u);
  }

  /// Whether the step before was one with an update, a `bool` scalar.
  public Array hasUpdated(Object state) {
    MultiStepsState s = Need.state(MultiStepsState.class, state);
    return s.miniStep().eq(0).and(s.gradientStep().gt(0));
  }
}

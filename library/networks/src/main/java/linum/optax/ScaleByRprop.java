package linum.optax;

import linum.core.Array;
import linum.numpy.Jnp;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Steps that grow while the signs of the gradients stay, and shrink when they change.
///
/// The updates point along the gradient: `scale(-1)` follows. As in Optax, they are those of the
/// step before, unless the sign changed.
///
/// Source: Riedmiller and Braun, "A direct adaptive method for faster backpropagation learning",
/// 1993.
///
/// @param learningRate the first step
/// @param etaMinus factor for a step whose gradient changes its sign
/// @param etaPlus factor for one whose gradient does not
/// @param minStepSize the smallest step
/// @param maxStepSize the largest step
public record ScaleByRprop(
    Scalar learningRate, Scalar etaMinus, Scalar etaPlus, double minStepSize, double maxStepSize)
    implements GradientTransformation {
  ScaleByRprop(Scalar learningRate) {
    this(learningRate, Scalar.of(0.5), Scalar.of(1.2), 1e-6, 50);
  }

  public ScaleByRprop etaMinus(double newEtaMinus) {
    return new ScaleByRprop(
        learningRate, Scalar.of(newEtaMinus), etaPlus, minStepSize, maxStepSize);
  }

  public ScaleByRprop etaPlus(double newEtaPlus) {
    return new ScaleByRprop(
        learningRate, etaMinus, Scalar.of(newEtaPlus), minStepSize, maxStepSize);
  }

  public ScaleByRprop minStepSize(double newMinStepSize) {
    return new ScaleByRprop(learningRate, etaMinus, etaPlus, newMinStepSize, maxStepSize);
  }

  public ScaleByRprop maxStepSize(double newMaxStepSize) {
    return new ScaleByRprop(learningRate, etaMinus, etaPlus, minStepSize, newMaxStepSize);
  }

  /// Its state.
  ///
  /// @param stepSizes the step of every parameter
  /// @param prevUpdates the updates before
  public record ScaleByRpropState(Object stepSizes, Object prevUpdates) {}

  @Override
  public ScaleByRpropState init(Object params) {
    return new ScaleByRpropState(
        Tree.map(p -> learningRate.add(Jnp.zerosLike(p)), params), OptaxTree.zerosLike(params));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ScaleByRpropState s = Need.state(ScaleByRpropState.class, state);
    P turns = Moments.map(Array::mul, updates, s.prevUpdates());
    Object steps = Tree.map(this::step, s.stepSizes(), turns);
    P moves =
        Tree.map(
            (g, turn, step) -> Jnp.where(turn.lt(0), 0, step.mul(g.sign())), updates, turns, steps);
    P out = Tree.map((turn, old) -> Jnp.where(turn.lt(0), 0, old), turns, s.prevUpdates());
    return new Update<>(out, new ScaleByRpropState(steps, moves));
  }

  private Array step(Array step, Array turn) {
    Array factor =
        Jnp.where(turn.gt(0), etaPlus.toArray(), etaMinus.toArray()).astype(step.dtype());
    return Jnp.where(turn.eq(0), step, step.mul(factor).clip(minStepSize, maxStepSize));
  }
}

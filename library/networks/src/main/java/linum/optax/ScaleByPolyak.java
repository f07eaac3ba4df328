package linum.optax;

import linum.core.Array;
import linum.ir.DType;
import linum.nn.Nn;
import linum.numpy.Jnp;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// The step that would reach the lowest value if the loss were linear.
///
/// Source: Loizou and others, "Stochastic Polyak Step-size for SGD", 2021.
///
/// It needs the loss: [ExtraArgs#value].
///
/// @param fMin the lowest value of the loss
/// @param maxLearningRate the largest step
/// @param eps added to the squared norm of the gradient
/// @param variant what to do below the lowest value
public record ScaleByPolyak(Scalar fMin, Scalar maxLearningRate, Scalar eps, Variant variant)
    implements GradientTransformation {
  ScaleByPolyak() {
    this(Scalar.of(0), Scalar.of(1), Scalar.of(0), Variant.SPS);
  }

  public ScaleByPolyak fMin(double newFMin) {
    return new ScaleByPolyak(Scalar.of(newFMin), maxLearningRate, eps, variant);
  }

  public ScaleByPolyak maxLearningRate(double newMaxLearningRate) {
    return new ScaleByPolyak(fMin, Scalar.of(newMaxLearningRate), eps, variant);
  }

  public ScaleByPolyak eps(double newEps) {
    return new ScaleByPolyak(fMin, maxLearningRate, Scalar.of(newEps), variant);
  }

  public ScaleByPolyak variant(Variant newVariant) {
    return new ScaleByPolyak(fMin, maxLearningRate, eps, newVariant);
  }

  /// What to do if the loss is lower than its lowest value is said to be.
  public enum Variant {
    /// Step back.
    SPS,
    /// Stay.
    SPS_PLUS
  }

  @Override
  public EmptyState init(Object params) {
    return EmptyState.EMPTY;
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    Array norm = OptaxTree.squaredNorm(updates);
    Array gap = fMin.neg().add(extraArgs.needValue("scaleByPolyak")).astype(norm.dtype());
    Array ahead = variant == Variant.SPS_PLUS ? Nn.relu(gap) : gap;
    Array below = eps.add(norm);
    Array step =
        Jnp.where(
            below.le(Jnp.finfo(DType.FLOAT32).eps()),
            0,
            Jnp.minimum(ahead.div(below), maxLearningRate.toArray()));
    return new Update<>(Tree.map(u -> u.mul(step.astype(u.dtype())), updates), state);
  }
}

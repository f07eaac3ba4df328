package linum.optax;

/// Gradient descent with the step that would reach the lowest value if the loss were linear.
///
/// It needs the loss: `tx.update(grads, state, params, extraArgs().value(loss))`.
///
/// Source: Loizou and others, "Stochastic Polyak Step-size for SGD", 2021.
///
/// @param maxLearningRate the largest step
/// @param scaling multiplies all steps
/// @param fMin the lowest value of the loss
/// @param eps added to the squared norm of the gradient
/// @param variant what to do below the lowest value
public record PolyakSgd(
    Scalar maxLearningRate,
    ScalarOrSchedule scaling,
    Scalar fMin,
    Scalar eps,
    ScaleByPolyak.Variant variant)
    implements Composed {
  PolyakSgd() {
    this(Scalar.of(1), Scalar.of(1), Scalar.of(0), Scalar.of(0), ScaleByPolyak.Variant.SPS);
  }

  public PolyakSgd maxLearningRate(double newMaxLearningRate) {
    return new PolyakSgd(Scalar.of(newMaxLearningRate), scaling, fMin, eps, variant);
  }

  public PolyakSgd scaling(double newScaling) {
    return new PolyakSgd(maxLearningRate, Scalar.of(newScaling), fMin, eps, variant);
  }

  public PolyakSgd scaling(ScalarOrSchedule newScaling) {
    return new PolyakSgd(maxLearningRate, newScaling, fMin, eps, variant);
  }

  public PolyakSgd fMin(double newFMin) {
    return new PolyakSgd(maxLearningRate, scaling, Scalar.of(newFMin), eps, variant);
  }

  public PolyakSgd eps(double newEps) {
    return new PolyakSgd(maxLearningRate, scaling, fMin, Scalar.of(newEps), variant);
  }

  public PolyakSgd variant(ScaleByPolyak.Variant newVariant) {
    return new PolyakSgd(maxLearningRate, scaling, fMin, eps, newVariant);
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(new Sgd(scaling), new ScaleByPolyak(fMin, maxLearningRate, eps, variant));
  }
}

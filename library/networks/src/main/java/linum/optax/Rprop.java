package linum.optax;

/// Steps that depend on the signs of the gradients only: for whole data sets, not for batches.
///
/// Source: Riedmiller and Braun, "A direct adaptive method for faster backpropagation learning",
/// 1993.
///
/// @param learningRate the first step
/// @param etaMinus factor for a step whose gradient changes its sign
/// @param etaPlus factor for one whose gradient does not
/// @param minStepSize the smallest step
/// @param maxStepSize the largest step
public record Rprop(
    Scalar learningRate, Scalar etaMinus, Scalar etaPlus, double minStepSize, double maxStepSize)
    implements Composed {
  Rprop(Scalar learningRate) {
    this(learningRate, Scalar.of(0.5), Scalar.of(1.2), 1e-6, 50);
  }

  public Rprop etaMinus(double newEtaMinus) {
    return new Rprop(learningRate, Scalar.of(newEtaMinus), etaPlus, minStepSize, maxStepSize);
  }

  public Rprop etaPlus(double newEtaPlus) {
    return new Rprop(learningRate, etaMinus, Scalar.of(newEtaPlus), minStepSize, maxStepSize);
  }

  public Rprop minStepSize(double newMinStepSize) {
    return new Rprop(learningRate, etaMinus, etaPlus, newMinStepSize, maxStepSize);
  }

  public Rprop maxStepSize(double newMaxStepSize) {
    return new Rprop(learningRate, etaMinus, etaPlus, minStepSize, newMaxStepSize);
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(
        new ScaleByRprop(learningRate, etaMinus, etaPlus, minStepSize, maxStepSize),
        new Scale(Scalar.of(-1)));
  }
}

package linum.optax.contrib;

/// The first step of [Dog].
///
/// `InitStep = Distance | Heuristic | LearningRate`
public sealed interface InitStep {

  /// A distance to begin with.
  record Distance(double value) implements InitStep {}

  /// A distance relative to the norm of the parameters.
  record Heuristic(double value) implements InitStep {}

  /// A learning rate of the first step.
  record LearningRate(double value) implements InitStep {}
}

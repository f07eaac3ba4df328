package linum.bench.steps;

/// A model and its optimizer, written three ways.
interface Model {
  String name();

  /// A compiled function of records and lists of arrays.
  Way byHand();

  /// Variables of a Linen module in a `TrainState`.
  Way trainState();

  /// An NNX module and an `Nnx.Optimizer`.
  Way optimizer();
}

package linum.training;

import linum.core.Array;

/// Something that is found out over many batches: a record of arrays, so that `jit` takes it and
/// returns it.
///
/// ```java
/// var metrics = new Metrics(Average.empty(), Accuracy.empty());     // a record of your own
/// metrics = step.apply(state, batch, metrics);                      // loss.update(…) inside
/// System.out.println(metrics.loss().compute());
/// ```
///
/// In JAX: the metrics of `flax.nnx` and CLU. Here they are values: what updates one returns
/// another one.
///
/// @param <M> the record itself
public interface Metric<M extends Metric<M>> {
  /// What two parts of the data give together.
  M merge(M other);

  /// What was found out.
  Array compute();
}

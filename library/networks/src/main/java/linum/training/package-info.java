/// What a training loop needs beside a model and an optimizer: states, metrics, stopping, progress.
///
/// ```java
/// var state = TrainState.create(model::apply, variables, adam(1e-2));
/// var early = new EarlyStopping().patience(3);
/// for (int epoch = 0; epoch < 100 && !early.shouldStop(); epoch++) {
///   var progress = Progress.of(loader.epoch(epoch), loader.size()).description("epoch " + epoch);
///   var loss = Average.empty();
///   for (Example batch : progress) {
///     var r = step.apply(state, batch, loss);
///     state = r.state();
///     loss = r.loss();
///     progress.set("loss", loss.compute());
///   }
///   early = early.update(loss.compute().item());
/// }
/// ```
///
/// There is no trainer: loops are written by the user. In JAX: `flax.training`.
@NullMarked
package linum.training;

import org.jspecify.annotations.NullMarked;

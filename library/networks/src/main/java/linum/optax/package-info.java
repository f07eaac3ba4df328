/// Optimizers as values, after Optax: transformations of gradients that are chained, with states
/// that are trees.
///
/// ```java
/// import static linum.optax.Optax.*;
///
/// var tx = chain(clipByGlobalNorm(1.0), adamw(1e-3).mask((path, p) -> p.ndim() > 1));
/// var state = tx.init(params);
/// var step = jit((Params p, Object s, Array x) -> {
///   var u = tx.update(grad(p, q -> loss(q, x)), s, p);
///   return new Pair<>(applyUpdates(p, u.updates()), u.state());
/// });
/// ```
///
/// - [linum.optax.GradientTransformation] is what all of them are: `init` and `update`. Named
///   optimizers, such as [linum.optax.Adam], are records of their options and
///   [linum.optax.Composed] of transformations, such as [linum.optax.ScaleByAdam].
/// - [linum.optax.Optax] has a function for each, and the schedules and losses.
/// - [linum.optax.OptaxTree] computes with trees and looks into states; [linum.optax.Projections],
///   [linum.optax.SecondOrder], [linum.optax.Perturbations] and [linum.optax.Assignments] are the
///   other parts of Optax.
/// - [linum.optax.Scalar] is a number of an optimizer: fixed, or in the state after
///   [linum.optax.InjectHyperparams]. [linum.optax.Schedule] depends on the number of steps.
/// - [linum.optax.Mask] and [linum.optax.Labels] choose parts of trees. What is left out is `null`
///   for the transformation inside, so records of parameters must take `null` where they are
///   masked.
///
/// All of an update is arrays: it becomes part of the program of a step, and nothing is read on the
/// way.
@NullMarked
package linum.optax;

import org.jspecify.annotations.NullMarked;

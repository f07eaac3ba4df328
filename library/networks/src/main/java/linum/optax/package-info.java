/// Optimizers as values, after Optax: transformations of gradients that are chained, with states
/// that are trees.
@NullMarked
package linum.optax;

import org.jspecify.annotations.NullMarked;

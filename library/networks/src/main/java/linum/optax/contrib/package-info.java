/// Optimizers that are new, rare or for special purposes, after `optax.contrib`.
@NullMarked
package linum.optax.contrib;

import org.jspecify.annotations.NullMarked;

/// What of JAX, Flax and Optax is here: reads the lists of names in `src/test/resources/features`,
/// looks each up in the public classes, and keeps FEATURES.md true.
@NullMarked
package linum.features;

import org.jspecify.annotations.NullMarked;

/// Modules that own their variables, after Flax NNX.
@NullMarked
package linum.nnx;

import org.jspecify.annotations.NullMarked;

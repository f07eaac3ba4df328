/// What layers compute, as functions of arrays: shared by the module systems of `linen` and `nnx`,
/// which add only where parameters come from.
@NullMarked
package linum.layers;

import org.jspecify.annotations.NullMarked;

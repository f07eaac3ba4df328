/// The facade of Linum: the transformations of array programs (gradients, vectorization,
/// compilation) under the names that users type.
@NullMarked
package linum;

import org.jspecify.annotations.NullMarked;

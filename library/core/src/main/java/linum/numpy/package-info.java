/// NumPy's functions for arrays, under the names and with the types of `jax.numpy`.
///
/// [linum.numpy.Jnp] is what users import; the other classes say how its longer functions work. All
/// of them are written in terms of primitives, so they can be transformed:
///
/// ```java
/// import static linum.numpy.Jnp.*;
///
/// var x = linspace(0, 1, 5);
/// einsum("i,j->ij", x, sin(x)).sum(0);
/// ```
///
/// Names are JAX's in Java's spelling (`expand_dims` is `expandDims`). Arguments stand in JAX's
/// order; keyword arguments are overloads, or an [linum.core.Over] for reductions.
@NullMarked
package linum.numpy;

import org.jspecify.annotations.NullMarked;

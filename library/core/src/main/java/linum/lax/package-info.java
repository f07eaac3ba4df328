/// Primitives as functions, as strict as the primitives are. In JAX: `jax.lax`.
///
/// [linum.lax.Lax] is what users import; the other classes hold the options of its longer
/// functions.
@NullMarked
package linum.lax;

import org.jspecify.annotations.NullMarked;

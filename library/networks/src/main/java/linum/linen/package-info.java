/// Modules without state, after Flax Linen: a module describes a network, its variables are a
/// value.
@NullMarked
package linum.linen;

import org.jspecify.annotations.NullMarked;

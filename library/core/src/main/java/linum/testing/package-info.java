/// Assertions for tests of programs that use Linum: arrays that are close, gradients that are
/// right.
@NullMarked
package linum.testing;

import org.jspecify.annotations.NullMarked;

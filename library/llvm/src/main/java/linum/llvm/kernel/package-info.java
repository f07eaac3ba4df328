/// The kernel families: native code for each kind of primitive.
///
/// A family has one class with `lower(primitive, equation, lowering)`, which adds steps for an
/// equation.
@NullMarked
package linum.llvm.kernel;

import org.jspecify.annotations.NullMarked;

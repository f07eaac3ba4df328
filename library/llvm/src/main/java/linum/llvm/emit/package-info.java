/// LLVM's intermediate representation as text: values with types, straight-line instructions,
/// structured loops and branches.
///
/// Code is vectorized here, not by a pass of LLVM: the shapes are known, so whoever emits a loop
/// knows which loads are contiguous, how wide the registers are and where the rest begins. A value
/// has lanes; an operation takes operands of equally many.
@NullMarked
package linum.llvm.emit;

import org.jspecify.annotations.NullMarked;

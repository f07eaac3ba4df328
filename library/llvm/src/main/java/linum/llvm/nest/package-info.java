/// Fusion: equations whose results are functions of an index become loop nests.
///
/// An element of a result of such an equation is an expression in elements of its operands, at
/// places that are affine in the place of the result. So the expression of a chain of equations can
/// be computed for one place after the other, without ever storing what lies between. What must be
/// stored, what is read at several places, and sums are *anchors* ([linum.llvm.nest.Anchors]);
/// anchors that go over the same places share a loop nest ([linum.llvm.nest.Grouping]).
///
/// A nest with reductions runs, for each row of places that are summed up, several sweeps over the
/// row: a softmax takes the maximum in the first, exponentials and their sum in the second, the
/// quotients in the third, while the row stays in the cache ([linum.llvm.nest.RowNest]). Where the
/// rows do not lie along the memory, many neighbouring ones go side by side in the lanes of vectors
/// ([linum.llvm.nest.ColumnNest]).
@NullMarked
package linum.llvm.nest;

import org.jspecify.annotations.NullMarked;

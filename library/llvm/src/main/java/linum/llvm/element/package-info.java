/// What happens to elements: how each element type lives in registers, and every elementwise
/// primitive as instructions on lanes.
///
/// The meaning of each primitive is that of the reference backend. Functions that no instruction
/// computes are written out as lanewise arithmetic, so that one lane and sixteen take the same way
/// and give the same bits. The coefficients of polynomials were made for this package, by
/// interpolation at Chebyshev nodes in 60 digits over the interval that their comment names, unless
/// another source is named. Bounds of errors are in units in the last place (ulp) of the type, over
/// the whole range, subnormal numbers included.
@NullMarked
package linum.llvm.element;

import org.jspecify.annotations.NullMarked;

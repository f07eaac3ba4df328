/// Passes over programs: each takes a program and gives another one that computes the same.
///
/// A pass that finds nothing to do returns the program itself, so that what is kept under its
/// identity stays valid. Effects stay, in their order.
@NullMarked
package linum.ir.pass;

import org.jspecify.annotations.NullMarked;

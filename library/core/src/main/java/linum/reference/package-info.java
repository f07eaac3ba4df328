/// The backend in plain Java: every primitive, written to be obviously right. The oracle of all
/// tests, and what runs where nothing native loads.
///
/// A program becomes a [linum.reference.Plan]: its equations in order, with the places of their
/// operands worked out. While it runs, an array is a [linum.reference.Value]: `double[]` for
/// floating types and `long[]` for all others, rounded to the element type after each operation, so
/// that one piece of code serves every type. [linum.reference.Interpreter] is the table of
/// primitives; each group has a file of its own.
@NullMarked
package linum.reference;

import org.jspecify.annotations.NullMarked;

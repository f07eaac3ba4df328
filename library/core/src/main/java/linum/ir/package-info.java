/// Programs as values: element types, shapes, primitives with their typing rules, and jaxprs.
///
/// A program is made of records and enums, nothing in it computes, and this package imports no
/// other. Read [linum.ir.Primitive] for the operations there are, [linum.ir.Jaxpr] for how they
/// form a program.
@NullMarked
package linum.ir;

import org.jspecify.annotations.NullMarked;

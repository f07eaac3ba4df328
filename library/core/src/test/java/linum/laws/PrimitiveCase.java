package linum.laws;

import java.util.List;
import java.util.function.Function;
import linum.core.Array;
import linum.core.Trace;
import linum.ir.Primitive;

/// A row of the table: a program around a primitive, and samples of its operands.
///
/// @param order how often it is differentiable, at the samples, in its floating operands
/// @param primitive what it is the row of
record PrimitiveCase(
    String name,
    Primitive primitive,
    Function<List<Array>, List<Array>> program,
    List<List<Operand>> samples,
    int order) {

  @SafeVarargs
  static PrimitiveCase of(Primitive primitive, int order, List<Operand>... samples) {
    String name = primitive instanceof Enum<?> e ? e.name() : primitive.toString();
    return new PrimitiveCase(
        name, primitive, in -> Trace.bindAll(primitive, in), List.of(samples), order);
  }

  @Override
  public String toString() {
    return name;
  }
}

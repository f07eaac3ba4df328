package linum.laws;

import java.util.List;
import java.util.function.Function;
import linum.core.Array;
import linum.core.Trace;
import linum.ir.Primitive;
import org.jspecify.annotations.Nullable;

/// A row of the table: a program, usually one primitive, and samples of its operands.
///
/// @param primitive what the program consists of; null if it is made by a function of the library
/// @param order how often it is differentiable, at the samples, in its floating operands
/// @param reverse whether it has a reverse mode
record PrimitiveCase(
    String name,
    @Nullable Primitive primitive,
    Function<List<Array>, List<Array>> program,
    List<Sample> samples,
    int order,
    boolean reverse) {

  static PrimitiveCase of(Primitive primitive, int order, Sample... samples) {
    return of(primitive, order, List.of(samples));
  }

  static PrimitiveCase of(Primitive primitive, int order, List<Sample> samples) {
    String name = primitive instanceof Enum<?> e ? e.name() : primitive.toString();
    return new PrimitiveCase(
        name, primitive, in -> Trace.bindAll(primitive, in), samples, order, true);
  }

  static PrimitiveCase program(
      String name, int order, Function<List<Array>, List<Array>> program, Sample... samples) {
    return new PrimitiveCase(name, null, program, List.of(samples), order, true);
  }

  PrimitiveCase forwardOnly() {
    return new PrimitiveCase(name, primitive, program, samples, order, false);
  }

  @Override
  public String toString() {
    return name;
  }
}

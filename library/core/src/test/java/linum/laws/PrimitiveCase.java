package linum.laws;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import linum.core.Array;
import linum.core.Trace;
import linum.ir.Primitive;
import linum.testing.Gradients;
import org.jspecify.annotations.Nullable;

/// A row of the table: a program, usually one primitive, and samples of its operands.
///
/// @param primitive what the program consists of; null if it is made by a function of the library
/// @param order how often it is differentiable, at the samples, in its floating operands
/// @param modes the modes of differentiation that it has
record PrimitiveCase(
    String name,
    @Nullable Primitive primitive,
    Function<List<Array>, List<Array>> program,
    List<Sample> samples,
    int order,
    Set<Gradients.Mode> modes) {

  private static final Set<Gradients.Mode> BOTH = EnumSet.allOf(Gradients.Mode.class);

  static PrimitiveCase of(Primitive primitive, int order, Sample... samples) {
    return of(primitive, order, List.of(samples));
  }

  static PrimitiveCase of(Primitive primitive, int order, List<Sample> samples) {
    String name = primitive instanceof Enum<?> e ? e.name() : primitive.toString();
    return new PrimitiveCase(
        name, primitive, in -> Trace.bindAll(primitive, in), samples, order, BOTH);
  }

  static PrimitiveCase program(
      String name, int order, Function<List<Array>, List<Array>> program, Sample... samples) {
    return new PrimitiveCase(name, null, program, List.of(samples), order, BOTH);
  }

  PrimitiveCase only(Gradients.Mode mode) {
    return new PrimitiveCase(name, primitive, program, samples, order, EnumSet.of(mode));
  }

  /// The row of a primitive that the program hides from whoever stages it, or that must be made for
  /// the types of the operands.
  PrimitiveCase of(Primitive hidden) {
    return new PrimitiveCase(name, hidden, program, samples, order, modes);
  }

  boolean hasReverse() {
    return modes.contains(Gradients.Mode.REVERSE);
  }

  @Override
  public String toString() {
    return name;
  }
}

package linum.ir;

import java.util.List;

/// One step of a program: `outputs = primitive inputs`.
public record Eqn(
    Primitive primitive, List<Atom> inputs, List<Atom.Var> outputs, SourceInfo source) {
  public Eqn {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  public Eqn(Primitive primitive, List<? extends Atom> inputs, List<Atom.Var> outputs) {
    this(primitive, List.copyOf(inputs), outputs, SourceInfo.UNKNOWN);
  }
}

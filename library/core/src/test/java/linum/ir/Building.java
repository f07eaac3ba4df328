package linum.ir;

import java.util.ArrayList;
import java.util.List;

/// Writes programs for tests, equation by equation.
public final class Building {
  public static final Aval F32 = Aval.of(DType.FLOAT32);
  public static final Aval F32_1 = Aval.of(DType.FLOAT32, 1);
  public static final Aval F32_3 = Aval.of(DType.FLOAT32, 3);
  public static final Aval I32 = Aval.of(DType.INT32);

  private final List<Atom.Var> inputs = new ArrayList<>();
  private final List<Eqn> eqns = new ArrayList<>();

  public record Data(Aval aval) implements Atom.Embedded {}

  public record Named(String ruleName) implements Rule {}

  public static Atom.Literal f32(double value) {
    return new Atom.Literal(value, F32);
  }

  public static Atom.Literal i32(long value) {
    return new Atom.Literal(value, I32);
  }

  public static Atom.Constant constant(Aval aval) {
    return new Atom.Constant(new Data(aval));
  }

  public Atom.Var in(Aval aval) {
    Atom.Var v = new Atom.Var(aval);
    inputs.add(v);
    return v;
  }

  public Atom.Var op(Primitive p, Atom... operands) {
    return ops(p, operands).getFirst();
  }

  public List<Atom.Var> ops(Primitive p, Atom... operands) {
    List<Atom> in = List.of(operands);
    List<Atom.Var> out =
        p.infer(in.stream().map(Atom::aval).toList()).stream().map(Atom.Var::new).toList();
    eqns.add(new Eqn(p, in, out));
    return out;
  }

  public Jaxpr out(Atom... outputs) {
    return new Jaxpr(inputs, eqns, List.of(outputs));
  }

  /// A program of one input and one equation.
  public static Jaxpr unary(Aval in, Primitive p) {
    Building b = new Building();
    return b.out(b.op(p, b.in(in)));
  }
}

package linum.transform;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.core.Named;
import linum.core.Programs;
import linum.core.Trace;
import linum.core.Tracer;
import linum.core.UnexpectedTracerException;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Call;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Primitive;

/// The interpreter that writes every operation down as an equation instead of carrying it out.
public final class Stage extends Trace {
  private final List<Eqn> eqns = new ArrayList<>();
  private final IdentityHashMap<Array, Atom.Var> captured = new IdentityHashMap<>();
  private final Map<Atom.Var, Array> capturedInOrder = new LinkedHashMap<>();

  /// A program, and the values of outer traces that it refers to, which are its first inputs.
  public record Staged(Jaxpr jaxpr, List<Array> captured) {
    public Staged {
      captured = List.copyOf(captured);
    }
  }

  private final class Symbol extends Tracer {
    private final Atom.Var variable;

    Symbol(Atom.Var variable) {
      super(Stage.this);
      this.variable = variable;
    }

    @Override
    public Aval aval() {
      return variable.aval();
    }
  }

  private Stage() {
    super(Trace.current());
  }

  /// Writes down what `f` does with inputs of the given types. The function runs once.
  public static Staged stage(Function<List<Array>, List<Array>> f, List<Aval> avals) {
    Stage trace = new Stage();
    List<Atom.Var> variables = avals.stream().map(Atom.Var::new).toList();
    List<Array> in = new ArrayList<>();
    variables.forEach(v -> in.add(trace.new Symbol(v)));
    List<Array> results = trace.run(() -> f.apply(List.copyOf(in)));
    List<Atom> out = trace.run(() -> results.stream().map(trace::atom).toList());
    List<Atom.Var> inputs = new ArrayList<>(trace.capturedInOrder.keySet());
    inputs.addAll(variables);
    return new Staged(
        new Jaxpr(inputs, trace.eqns, out), List.copyOf(trace.capturedInOrder.values()));
  }

  @Override
  protected Jaxpr program(Named function, List<Aval> avals) {
    return NamedPrograms.of(function, avals);
  }

  private Atom atom(Array a) {
    return switch (a) {
      case Symbol s when s.trace() == this -> s.variable;
      case Tracer t -> capture(t);
      case ConcreteArray c when isLiteral(c) -> new Atom.Literal(c.scalar(), c.aval());
      case ConcreteArray c -> new Atom.Constant(c);
    };
  }

  /// Whether a program shows the number itself.
  static boolean isLiteral(ConcreteArray c) {
    return c.aval().isScalar() && c.dtype().isNumeric() && c.isReady();
  }

  private Atom.Var capture(Tracer t) {
    if (!t.trace().isActive()) {
      throw new UnexpectedTracerException(t);
    }
    return captured.computeIfAbsent(
        t,
        _ -> {
          Atom.Var v = new Atom.Var(t.aval());
          capturedInOrder.put(v, t);
          return v;
        });
  }

  @Override
  protected List<Array> process(Primitive p, List<Array> inputs) {
    if (p instanceof Call.Jit jit && jit.inline()) {
      return Programs.eval(jit.body(), inputs);
    }
    List<Atom> in = new ArrayList<>(inputs.size());
    List<Aval> avals = new ArrayList<>(inputs.size());
    for (Array a : inputs) {
      in.add(atom(a));
      avals.add(a.aval());
    }
    List<Atom.Var> variables = new ArrayList<>();
    List<Array> out = new ArrayList<>();
    for (Aval aval : p.infer(avals)) {
      Atom.Var v = new Atom.Var(aval);
      variables.add(v);
      out.add(new Symbol(v));
    }
    eqns.add(new Eqn(p, in, variables, CallSite.current()));
    return out;
  }
}

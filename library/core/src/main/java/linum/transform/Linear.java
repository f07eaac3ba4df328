package linum.transform;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.core.Trace;
import linum.core.Tracer;
import linum.core.UnexpectedTracerException;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Primitive;

/// Records the operations on unknown values, and lets its parent carry out all others.
///
/// Under [Jvp] the unknowns are the tangents, so what is recorded is the linear program that
/// reverse mode runs backward.
final class Linear extends Trace {
  private final List<Eqn> eqns = new ArrayList<>();
  private final List<Atom.Var> unknowns = new ArrayList<>();
  private final IdentityHashMap<Array, Atom.Var> known = new IdentityHashMap<>();
  private final List<Array> knownValues = new ArrayList<>();
  private final List<Atom.Var> knownVariables = new ArrayList<>();

  private final class Unknown extends Tracer {
    private final Atom.Var variable;

    Unknown(Atom.Var variable) {
      super(Linear.this);
      this.variable = variable;
    }

    @Override
    public Aval aval() {
      return variable.aval();
    }
  }

  /// What was recorded: a program that takes the known values it needs, then the unknowns.
  record Recorded(Jaxpr jaxpr, List<Array> known) {}

  Linear(Trace parent) {
    super(parent);
  }

  /// A new unknown, the next input of the program.
  Array unknown(Aval aval) {
    Atom.Var v = new Atom.Var(aval);
    unknowns.add(v);
    return new Unknown(v);
  }

  Recorded recorded(List<Array> outputs) {
    List<Atom> out = atoms(outputs);
    List<Atom.Var> inputs = new ArrayList<>(knownVariables);
    inputs.addAll(unknowns);
    return new Recorded(new Jaxpr(inputs, eqns, out), List.copyOf(knownValues));
  }

  private boolean isUnknown(Array a) {
    return a instanceof Unknown u && u.trace() == this;
  }

  private List<Atom> atoms(List<Array> arrays) {
    List<Atom> atoms = new ArrayList<>(arrays.size());
    arrays.forEach(a -> atoms.add(atom(a)));
    return atoms;
  }

  private Atom atom(Array a) {
    return switch (a) {
      case Unknown u when u.trace() == this -> u.variable;
      case Tracer t when !t.trace().isActive() -> throw new UnexpectedTracerException(t);
      case ConcreteArray c when Stage.isLiteral(c) -> new Atom.Literal(c.scalar(), c.aval());
      case Tracer _, ConcreteArray _ ->
          known.computeIfAbsent(
              a,
              _ -> {
                Atom.Var v = new Atom.Var(a.aval());
                knownValues.add(a);
                knownVariables.add(v);
                return v;
              });
    };
  }

  @Override
  protected List<Array> process(Primitive p, List<Array> in) {
    Mask unknown = Mask.of(in.size(), i -> isUnknown(in.get(i)));
    if (unknown.isEmpty()) {
      return parent().run(() -> Trace.bindAll(p, in));
    }
    List<Aval> avals = new ArrayList<>(in.size());
    in.forEach(a -> avals.add(a.aval()));
    Split s = Split.of(p, unknown, avals);
    if (s == null) {
      return record(p, in, p.infer(avals));
    }
    Primitive knownPart = s.known();
    List<Array> made =
        knownPart == null
            ? List.of()
            : parent().run(() -> Trace.bindAll(knownPart, s.knownInputs(in)));
    int first = made.size() - s.residuals().size();
    List<Array> operands = s.unknownInputs(in, made.subList(first, made.size()));
    List<Aval> types = s.unknown().infer(operands.stream().map(Array::aval).toList());
    List<Array> recorded = record(s.unknown(), operands, types);
    List<Array> out = new ArrayList<>();
    int k = 0;
    int u = 0;
    for (int i = 0; i < s.unknownOut().size(); i++) {
      out.add(s.unknownOut().get(i) ? recorded.get(u++) : made.get(k++));
    }
    return out;
  }

  private List<Array> record(Primitive p, List<Array> in, List<Aval> types) {
    List<Atom.Var> variables = new ArrayList<>(types.size());
    List<Array> out = new ArrayList<>(types.size());
    for (Aval type : types) {
      Atom.Var v = new Atom.Var(type);
      variables.add(v);
      out.add(new Unknown(v));
    }
    eqns.add(new Eqn(p, atoms(in), variables, CallSite.current()));
    return out;
  }
}

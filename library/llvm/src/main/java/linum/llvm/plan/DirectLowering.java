package linum.llvm.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import linum.ir.Atom;
import linum.ir.Eqn;
import linum.ir.Jaxpr;

/// Equations lowered one after the other, each result in memory of its own.
public final class DirectLowering implements Lowering {
  private final Rules rules;
  private final int vectorBytes;
  private final Map<Atom, Value> written;
  private final Map<Atom, Value> values = new HashMap<>();
  private final List<Step> steps = new ArrayList<>();

  private DirectLowering(Rules rules, int vectorBytes, Map<Atom, Value> written) {
    this.rules = rules;
    this.vectorBytes = vectorBytes;
    this.written = written;
  }

  public static Lowerer with(Rules rules, int vectorBytes) {
    return program ->
        new DirectLowering(rules, vectorBytes, new HashMap<>())
            .run(program, program.inputAvals().stream().map(Value::new).toList());
  }

  private Region run(Jaxpr program, List<Value> inputs) {
    for (int i = 0; i < inputs.size(); i++) {
      values.put(program.inputs().get(i), inputs.get(i));
    }
    for (Eqn e : program.eqns()) {
      rules.lower(e, this);
    }
    return new Region(inputs, steps, program.outputs().stream().map(this::read).toList());
  }

  @Override
  public Value read(Atom operand) {
    return switch (operand) {
      case Atom.Var v -> {
        Value known = values.get(v);
        if (known == null) {
          throw new IllegalArgumentException("the program reads " + v + " but never makes it");
        }
        yield known;
      }
      case Atom.Literal l -> written.computeIfAbsent(l, _ -> Value.of(l));
      case Atom.Constant c -> written.computeIfAbsent(c, _ -> Value.of(c));
    };
  }

  @Override
  public Value result(Atom.Var v) {
    return values.computeIfAbsent(v, _ -> new Value(v.aval()));
  }

  @Override
  public void define(Atom.Var v, Value value) {
    values.put(v, value);
  }

  @Override
  public void add(Step step) {
    steps.add(step);
  }

  @Override
  public Region region(Jaxpr body, List<Value> inputs) {
    return new DirectLowering(rules, vectorBytes, written).run(body, inputs);
  }

  @Override
  public int vectorBytes() {
    return vectorBytes;
  }
}

package linum.llvm.nest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import linum.ir.Atom;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.llvm.plan.Lowerer;
import linum.llvm.plan.Lowering;
import linum.llvm.plan.Region;
import linum.llvm.plan.Rules;
import linum.llvm.plan.Step;
import linum.llvm.plan.Value;

/// Lowers what can be fused as loop nests, and everything else by its own rule.
public final class FusedLowering implements Lowering {
  private final Rules rules;
  private final int vectorBytes;
  private final Map<Atom, Value> written;
  private final Set<Value> steady;
  private final Flow flow;
  private final Grouping grouping;
  private final Map<Atom, Value> values = new HashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final Map<Atom, Set<Atom.Var>> readers = new HashMap<>();

  /// @param steady what is the same in every round of the loop around
  private FusedLowering(
      Rules rules, int vectorBytes, Map<Atom, Value> written, Set<Value> steady, Jaxpr program) {
    this.rules = rules;
    this.vectorBytes = vectorBytes;
    this.written = written;
    this.steady = steady;
    this.flow = new Flow(program);
    this.grouping = new Grouping(flow, this::emit);
  }

  /// Lowers programs this way.
  ///
  /// @param rules for the equations that are not fused
  public static Lowerer with(Rules rules, int vectorBytes) {
    return program ->
        new FusedLowering(rules, vectorBytes, new HashMap<>(), Set.of(), program)
            .run(program.inputAvals().stream().map(Value::new).toList());
  }

  private Region run(List<Value> inputs) {
    Jaxpr program = flow.jaxpr();
    for (int i = 0; i < inputs.size(); i++) {
      values.put(program.inputs().get(i), inputs.get(i));
    }
    findReaders();
    int order = 0;
    for (Eqn e : program.eqns()) {
      order++;
      if (!Flow.isFusable(e)) {
        rules.lower(e, this);
        continue;
      }
      for (Atom.Var v : e.outputs()) {
        if (flow.isAnchor(v) && v.aval().size() > 0) {
          grouping.add(v, e, order);
        }
      }
    }
    grouping.completeAll();
    List<Value> outputs = program.outputs().stream().map(this::read).toList();
    return new Region(inputs, steps, outputs);
  }

  /// Which anchors read an anchor, so that one that is read in its own nest alone is not stored.
  private void findReaders() {
    for (Eqn e : flow.jaxpr().eqns()) {
      for (Atom.Var v : e.outputs()) {
        if (flow.isAnchor(v)) {
          flow.leaves(v).forEach(l -> readers.computeIfAbsent(l, _ -> new HashSet<>()).add(v));
        }
      }
    }
  }

  private void emit(Group g) {
    g.memory().forEach(this::read);
    Nest nest =
        new Nest(
            flow,
            g,
            v ->
                flow.isRequired(v)
                    || readers.getOrDefault(v, Set.of()).stream()
                        .anyMatch(r -> g.anchor(r) == null));
    NestKernels.add(nest, this);
  }

  @Override
  public Value read(Atom operand) {
    return switch (operand) {
      case Atom.Var v -> variable(v);
      case Atom.Literal l -> written.computeIfAbsent(l, _ -> Value.of(l));
      case Atom.Constant c -> written.computeIfAbsent(c, _ -> Value.of(c));
    };
  }

  private Value variable(Atom.Var v) {
    Value known = values.get(v);
    if (known != null) {
      return known;
    }
    Flow.Definition d = flow.definition(v);
    if (d == null) {
      throw new IllegalArgumentException("the program reads " + v + " but never makes it");
    }
    if (flow.isAnchor(v)) {
      grouping.complete(v);
      return result(v);
    }
    Value view =
        read(d.eqn().inputs().getFirst()).view(v.aval(), Views.byteOffset(d.eqn(), d.output()));
    values.put(v, view);
    return view;
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
    return new FusedLowering(rules, vectorBytes, written, steady, body).run(inputs);
  }

  @Override
  public Region body(Jaxpr body, List<Value> inputs, int steady) {
    Set<Value> same = new HashSet<>();
    inputs.subList(0, steady).forEach(v -> same.add(v.root()));
    return new FusedLowering(rules, vectorBytes, written, same, body).run(inputs);
  }

  @Override
  public boolean isSteady(Value value) {
    return steady.contains(value.root());
  }

  @Override
  public int vectorBytes() {
    return vectorBytes;
  }
}

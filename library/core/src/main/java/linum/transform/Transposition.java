package linum.transform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.core.Ops;
import linum.core.Programs;
import linum.core.Trace;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import org.jspecify.annotations.Nullable;

/// Running linear programs backward.
final class Transposition {
  private final Map<Atom, Array> values = new HashMap<>();
  private final Map<Atom, Array> cotangents = new HashMap<>();

  private Transposition() {}

  /// The transposed program: it takes the inputs in which the program is not linear, then the
  /// cotangents that are not zero, and gives the cotangents of the linear inputs that are not zero.
  ///
  /// @param nonzeroOut which of the linear inputs get a cotangent
  record Transposed(Jaxpr jaxpr, Mask nonzeroOut) {}

  private record Key(Mask linear, Mask nonzeroCts, boolean full) {}

  /// Made once for each program and masks.
  ///
  /// @param full whether cotangents are given even if they are zero
  static Transposed transposed(Jaxpr jaxpr, Mask linear, Mask nonzeroCts, boolean full) {
    return jaxpr.derived(
        new Key(linear, nonzeroCts, full), () -> stage(jaxpr, linear, nonzeroCts, full));
  }

  private static Transposed stage(Jaxpr jaxpr, Mask linear, Mask nonzeroCts, boolean full) {
    List<Aval> avals = new ArrayList<>(linear.not().select(jaxpr.inputAvals()));
    int known = avals.size();
    avals.addAll(nonzeroCts.select(jaxpr.outputAvals()));
    Mask[] nonzeroOut = new Mask[1];
    Stage.Staged staged =
        Stage.stage(
            in -> {
              List<@Nullable Array> cts =
                  run(
                      jaxpr,
                      linear.not().spread(in.subList(0, known)),
                      nonzeroCts.spread(in.subList(known, in.size())));
              if (full) {
                List<Aval> types = linear.select(jaxpr.inputAvals());
                for (int i = 0; i < cts.size(); i++) {
                  Array ct = cts.get(i);
                  cts.set(i, ct == null ? Ops.zeros(types.get(i).strong()) : ct);
                }
              }
              nonzeroOut[0] = Mask.present(cts);
              List<Array> out = new ArrayList<>();
              for (Array ct : cts) {
                if (ct != null) {
                  out.add(ct);
                }
              }
              return out;
            },
            avals);
    return new Transposed(staged.jaxpr(), nonzeroOut[0]);
  }

  /// The cotangents of the linear inputs, null where zero, under the current interpreter.
  ///
  /// @param inputs the values of the inputs; null for those in which the program is linear
  /// @param cts the cotangents of the outputs, null where zero
  static List<@Nullable Array> run(
      Jaxpr jaxpr, List<@Nullable Array> inputs, List<@Nullable Array> cts) {
    Transposition t = new Transposition();
    for (int i = 0; i < inputs.size(); i++) {
      Array value = inputs.get(i);
      if (value != null) {
        t.values.put(jaxpr.inputs().get(i), value);
      }
    }
    List<Eqn> linear = new ArrayList<>();
    jaxpr.eqns().forEach(e -> t.forward(e, linear));
    for (int i = 0; i < cts.size(); i++) {
      t.add(jaxpr.outputs().get(i), cts.get(i));
    }
    linear.reversed().forEach(t::backward);
    List<@Nullable Array> out = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i) == null) {
        out.add(t.cotangents.get(jaxpr.inputs().get(i)));
      }
    }
    return out;
  }

  // Carries out an equation without linear operands, and keeps the others for the way back.
  private void forward(Eqn e, List<Eqn> linear) {
    List<Array> in = new ArrayList<>(e.inputs().size());
    for (Atom a : e.inputs()) {
      Array value = value(a);
      if (value == null) {
        linear.add(e);
        return;
      }
      in.add(value);
    }
    List<Array> out = Programs.at(e.source(), () -> Trace.bindAll(e.primitive(), in));
    for (int i = 0; i < out.size(); i++) {
      values.put(e.outputs().get(i), out.get(i));
    }
  }

  private @Nullable Array value(Atom atom) {
    return switch (atom) {
      case Atom.Var v -> values.get(v);
      case Atom.Literal l -> ConcreteArray.of(l.aval(), l.value());
      case Atom.Constant c -> (ConcreteArray) c.array();
    };
  }

  private void backward(Eqn e) {
    List<@Nullable Array> cts = new ArrayList<>();
    e.outputs().forEach(v -> cts.add(cotangents.remove(v)));
    if (Mask.present(cts).isEmpty()) {
      return;
    }
    List<Aval> avals = new ArrayList<>();
    List<@Nullable Array> in = new ArrayList<>();
    for (Atom a : e.inputs()) {
      avals.add(a.aval());
      in.add(value(a));
    }
    Operands operands = new Operands(e.primitive(), avals, in);
    Programs.at(
        e.source(),
        () -> {
          pull(e, operands, cts);
          return operands;
        });
  }

  private void pull(Eqn e, Operands operands, List<@Nullable Array> cts) {
    List<Aval> types = e.outputs().stream().map(Atom.Var::aval).toList();
    List<@Nullable Array> out = TransposeRules.apply(operands, types, cts);
    for (int i = 0; i < out.size(); i++) {
      if (operands.isLinear(i)) {
        add(e.inputs().get(i), out.get(i));
      }
    }
  }

  private void add(Atom atom, @Nullable Array ct) {
    if (ct != null && atom instanceof Atom.Var v && !values.containsKey(v)) {
      Array before = cotangents.get(v);
      cotangents.put(v, before == null ? ct : Ops.addAny(before, ct));
    }
  }
}

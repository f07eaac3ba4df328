package linum.transform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import linum.ir.Atom;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.pass.DeadCode;

/// Cutting a program in two: what can be computed from the known inputs, and the rest.
final class PartialEval {
  private PartialEval() {}

  /// The two parts of a program.
  ///
  /// @param known takes the known inputs and gives the known outputs, then `residuals` values for
  ///   the other part
  /// @param unknown takes the known inputs at the positions `forwarded` (counted among all inputs),
  ///   the residuals, then the unknown inputs, and gives the unknown outputs
  /// @param unknownOut which outputs of the whole are unknown
  record Parts(
      Jaxpr known, Jaxpr unknown, List<Integer> forwarded, int residuals, Mask unknownOut) {}

  private record Key(Mask unknownIn, Mask forced) {}

  /// Made once for each program and masks.
  ///
  /// @param forced outputs that count as unknown even if they are known
  static Parts of(Jaxpr jaxpr, Mask unknownIn, Mask forced) {
    return jaxpr.derived(
        new Key(unknownIn, forced), () -> new Cut().parts(jaxpr, unknownIn, forced));
  }

  static Parts of(Jaxpr jaxpr, Mask unknownIn) {
    return of(jaxpr, unknownIn, Mask.none(jaxpr.outputs().size()));
  }

  /// One pass over a program.
  private static final class Cut {
    private final Set<Atom> unknown = new HashSet<>();
    private final List<Eqn> knownEqns = new ArrayList<>();
    private final List<Eqn> unknownEqns = new ArrayList<>();

    Parts parts(Jaxpr jaxpr, Mask unknownIn, Mask forced) {
      unknown.addAll(unknownIn.select(jaxpr.inputs()));
      jaxpr.eqns().forEach(this::cut);
      List<Atom> outputs = jaxpr.outputs();
      Mask unknownOut =
          Mask.of(outputs.size(), i -> forced.get(i) || unknown.contains(outputs.get(i)));
      List<Atom> unknownOutputs = unknownOut.select(outputs);
      Jaxpr rest = DeadCode.apply(new Jaxpr(List.of(), unknownEqns, unknownOutputs));
      Set<Atom.Var> needed = needed(rest, unknownIn.select(jaxpr.inputs()));
      List<Integer> forwarded = new ArrayList<>();
      List<Atom.Var> inputs = new ArrayList<>();
      for (int i = 0; i < jaxpr.inputs().size(); i++) {
        if (needed.remove(jaxpr.inputs().get(i))) {
          forwarded.add(i);
          inputs.add(jaxpr.inputs().get(i));
        }
      }
      List<Atom> knownOutputs = new ArrayList<>(unknownOut.not().select(outputs));
      knownOutputs.addAll(needed);
      inputs.addAll(needed);
      inputs.addAll(unknownIn.select(jaxpr.inputs()));
      Jaxpr known =
          DeadCode.apply(
              new Jaxpr(unknownIn.not().select(jaxpr.inputs()), knownEqns, knownOutputs));
      return new Parts(
          known,
          new Jaxpr(inputs, rest.eqns(), unknownOutputs),
          List.copyOf(forwarded),
          needed.size(),
          unknownOut);
    }

    private void cut(Eqn e) {
      Mask in = Mask.of(e.inputs().size(), i -> unknown.contains(e.inputs().get(i)));
      if (in.isEmpty()) {
        knownEqns.add(e);
        return;
      }
      Split s = Split.of(e.primitive(), in, e.inputs().stream().map(Atom::aval).toList());
      if (s == null) {
        unknownEqns.add(e);
        unknown.addAll(e.outputs());
        return;
      }
      List<Atom.Var> residuals = new ArrayList<>();
      s.residuals().forEach(a -> residuals.add(new Atom.Var(a)));
      if (s.known() != null) {
        List<Atom.Var> out = new ArrayList<>(s.unknownOut().not().select(e.outputs()));
        out.addAll(residuals);
        knownEqns.add(new Eqn(s.known(), s.knownInputs(e.inputs()), out, e.source()));
      }
      List<Atom.Var> out = s.unknownOut().select(e.outputs());
      unknownEqns.add(
          new Eqn(s.unknown(), s.unknownInputs(e.inputs(), residuals), out, e.source()));
      unknown.addAll(out);
    }

    private static Set<Atom.Var> needed(Jaxpr rest, List<Atom.Var> unknownInputs) {
      Set<Atom> made = new HashSet<>(unknownInputs);
      Set<Atom.Var> needed = new LinkedHashSet<>();
      for (Eqn e : rest.eqns()) {
        need(e.inputs(), made, needed);
        made.addAll(e.outputs());
      }
      need(rest.outputs(), made, needed);
      return needed;
    }

    private static void need(List<Atom> atoms, Set<Atom> made, Set<Atom.Var> needed) {
      for (Atom a : atoms) {
        if (a instanceof Atom.Var v && !made.contains(v)) {
          needed.add(v);
        }
      }
    }
  }
}

package linum.transform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import linum.ir.Atom;
import linum.ir.Call;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Rule;
import linum.ir.pass.DeadCode;
import org.jspecify.annotations.Nullable;

/// Partial evaluation of `checkpoint`: what the policy does not save is computed again in the
/// unknown part.
final class RematSplit {
  private RematSplit() {}

  private record Key(Mask unknown, @Nullable Rule policy) {}

  static Split of(Call.Remat r, Mask unknown) {
    PartialEval.Parts parts =
        r.body().derived(new Key(unknown, r.policy()), () -> parts(r, unknown));
    return Split.of(
        parts,
        unknown,
        // The known part runs as if there were no checkpoint.
        new Call.Jit("checkpoint", parts.known(), List.of(), true),
        new Call.Remat(parts.unknown(), r.policy(), r.preventCse(), true));
  }

  private static PartialEval.Parts parts(Call.Remat r, Mask unknownIn) {
    Jaxpr body = r.policy() == null ? r.body() : inlined(r.body());
    PartialEval.Parts plain = PartialEval.of(body, unknownIn);
    // The known equations again, for the unknown part; saved values come from outside instead.
    List<Atom.Var> saved = new ArrayList<>();
    List<Eqn> again = new ArrayList<>();
    for (Eqn e : plain.known().eqns()) {
      if (!e.primitive().effects().isEmpty()
          || (r.policy() instanceof CheckpointPolicy p && p.saves(e))) {
        saved.addAll(e.outputs());
      } else {
        again.add(e);
      }
    }
    again.addAll(plain.unknown().eqns());
    Jaxpr rest = DeadCode.apply(new Jaxpr(List.of(), again, plain.unknown().outputs()));
    Set<Atom> read = new HashSet<>(rest.outputs());
    rest.eqns().forEach(e -> read.addAll(e.inputs()));
    saved.removeIf(v -> !read.contains(v));
    List<Integer> forwarded = new ArrayList<>();
    List<Atom.Var> inputs = new ArrayList<>();
    for (int i = 0; i < body.inputs().size(); i++) {
      if (!unknownIn.get(i) && read.contains(body.inputs().get(i))) {
        forwarded.add(i);
        inputs.add(body.inputs().get(i));
      }
    }
    inputs.addAll(saved);
    inputs.addAll(unknownIn.select(body.inputs()));
    int knownOut = plain.known().outputs().size() - plain.residuals();
    List<Atom> knownOutputs = new ArrayList<>(plain.known().outputs().subList(0, knownOut));
    knownOutputs.addAll(saved);
    return new PartialEval.Parts(
        DeadCode.apply(new Jaxpr(plain.known().inputs(), plain.known().eqns(), knownOutputs)),
        new Jaxpr(inputs, rest.eqns(), plain.unknown().outputs()),
        List.copyOf(forwarded),
        saved.size(),
        plain.unknownOut());
  }

  /// The program with its calls of compiled functions written out, so that a policy sees every
  /// operation.
  static Jaxpr inlined(Jaxpr jaxpr) {
    Map<Atom, Atom> names = new HashMap<>();
    List<Eqn> eqns = new ArrayList<>();
    inline(jaxpr.eqns(), names, eqns);
    return new Jaxpr(jaxpr.inputs(), eqns, renamed(jaxpr.outputs(), names));
  }

  private static void inline(List<Eqn> from, Map<Atom, Atom> names, List<Eqn> to) {
    for (Eqn e : from) {
      List<Atom> in = renamed(e.inputs(), names);
      if (e.primitive() instanceof Call.Jit jit) {
        Map<Atom, Atom> inner = new HashMap<>();
        bind(jit.body().inputs(), in, inner);
        inline(jit.body().eqns(), inner, to);
        bind(e.outputs(), renamed(jit.body().outputs(), inner), names);
      } else {
        List<Atom.Var> out = new ArrayList<>();
        e.outputs().forEach(v -> out.add(new Atom.Var(v.aval())));
        bind(e.outputs(), out, names);
        to.add(new Eqn(e.primitive(), in, out, e.source()));
      }
    }
  }

  private static void bind(List<Atom.Var> names, List<? extends Atom> values, Map<Atom, Atom> env) {
    for (int i = 0; i < names.size(); i++) {
      env.put(names.get(i), values.get(i));
    }
  }

  private static List<Atom> renamed(List<Atom> atoms, Map<Atom, Atom> names) {
    List<Atom> out = new ArrayList<>();
    atoms.forEach(a -> out.add(names.getOrDefault(a, a)));
    return out;
  }
}

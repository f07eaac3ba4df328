package linum.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Programs;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Call;
import linum.ir.Control;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.pass.DeadCode;
import org.jspecify.annotations.Nullable;

/// Partial evaluation of control flow; that of `scan` is [ScanSplit].
final class ControlSplit {
  private record CondKey(Mask unknown, Mask forced, List<Aval> residuals, int branch) {}

  private record WhileKey(Mask unknown) {}

  private ControlSplit() {}

  static @Nullable Split of(Control control, Mask unknown, List<Aval> in) {
    return switch (control) {
      case Control.Cond p -> unknown.get(0) ? null : cond(p, unknown);
      case Control.While p -> whileLoop(p, unknown, in);
      case Control.Scan p -> ScanSplit.of(p, unknown);
      // Linear in its right side, the one operand that can be unknown.
      case Control.LinearSolve _ -> null;
    };
  }

  // All branches must give residuals of the same types. Each puts its own into slots that it shares
  // with the others, and zeros into the slots that it does not need.
  private static Split cond(Control.Cond p, Mask unknown) {
    Mask unknownIn = unknown.slice(1, unknown.size());
    Mask unknownOut = Mask.none(p.branches().getFirst().outputs().size());
    for (Jaxpr branch : p.branches()) {
      unknownOut = unknownOut.or(PartialEval.of(branch, unknownIn).unknownOut());
    }
    Mask forced = unknownOut;
    List<PartialEval.Parts> parts =
        p.branches().stream().map(b -> PartialEval.of(b, unknownIn, forced)).toList();
    List<Aval> slots = slots(parts);
    TreeSet<Integer> forwarded = new TreeSet<>();
    parts.forEach(q -> forwarded.addAll(q.forwarded()));
    List<Jaxpr> known = new ArrayList<>();
    List<Jaxpr> rest = new ArrayList<>();
    for (int b = 0; b < parts.size(); b++) {
      PartialEval.Parts q = parts.get(b);
      int index = b;
      Jaxpr branch = p.branches().get(b);
      known.add(
          branch.derived(new CondKey(unknownIn, forced, slots, index), () -> withSlots(q, slots)));
      rest.add(fromSlots(q, slots, List.copyOf(forwarded), branch, unknownIn));
    }
    boolean idle = known.stream().allMatch(k -> k.outputs().isEmpty() && k.effects().isEmpty());
    List<Integer> knownIn = new ArrayList<>(List.of(0));
    List<Integer> restIn = new ArrayList<>(List.of(0));
    forwarded.forEach(i -> restIn.add(i + 1));
    for (int k = 0; k < slots.size(); k++) {
      restIn.add(~k);
    }
    for (int i = 0; i < unknownIn.size(); i++) {
      (unknownIn.get(i) ? restIn : knownIn).add(i + 1);
    }
    return new Split(idle ? null : p.with(known), knownIn, slots, p.with(rest), restIn, forced);
  }

  private static List<Aval> residuals(PartialEval.Parts q) {
    List<Aval> out = q.known().outputAvals();
    return out.subList(out.size() - q.residuals(), out.size()).stream().map(Aval::strong).toList();
  }

  // As many slots of each type as the branch that needs most.
  private static List<Aval> slots(List<PartialEval.Parts> parts) {
    Map<Aval, Integer> most = new LinkedHashMap<>();
    for (PartialEval.Parts q : parts) {
      Map<Aval, Integer> own = new LinkedHashMap<>();
      residuals(q).forEach(a -> own.merge(a, 1, Integer::sum));
      own.forEach((a, n) -> most.merge(a, n, Math::max));
    }
    List<Aval> slots = new ArrayList<>();
    most.forEach((a, n) -> slots.addAll(Collections.nCopies(n, a)));
    return slots;
  }

  // The slot of each residual.
  private static List<Integer> places(PartialEval.Parts q, List<Aval> slots) {
    List<Integer> places = new ArrayList<>();
    Map<Aval, Integer> next = new LinkedHashMap<>();
    for (Aval a : residuals(q)) {
      int k = next.merge(a, 1, Integer::sum) - 1;
      places.add(slots.indexOf(a) + k);
    }
    return places;
  }

  private static Jaxpr withSlots(PartialEval.Parts q, List<Aval> slots) {
    List<Integer> places = places(q, slots);
    int outputs = q.known().outputs().size() - q.residuals();
    return Stage.stage(
            in -> {
              List<Array> made = Programs.eval(q.known(), in);
              List<Array> out = new ArrayList<>(made.subList(0, outputs));
              for (int s = 0; s < slots.size(); s++) {
                int at = places.indexOf(s);
                out.add(at >= 0 ? made.get(outputs + at) : Ops.zeros(slots.get(s)));
              }
              return out;
            },
            q.known().inputAvals())
        .jaxpr();
  }

  private static Jaxpr fromSlots(
      PartialEval.Parts q,
      List<Aval> slots,
      List<Integer> forwarded,
      Jaxpr branch,
      Mask unknownIn) {
    List<Atom.Var> own = q.unknown().inputs();
    int numForwarded = q.forwarded().size();
    List<Integer> places = places(q, slots);
    List<Atom.Var> inputs = new ArrayList<>();
    for (int i : forwarded) {
      int at = q.forwarded().indexOf(i);
      inputs.add(at >= 0 ? own.get(at) : new Atom.Var(branch.inputs().get(i).aval()));
    }
    for (int s = 0; s < slots.size(); s++) {
      int at = places.indexOf(s);
      inputs.add(at >= 0 ? own.get(numForwarded + at) : new Atom.Var(slots.get(s)));
    }
    inputs.addAll(own.subList(own.size() - unknownIn.count(), own.size()));
    return new Jaxpr(inputs, q.unknown().eqns(), q.unknown().outputs());
  }

  // The carries that are known all along are computed by a loop of their own. The rest is the whole
  // loop over again: how many steps it takes, and so how much it could remember, is not known.
  private static @Nullable Split whileLoop(Control.While p, Mask unknown, List<Aval> in) {
    int consts = p.condNconsts() + p.bodyNconsts();
    Mask condConsts = unknown.slice(0, p.condNconsts());
    Mask bodyConsts = unknown.slice(p.condNconsts(), consts);
    Mask carry = unknown.slice(consts, unknown.size());
    while (true) {
      Mask next = PartialEval.of(p.body(), bodyConsts.concat(carry), carry).unknownOut();
      if (next.equals(carry)) {
        break;
      }
      carry = next;
    }
    PartialEval.Parts cond = PartialEval.of(p.cond(), condConsts.concat(carry));
    if (cond.unknownOut().get(0)) {
      return null;
    }
    PartialEval.Parts body = PartialEval.of(p.body(), bodyConsts.concat(carry), carry);
    Jaxpr knownBody =
        body.residuals() == 0
            ? body.known()
            : DeadCode.apply(
                new Jaxpr(
                    body.known().inputs(),
                    body.known().eqns(),
                    body.known().outputs().subList(0, carry.not().count())));
    Control.While known =
        new Control.While(
            condConsts.not().count(), cond.known(), bodyConsts.not().count(), knownBody);
    Mask unknownCarry = carry;
    Jaxpr whole = p.body().derived(new WhileKey(unknown), () -> whole(p, unknownCarry, in));
    List<Integer> knownIn = new ArrayList<>();
    List<Integer> restIn = new ArrayList<>();
    Mask all = condConsts.concat(bodyConsts).concat(carry);
    for (int i = 0; i < all.size(); i++) {
      restIn.add(i);
      if (!all.get(i)) {
        knownIn.add(i);
      }
    }
    boolean idle = carry.not().isEmpty() && known.effects().isEmpty();
    return new Split(
        idle ? null : known,
        knownIn,
        List.of(),
        new Call.Jit("while", whole),
        restIn,
        unknownCarry);
  }

  private static Jaxpr whole(Control.While p, Mask unknownCarry, List<Aval> in) {
    List<Atom.Var> inputs = in.stream().map(Atom.Var::new).toList();
    List<Atom.Var> outputs = p.infer(in).stream().map(Atom.Var::new).toList();
    return new Jaxpr(inputs, List.of(new Eqn(p, inputs, outputs)), unknownCarry.select(outputs));
  }
}

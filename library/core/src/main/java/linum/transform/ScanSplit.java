package linum.transform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import linum.core.Array;
import linum.core.Programs;
import linum.core.Trace;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Call;
import linum.ir.Control;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Primitive;
import linum.ir.pass.DeadCode;

/// Partial evaluation of `scan`: a loop over what is known, which stacks what the loop over the
/// unknown will read of each step.
///
/// What is the same in all steps is not stacked: constants are handed on, and what is computed from
/// them alone is computed once, before the loop.
final class ScanSplit {
  private record Key(int numConsts, int numCarry, Mask unknown) {}

  /// The two bodies.
  ///
  /// @param unknownOut which carries and outputs are unknown
  /// @param forwardedConsts constants, by position, that both loops take
  /// @param invariant computes residuals that are the same in all steps from the known constants
  /// @param forwardedXs stepped arrays, by position among all operands, that both loops take
  /// @param stacked how many residuals there are of each step
  private record Bodies(
      Mask unknownIn,
      Mask unknownOut,
      Jaxpr known,
      Jaxpr invariant,
      int stacked,
      Jaxpr rest,
      List<Integer> forwardedConsts,
      List<Integer> forwardedXs) {}

  private final Control.Scan scan;
  private final int head;

  private ScanSplit(Control.Scan scan) {
    this.scan = scan;
    this.head = scan.numConsts() + scan.numCarry();
  }

  static Split of(Control.Scan scan, Mask unknown) {
    ScanSplit s = new ScanSplit(scan);
    return s.split(
        scan.jaxpr()
            .derived(new Key(scan.numConsts(), scan.numCarry(), unknown), () -> s.bodies(unknown)));
  }

  /// Which operands are unknown when all carries that become unknown in some step are so from the
  /// start.
  static Mask unknownIn(Control.Scan scan, Mask unknown) {
    int head = scan.numConsts() + scan.numCarry();
    int numOut = scan.jaxpr().outputs().size();
    Mask in = unknown;
    while (true) {
      Mask carry = in.slice(scan.numConsts(), head);
      Mask forced = carry.concat(Mask.none(numOut - scan.numCarry()));
      Mask next = PartialEval.of(scan.jaxpr(), in, forced).unknownOut().slice(0, scan.numCarry());
      if (next.equals(carry)) {
        return in;
      }
      in = in.slice(0, scan.numConsts()).concat(next).concat(in.slice(head, in.size()));
    }
  }

  private Bodies bodies(Mask unknown) {
    Mask in = unknownIn(scan, unknown);
    Mask carry = in.slice(scan.numConsts(), head);
    int numOut = scan.jaxpr().outputs().size();
    PartialEval.Parts parts =
        PartialEval.of(scan.jaxpr(), in, carry.concat(Mask.none(numOut - scan.numCarry())));
    Jaxpr known = parts.known();
    int numKnownOut = known.outputs().size() - parts.residuals();
    List<Atom> residuals = known.outputs().subList(numKnownOut, known.outputs().size());
    Set<Atom> invariants = invariants(known, in.slice(0, scan.numConsts()).not().count());
    List<Atom> once = residuals.stream().filter(invariants::contains).toList();
    List<Atom> each = new ArrayList<>(residuals);
    each.removeAll(once);
    List<Integer> consts = new ArrayList<>();
    List<Integer> xs = new ArrayList<>();
    List<Atom.Var> constVariables = new ArrayList<>();
    List<Atom.Var> xsVariables = new ArrayList<>();
    List<Atom.Var> each2 = new ArrayList<>();
    List<Atom.Var> rest = parts.unknown().inputs();
    List<Atom> knownOut = new ArrayList<>(known.outputs().subList(0, numKnownOut));
    for (int f = 0; f < parts.forwarded().size(); f++) {
      int i = parts.forwarded().get(f);
      if (i < scan.numConsts()) {
        consts.add(i);
        constVariables.add(rest.get(f));
      } else if (i >= head) {
        xs.add(i);
        xsVariables.add(rest.get(f));
      } else {
        // A carry differs from step to step.
        knownOut.add(known.inputs().get(in.not().slice(0, i).count()));
        each2.add(rest.get(f));
      }
    }
    int carried = each2.size();
    knownOut.addAll(each);
    List<Atom.Var> made =
        rest.subList(parts.forwarded().size(), parts.forwarded().size() + residuals.size());
    List<Atom.Var> onceVariables = new ArrayList<>();
    for (int r = 0; r < residuals.size(); r++) {
      (invariants.contains(residuals.get(r)) ? onceVariables : each2).add(made.get(r));
    }
    List<Atom.Var> own = rest.subList(rest.size() - in.count(), rest.size());
    int unknownConsts = in.slice(0, scan.numConsts()).count();
    int unknownHead = unknownConsts + carry.count();
    return new Bodies(
        in,
        parts.unknownOut(),
        DeadCode.apply(new Jaxpr(known.inputs(), known.eqns(), knownOut)),
        DeadCode.apply(
            new Jaxpr(
                known.inputs().subList(0, in.slice(0, scan.numConsts()).not().count()),
                known.eqns().stream().filter(e -> invariants.containsAll(e.outputs())).toList(),
                once)),
        carried + each.size(),
        new Jaxpr(
            Joined.of(
                constVariables,
                onceVariables,
                own.subList(0, unknownConsts),
                own.subList(unknownConsts, unknownHead),
                xsVariables,
                each2,
                own.subList(unknownHead, own.size())),
            parts.unknown().eqns(),
            parts.unknown().outputs()),
        consts,
        xs);
  }

  // What is computed from the first inputs alone.
  private static Set<Atom> invariants(Jaxpr known, int numConsts) {
    Set<Atom> same = new HashSet<>(known.inputs().subList(0, numConsts));
    Set<Atom> made = new HashSet<>();
    for (Eqn e : known.eqns()) {
      boolean invariant =
          e.primitive().effects().isEmpty()
              && e.inputs().stream().allMatch(a -> !(a instanceof Atom.Var) || same.contains(a));
      if (invariant) {
        same.addAll(e.outputs());
        made.addAll(e.outputs());
      }
    }
    return made;
  }

  private Split split(Bodies b) {
    Mask in = b.unknownIn();
    Mask consts = in.slice(0, scan.numConsts());
    Mask carry = in.slice(scan.numConsts(), head);
    int numOnce = b.invariant().outputs().size();
    Control.Scan known =
        scan(b.known(), consts.not().count(), carry.not().count(), in.not().select(scan.linear()));
    List<Integer> knownIn = new ArrayList<>();
    List<Integer> restIn = new ArrayList<>(b.forwardedConsts());
    for (int k = 0; k < numOnce; k++) {
      restIn.add(~k);
    }
    for (int i = 0; i < head; i++) {
      (in.get(i) ? restIn : knownIn).add(i);
    }
    restIn.addAll(b.forwardedXs());
    for (int k = 0; k < b.stacked(); k++) {
      restIn.add(~(numOnce + k));
    }
    for (int i = head; i < in.size(); i++) {
      (in.get(i) ? restIn : knownIn).add(i);
    }
    List<Boolean> linear = restIn.stream().map(i -> i >= 0 && in.get(i)).toList();
    Control.Scan rest =
        scan(
            b.rest(), b.forwardedConsts().size() + numOnce + consts.count(), carry.count(), linear);
    List<Aval> residuals = new ArrayList<>(b.invariant().outputAvals());
    List<Aval> out = b.known().outputAvals();
    out.subList(out.size() - b.stacked(), out.size())
        .forEach(a -> residuals.add(a.withShape(a.shape().insert(0, scan.length()))));
    boolean idle = b.known().outputs().isEmpty() && numOnce == 0 && b.known().effects().isEmpty();
    return new Split(
        idle ? null : numOnce == 0 ? known : withInvariants(known, b),
        knownIn,
        residuals,
        rest,
        restIn,
        b.unknownOut());
  }

  private Control.Scan scan(Jaxpr body, int numConsts, int numCarry, List<Boolean> linear) {
    return new Control.Scan(
        scan.length(), scan.reverse(), numConsts, numCarry, body, linear, scan.unroll());
  }

  // The loop, and before it what is the same in all steps, as one program.
  private static Primitive withInvariants(Control.Scan known, Bodies b) {
    List<Aval> in = new ArrayList<>();
    List<Aval> types = b.known().inputAvals();
    int head = known.numConsts() + known.numCarry();
    for (int i = 0; i < types.size(); i++) {
      Aval a = types.get(i);
      in.add(i < head ? a : a.withShape(a.shape().insert(0, known.length())));
    }
    Jaxpr both =
        Stage.stage(
                operands -> {
                  List<Array> once =
                      Programs.eval(b.invariant(), operands.subList(0, known.numConsts()));
                  List<Array> out = Trace.bindAll(known, operands);
                  int kept = out.size() - b.stacked();
                  return Joined.of(out.subList(0, kept), once, out.subList(kept, out.size()));
                },
                in)
            .jaxpr();
    return new Call.Jit("scan", both, List.of(), true);
  }
}

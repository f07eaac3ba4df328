package linum.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Programs;
import linum.core.Trace;
import linum.ir.Aval;
import linum.ir.Control;
import linum.ir.Jaxpr;
import org.jspecify.annotations.Nullable;

/// Transposes of control flow.
final class ControlTranspose {
  private record StepKey(int numConsts, int numCarry, Mask linear, Mask cotangents) {}

  private ControlTranspose() {}

  static List<@Nullable Array> rule(
      Control control, Operands in, List<Aval> out, List<@Nullable Array> cts) {
    return switch (control) {
      case Control.Cond p -> cond(p, in, cts);
      case Control.While _ -> throw noReverse();
      case Control.Scan p -> scan(p, in, out, cts);
      case Control.LinearSolve p -> linearSolve(p, in, out, cts);
    };
  }

  private static UnsupportedOperationException noReverse() {
    return new UnsupportedOperationException(
        "reverse mode does not go through whileLoop, nor through foriLoop with bounds that the program"
            + " computes: how many steps there are to remember is not known beforehand."
            + "\nUse scan, or foriLoop(0, 10, …) with int bounds;"
            + " forward mode (jvp, jacfwd) goes through every loop.");
  }

  private static List<@Nullable Array> cond(
      Control.Cond p, Operands in, List<@Nullable Array> cts) {
    in.value(0);
    Mask linear = in.linear().slice(1, in.size());
    Mask nonzero = Mask.present(cts);
    List<Jaxpr> branches =
        p.branches().stream()
            .map(b -> Transposition.transposed(b, linear, nonzero, true).jaxpr())
            .toList();
    List<Array> out =
        Trace.bindAll(
            p.with(branches), Joined.of(ControlJvp.present(in.values()), ControlJvp.present(cts)));
    return spread(in.linear(), out);
  }

  // The cotangents of all linear operands at their places.
  private static List<@Nullable Array> spread(
      Mask linear, List<? extends @Nullable Array> cotangents) {
    List<@Nullable Array> out = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < linear.size(); i++) {
      out.add(linear.get(i) ? cotangents.get(next++) : null);
    }
    return out;
  }

  // The loop runs the other way. It carries the cotangents of the carry, and sums of those of the
  // linear constants, which every step adds to.
  private static List<@Nullable Array> scan(
      Control.Scan p, Operands in, List<Aval> out, List<@Nullable Array> cts) {
    int head = p.numConsts() + p.numCarry();
    Mask given = in.linear();
    Mask unknown = ScanSplit.unknownIn(p, given);
    if (unknown.slice(p.numConsts(), head).count() < p.numCarry()) {
      return afterSplit(p, in, cts);
    }
    Mask nonzeroYs = Mask.present(cts).slice(p.numCarry(), cts.size());
    Mask nonzero = Mask.all(p.numCarry()).concat(nonzeroYs);
    int sums = unknown.slice(0, p.numConsts()).count();
    Jaxpr back =
        p.jaxpr()
            .derived(
                new StepKey(p.numConsts(), p.numCarry(), unknown, nonzeroYs),
                () -> step(p, unknown, nonzero, sums));
    List<Array> consts = new ArrayList<>();
    List<Array> carry = new ArrayList<>();
    List<Array> xs = new ArrayList<>();
    for (int i = 0; i < p.numConsts(); i++) {
      if (unknown.get(i)) {
        carry.add(Ops.zeros(in.aval(i).strong()));
      } else {
        consts.add(in.value(i));
      }
    }
    for (int i = 0; i < p.numCarry(); i++) {
      Array ct = cts.get(i);
      carry.add(ct == null ? Ops.zeros(out.get(i).strong()) : ct);
    }
    xs.addAll(ControlJvp.present(cts.subList(p.numCarry(), cts.size())));
    for (int i = head; i < in.size(); i++) {
      if (!unknown.get(i)) {
        xs.add(in.value(i));
      }
    }
    int numCarry = carry.size();
    List<Boolean> linear =
        Joined.of(
            Collections.nCopies(consts.size(), false),
            Collections.nCopies(numCarry + nonzeroYs.count(), true),
            Collections.nCopies(xs.size() - nonzeroYs.count(), false));
    List<Array> result =
        Trace.bindAll(
            new Control.Scan(
                p.length(), !p.reverse(), consts.size(), numCarry, back, linear, p.unroll()),
            Joined.of(consts, carry, xs));
    List<@Nullable Array> all = spread(unknown, result);
    for (int i = 0; i < all.size(); i++) {
      // An initial carry that is known takes part in a linear loop, but nobody asks for its
      // cotangent.
      all.set(i, given.get(i) ? all.get(i) : null);
    }
    return all;
  }

  // Takes the constants in which the body is not linear; sums and cotangents of the carry;
  // cotangents of the outputs and the slices in which the body is not linear.
  private static Jaxpr step(Control.Scan p, Mask linear, Mask nonzero, int sums) {
    Transposition.Transposed body = Transposition.transposed(p.jaxpr(), linear, nonzero, true);
    int head = p.numConsts() + p.numCarry();
    List<Aval> inputs = p.jaxpr().inputAvals();
    List<Aval> outputs = p.jaxpr().outputAvals();
    List<Aval> consts = linear.not().slice(0, p.numConsts()).select(inputs);
    List<Aval> sumTypes = strong(linear.slice(0, p.numConsts()).select(inputs));
    List<Aval> carry = strong(outputs.subList(0, p.numCarry()));
    List<Aval> ys =
        strong(
            nonzero
                .slice(p.numCarry(), nonzero.size())
                .select(outputs.subList(p.numCarry(), outputs.size())));
    List<Aval> xs =
        linear.slice(head, linear.size()).not().select(inputs.subList(head, inputs.size()));
    int a = consts.size();
    int b = a + sums;
    int c = b + carry.size() + ys.size();
    return Stage.stage(
            in -> {
              List<Array> made =
                  Programs.eval(
                      body.jaxpr(),
                      Joined.of(in.subList(0, a), in.subList(c, in.size()), in.subList(b, c)));
              List<Array> result = new ArrayList<>(made);
              for (int i = 0; i < sums; i++) {
                result.set(i, Ops.addAny(in.get(a + i), made.get(i)));
              }
              return result;
            },
            Joined.of(consts, sumTypes, carry, ys, xs))
        .jaxpr();
  }

  private static List<Aval> strong(List<Aval> avals) {
    return avals.stream().map(Aval::strong).toList();
  }

  // Some carries do not depend on what the loop is linear in, a counter for instance: they are
  // computed
  // first, so that the rest is linear in all its carries.
  private static List<@Nullable Array> afterSplit(
      Control.Scan p, Operands in, List<@Nullable Array> cts) {
    Split s = ScanSplit.of(p, in.linear());
    List<Array> made =
        s.known() == null
            ? List.of()
            : Trace.bindAll(s.known(), s.knownIn().stream().map(in::value).toList());
    List<Array> residuals = made.subList(made.size() - s.residuals().size(), made.size());
    List<@Nullable Array> values = new ArrayList<>();
    s.unknownIn().forEach(i -> values.add(i >= 0 ? in.values().get(i) : residuals.get(~i)));
    List<Aval> avals = s.unknownInputs(in.avals(), s.residuals());
    Operands operands = new Operands(s.unknown(), avals, values);
    List<@Nullable Array> back =
        scan(
            (Control.Scan) s.unknown(),
            operands,
            s.unknown().infer(avals),
            s.unknownOut().select(cts));
    List<@Nullable Array> all = Duals.zeros(in.size());
    for (int k = 0; k < back.size(); k++) {
      int i = s.unknownIn().get(k);
      if (i >= 0 && in.isLinear(i)) {
        all.set(i, back.get(k));
      }
    }
    return all;
  }

  // The transposed equation, solved by the transposed solver.
  private static List<@Nullable Array> linearSolve(
      Control.LinearSolve p, Operands in, List<Aval> out, List<@Nullable Array> cts) {
    List<Array> operands = new ArrayList<>();
    for (int i = 0; i < p.numConsts(); i++) {
      operands.add(in.value(i));
    }
    for (int i = 0; i < cts.size(); i++) {
      Array ct = cts.get(i);
      operands.add(ct == null ? Ops.zeros(out.get(i).strong()) : ct);
    }
    List<Array> solved =
        Trace.bindAll(
            new Control.LinearSolve(
                p.numConsts(), p.vecmat(), p.matvec(), p.transposeSolve(), p.solve()),
            operands);
    List<@Nullable Array> all = Duals.zeros(p.numConsts());
    all.addAll(solved);
    return all;
  }
}

package linum.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Programs;
import linum.core.Trace;
import linum.ir.Atom;
import linum.ir.Control;
import linum.ir.Jaxpr;
import org.jspecify.annotations.Nullable;

/// Derivatives of control flow: the same control flow over pairs of primals and tangents.
///
/// Which carries of a loop have tangents is the least choice that the body keeps.
final class ControlJvp {
  private record ScanKey(int numConsts, int numCarry, Mask nonzeroIn, Mask nonzeroOut) {}

  private record WhileKey(int numConsts, Mask nonzeroIn) {}

  private record CondKey(int numConsts, Mask nonzeroCarry) {}

  private ControlJvp() {}

  static Duals rule(Control control, List<Array> x, List<@Nullable Array> dx) {
    return switch (control) {
      case Control.Cond p -> cond(p, x, dx);
      case Control.While p -> whileLoop(p, x, dx);
      case Control.Scan p -> scan(p, x, dx);
      case Control.LinearSolve p -> linearSolve(p, x, dx);
    };
  }

  private static Duals cond(Control.Cond p, List<Array> x, List<@Nullable Array> dx) {
    Mask nonzeroIn = Mask.present(dx).slice(1, dx.size());
    Mask nonzero = Mask.none(p.branches().getFirst().outputs().size());
    for (Jaxpr branch : p.branches()) {
      nonzero =
          nonzero.or(CallJvp.jvpJaxpr(branch, nonzeroIn, Mask.none(nonzero.size())).nonzeroOut());
    }
    Mask nonzeroOut = nonzero;
    List<Jaxpr> branches =
        p.branches().stream().map(b -> CallJvp.jvpJaxpr(b, nonzeroIn, nonzeroOut).jaxpr()).toList();
    List<Array> out = Trace.bindAll(p.with(branches), Joined.of(x, present(dx)));
    return duals(out.subList(0, nonzeroOut.size()), nonzeroOut, out);
  }

  private static Duals scan(Control.Scan p, List<Array> x, List<@Nullable Array> dx) {
    int head = p.numConsts() + p.numCarry();
    int numOut = p.jaxpr().outputs().size();
    Mask nonzeroIn = Mask.present(dx);
    Mask consts = nonzeroIn.slice(0, p.numConsts());
    Mask xs = nonzeroIn.slice(head, x.size());
    Mask carry = nonzeroIn.slice(p.numConsts(), head);
    Mask wanted = carry.concat(Mask.none(numOut - p.numCarry()));
    CallJvp.Pushed body = CallJvp.jvpJaxpr(p.jaxpr(), nonzeroIn, wanted);
    while (!body.nonzeroOut().slice(0, p.numCarry()).equals(carry)) {
      carry = body.nonzeroOut().slice(0, p.numCarry());
      wanted = carry.concat(Mask.none(numOut - p.numCarry()));
      body = CallJvp.jvpJaxpr(p.jaxpr(), consts.concat(carry).concat(xs), wanted);
    }
    Mask nonzero = consts.concat(carry).concat(xs);
    Mask nonzeroOut = body.nonzeroOut();
    Jaxpr pushed = body.jaxpr();
    Jaxpr step =
        p.jaxpr()
            .derived(
                new ScanKey(p.numConsts(), p.numCarry(), nonzero, nonzeroOut),
                () -> interleaved(pushed, p, nonzero, nonzeroOut));
    List<Array> tangents = instantiated(dx, x, nonzero);
    List<Array> operands = interleaved(x, tangents, p.numConsts(), head, nonzero);
    List<Boolean> linear =
        interleaved(
            p.linear(), Collections.nCopies(nonzero.count(), true), p.numConsts(), head, nonzero);
    int tangentConsts = consts.count();
    List<Array> out =
        Trace.bindAll(
            new Control.Scan(
                p.length(),
                p.reverse(),
                p.numConsts() + tangentConsts,
                p.numCarry() + carry.count(),
                step,
                linear,
                p.unroll()),
            operands);
    int tangentCarry = carry.count();
    int ys = p.numCarry() + tangentCarry;
    int tangentYs = ys + numOut - p.numCarry();
    List<Array> primals = Joined.of(out.subList(0, p.numCarry()), out.subList(ys, tangentYs));
    List<Array> made = Joined.of(out.subList(p.numCarry(), ys), out.subList(tangentYs, out.size()));
    return new Duals(primals, nonzeroOut.spread(made));
  }

  // The program with each group of operands (constants, carry, slices) followed by its tangents,
  // and
  // so for the outputs (carry, slices).
  private static Jaxpr interleaved(Jaxpr pushed, Control.Scan p, Mask nonzeroIn, Mask nonzeroOut) {
    int numIn = nonzeroIn.size();
    int numOut = nonzeroOut.size();
    List<Atom.Var> in = pushed.inputs();
    List<Atom> out = pushed.outputs();
    return new Jaxpr(
        interleaved(
            in.subList(0, numIn),
            in.subList(numIn, in.size()),
            p.numConsts(),
            p.numConsts() + p.numCarry(),
            nonzeroIn),
        pushed.eqns(),
        interleaved(
            out.subList(0, numOut), out.subList(numOut, out.size()), 0, p.numCarry(), nonzeroOut));
  }

  // primals[0..a) tangents primals[a..b) tangents primals[b..) tangents
  private static <T> List<T> interleaved(
      List<? extends T> primals, List<? extends T> tangents, int a, int b, Mask nonzero) {
    int first = nonzero.slice(0, a).count();
    int second = first + nonzero.slice(a, b).count();
    return Joined.of(
        primals.subList(0, a),
        tangents.subList(0, first),
        primals.subList(a, b),
        tangents.subList(first, second),
        primals.subList(b, primals.size()),
        tangents.subList(second, tangents.size()));
  }

  private static Duals whileLoop(Control.While p, List<Array> x, List<@Nullable Array> dx) {
    int consts = p.condNconsts() + p.bodyNconsts();
    Mask given = Mask.present(dx);
    Mask bodyConsts = given.slice(p.condNconsts(), consts);
    Mask start = given.slice(consts, x.size());
    Mask carry = start;
    CallJvp.Pushed body = CallJvp.jvpJaxpr(p.body(), bodyConsts.concat(carry), carry);
    while (!body.nonzeroOut().equals(carry)) {
      carry = body.nonzeroOut();
      body = CallJvp.jvpJaxpr(p.body(), bodyConsts.concat(carry), carry);
    }
    Mask nonzeroCarry = carry;
    Jaxpr pushed = body.jaxpr();
    int numIn = p.body().inputs().size();
    Jaxpr step =
        p.body()
            .derived(
                new WhileKey(p.bodyNconsts(), bodyConsts.concat(carry)),
                () ->
                    new Jaxpr(
                        interleaved(
                            pushed.inputs().subList(0, numIn),
                            pushed.inputs().subList(numIn, pushed.inputs().size()),
                            p.bodyNconsts(),
                            numIn,
                            bodyConsts.concat(nonzeroCarry)),
                        pushed.eqns(),
                        pushed.outputs()));
    Jaxpr cond =
        p.cond().derived(new CondKey(p.condNconsts(), carry), () -> ignoring(p, nonzeroCarry));
    Mask nonzero = Mask.none(p.condNconsts()).concat(bodyConsts).concat(carry);
    List<Array> tangents = instantiated(dx, x, nonzero);
    List<Array> operands = interleaved(x, tangents, consts, x.size(), nonzero);
    List<Array> out =
        Trace.bindAll(
            new Control.While(p.condNconsts(), cond, p.bodyNconsts() + bodyConsts.count(), step),
            operands);
    return duals(out.subList(0, nonzeroCarry.size()), nonzeroCarry, out);
  }

  // The condition with inputs for the tangents of the carry, which it does not look at.
  private static Jaxpr ignoring(Control.While p, Mask carry) {
    Jaxpr cond = p.cond();
    List<Atom.Var> inputs = new ArrayList<>(cond.inputs());
    for (Atom.Var v : carry.select(cond.inputs().subList(p.condNconsts(), cond.inputs().size()))) {
      inputs.add(new Atom.Var(v.aval().strong()));
    }
    return new Jaxpr(inputs, cond.eqns(), cond.outputs());
  }

  // A dx = db - dA x, where A x is matvec(x) and dA its derivative in the constants.
  private static Duals linearSolve(Control.LinearSolve p, List<Array> x, List<@Nullable Array> dx) {
    int n = p.numConsts();
    List<Array> solution = Trace.bindAll(p, x);
    List<@Nullable Array> right = new ArrayList<>(dx.subList(n, dx.size()));
    Mask nonzero = Mask.present(dx.subList(0, n)).concat(Mask.none(solution.size()));
    if (!nonzero.isEmpty()) {
      CallJvp.Pushed pushed = CallJvp.jvpJaxpr(p.matvec(), nonzero, Mask.none(solution.size()));
      List<Array> out =
          Programs.eval(
              pushed.jaxpr(), Joined.of(x.subList(0, n), solution, present(dx.subList(0, n))));
      List<@Nullable Array> moved =
          pushed.nonzeroOut().spread(out.subList(solution.size(), out.size()));
      for (int i = 0; i < right.size(); i++) {
        Array m = moved.get(i);
        right.set(i, m == null ? right.get(i) : Duals.sum(right.get(i), Ops.neg(m)));
      }
    }
    if (Mask.present(right).isEmpty()) {
      return Duals.constant(solution);
    }
    List<Array> tangents =
        Trace.bindAll(p, Joined.of(x.subList(0, n), Duals.full(right, solution)));
    return new Duals(solution, JvpRules.nullable(tangents));
  }

  // The tangents that the mask asks for, and no others, with zeros where there is none.
  private static List<Array> instantiated(List<@Nullable Array> dx, List<Array> x, Mask nonzero) {
    List<Array> out = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      if (nonzero.get(i)) {
        out.add(Duals.full(dx.get(i), x.get(i)));
      }
    }
    return out;
  }

  private static Duals duals(List<Array> primals, Mask nonzero, List<Array> out) {
    return new Duals(primals, nonzero.spread(out.subList(nonzero.size(), out.size())));
  }

  static List<Array> present(List<@Nullable Array> arrays) {
    return arrays.stream().filter(Objects::nonNull).map(Objects::requireNonNull).toList();
  }
}

package linum.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Programs;
import linum.core.Trace;
import linum.ir.Aval;
import linum.ir.Control;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Elementwise;
import linum.ir.Jaxpr;
import linum.ir.Reduction;

/// Control flow for many examples at once.
///
/// Which carries of a loop are mapped is the least choice that the body keeps: it starts with the
/// initial values and grows until one more step changes nothing.
final class BatchControl {
  private BatchControl() {}

  static List<Batched> apply(Control control, List<Batched> in, BatchAxis axis) {
    return switch (control) {
      case Control.Cond p -> in.getFirst().mapped() ? select(p, in, axis) : cond(p, in, axis);
      case Control.While p -> whileLoop(p, in, axis);
      case Control.Scan p -> scan(p, in, axis);
      case Control.LinearSolve p -> linearSolve(p, in, axis);
    };
  }

  private static List<Batched> cond(Control.Cond p, List<Batched> in, BatchAxis axis) {
    Mask mappedIn = Batched.mask(in.subList(1, in.size()));
    Mask mapped = Mask.none(p.branches().getFirst().outputs().size());
    for (Jaxpr branch : p.branches()) {
      mapped = mapped.or(BatchPrograms.batch(branch, mappedIn, axis).mappedOut());
    }
    Mask mappedOut = mapped;
    List<Jaxpr> branches =
        p.branches().stream()
            .map(b -> BatchPrograms.batch(b, mappedIn, mappedOut, axis).jaxpr())
            .toList();
    return Batched.zip(Trace.bindAll(p.with(branches), Batched.arrays(in)), mappedOut);
  }

  // Examples go different ways, so all ways are gone and each example takes its own result. What
  // has
  // effects must not be gone in vain: then the examples go one by one.
  private static List<Batched> select(Control.Cond p, List<Batched> in, BatchAxis axis) {
    if (!p.effects().isEmpty()) {
      return BatchRules.oneByOne(p, in, axis);
    }
    List<Batched> operands = in.subList(1, in.size());
    List<List<Array>> results = new ArrayList<>();
    for (Jaxpr branch : p.branches()) {
      BatchPrograms.Program program =
          BatchPrograms.batch(
              branch, Batched.mask(operands), Mask.all(branch.outputs().size()), axis);
      results.add(Programs.eval(program.jaxpr(), Batched.arrays(operands)));
    }
    int last = p.branches().size() - 1;
    Array index =
        Trace.bind(
            new Elementwise.Clamp(),
            Ops.scalar(0L, DType.INT32),
            in.getFirst().array(),
            Ops.scalar((long) last, DType.INT32));
    Array which = last == 1 ? Ops.ne(index, Ops.scalar(0L, DType.INT32)) : index;
    List<Batched> out = new ArrayList<>();
    for (int i = 0; i < results.getFirst().size(); i++) {
      int at = i;
      out.add(
          Batched.mapped(choose(which, results.stream().map(branch -> branch.get(at)).toList())));
    }
    return out;
  }

  // cases[which] with one choice an example.
  private static Array choose(Array which, List<Array> cases) {
    if (cases.size() == 1) {
      return cases.getFirst();
    }
    Array each = Ops.broadcastInDim(which, cases.getFirst().shape(), Dims.of(0));
    return Trace.bindAll(
            new Elementwise.SelectN(), Stream.concat(Stream.of(each), cases.stream()).toList())
        .getFirst();
  }

  private static List<Batched> scan(Control.Scan p, List<Batched> in, BatchAxis axis) {
    int head = p.numConsts() + p.numCarry();
    Mask mappedIn = Batched.mask(in);
    Mask consts = mappedIn.slice(0, p.numConsts());
    Mask xs = mappedIn.slice(head, in.size());
    Mask carry = mappedIn.slice(p.numConsts(), head);
    int numYs = p.jaxpr().outputs().size() - p.numCarry();
    BatchPrograms.Program body;
    while (true) {
      body =
          BatchPrograms.batch(
              p.jaxpr(), consts.concat(carry).concat(xs), carry.concat(Mask.none(numYs)), axis);
      Mask next = body.mappedOut().slice(0, p.numCarry());
      if (next.equals(carry)) {
        break;
      }
      carry = next;
    }
    List<Array> operands = new ArrayList<>();
    for (int i = 0; i < in.size(); i++) {
      Batched b = in.get(i);
      if (i >= head) {
        operands.add(b.mapped() ? Ops.moveaxis(b.array(), 0, 1) : b.array());
      } else {
        boolean made = i >= p.numConsts() && carry.get(i - p.numConsts());
        operands.add(made ? axis.full(b) : b.array());
      }
    }
    List<Array> out =
        Trace.bindAll(
            new Control.Scan(
                p.length(),
                p.reverse(),
                p.numConsts(),
                p.numCarry(),
                body.jaxpr(),
                p.linear(),
                p.unroll()),
            operands);
    List<Batched> results = new ArrayList<>();
    for (int i = 0; i < out.size(); i++) {
      boolean mapped = body.mappedOut().get(i);
      boolean stacked = mapped && i >= p.numCarry();
      results.add(new Batched(stacked ? Ops.moveaxis(out.get(i), 1, 0) : out.get(i), mapped));
    }
    return results;
  }

  private static List<Batched> whileLoop(Control.While p, List<Batched> in, BatchAxis axis) {
    int consts = p.condNconsts() + p.bodyNconsts();
    Mask mappedIn = Batched.mask(in);
    Mask condConsts = mappedIn.slice(0, p.condNconsts());
    Mask bodyConsts = mappedIn.slice(p.condNconsts(), consts);
    Mask carry = mappedIn.slice(consts, in.size());
    BatchPrograms.Program body;
    while (true) {
      body = BatchPrograms.batch(p.body(), bodyConsts.concat(carry), carry, axis);
      if (body.mappedOut().equals(carry)) {
        break;
      }
      carry = body.mappedOut();
    }
    BatchPrograms.Program cond = BatchPrograms.batch(p.cond(), condConsts.concat(carry), axis);
    if (cond.mappedOut().get(0)) {
      return masked(p, in, axis);
    }
    List<Array> operands = new ArrayList<>(Batched.arrays(in.subList(0, consts)));
    operands.addAll(carried(in.subList(consts, in.size()), carry, axis));
    return Batched.zip(
        Trace.bindAll(
            new Control.While(p.condNconsts(), cond.jaxpr(), p.bodyNconsts(), body.jaxpr()),
            operands),
        carry);
  }

  private static List<Array> carried(List<Batched> init, Mask carry, BatchAxis axis) {
    List<Array> out = new ArrayList<>();
    for (int i = 0; i < init.size(); i++) {
      out.add(carry.get(i) ? axis.full(init.get(i)) : init.get(i).array());
    }
    return out;
  }

  // Examples end at different times: the loop runs until the last one ends, and those that have
  // ended
  // keep their values. What has effects must not go on for them: then the examples go one by one.
  private static List<Batched> masked(Control.While p, List<Batched> in, BatchAxis axis) {
    if (!p.effects().isEmpty()) {
      return BatchRules.oneByOne(p, in, axis);
    }
    int consts = p.condNconsts() + p.bodyNconsts();
    Mask mappedIn = Batched.mask(in);
    Mask condConsts = mappedIn.slice(0, p.condNconsts());
    Mask bodyConsts = mappedIn.slice(p.condNconsts(), consts);
    Mask carry = Mask.all(in.size() - consts);
    Jaxpr cond = BatchPrograms.batch(p.cond(), condConsts.concat(carry), Mask.all(1), axis).jaxpr();
    Jaxpr body = BatchPrograms.batch(p.body(), bodyConsts.concat(carry), carry, axis).jaxpr();
    List<Aval> condTypes = cond.inputAvals();
    Jaxpr any =
        Stage.stage(
                c ->
                    List.of(
                        Ops.reduce(
                            Reduction.Kind.OR, Programs.eval(cond, c).getFirst(), Dims.of(0))),
                condTypes)
            .jaxpr();
    Jaxpr step =
        Stage.stage(
                c -> {
                  List<Array> old = c.subList(consts, c.size());
                  Array goesOn =
                      Programs.eval(cond, Joined.of(c.subList(0, p.condNconsts()), old)).getFirst();
                  List<Array> next = Programs.eval(body, c.subList(p.condNconsts(), c.size()));
                  List<Array> out = new ArrayList<>();
                  for (int i = 0; i < next.size(); i++) {
                    out.add(choose(goesOn, List.of(old.get(i), next.get(i))));
                  }
                  return out;
                },
                Joined.of(condTypes.subList(0, p.condNconsts()), body.inputAvals()))
            .jaxpr();
    List<Array> operands = new ArrayList<>(Batched.arrays(in.subList(0, p.condNconsts())));
    operands.addAll(Batched.arrays(in.subList(0, consts)));
    operands.addAll(axis.full(in.subList(consts, in.size())));
    return BatchRules.mapped(
        Trace.bindAll(new Control.While(p.condNconsts(), any, consts, step), operands));
  }

  private static List<Batched> linearSolve(
      Control.LinearSolve p, List<Batched> in, BatchAxis axis) {
    List<Batched> consts = in.subList(0, p.numConsts());
    List<Batched> b = in.subList(p.numConsts(), in.size());
    Mask mapped = Batched.mask(consts).concat(Mask.all(b.size()));
    List<Array> operands = new ArrayList<>(Batched.arrays(consts));
    operands.addAll(axis.full(b));
    return BatchRules.mapped(
        Trace.bindAll(
            new Control.LinearSolve(
                p.numConsts(),
                solved(p.matvec(), mapped, axis),
                solved(p.vecmat(), mapped, axis),
                solved(p.solve(), mapped, axis),
                solved(p.transposeSolve(), mapped, axis)),
            operands));
  }

  private static Jaxpr solved(Jaxpr jaxpr, Mask mapped, BatchAxis axis) {
    return BatchPrograms.batch(jaxpr, mapped, Mask.all(jaxpr.outputs().size()), axis).jaxpr();
  }
}

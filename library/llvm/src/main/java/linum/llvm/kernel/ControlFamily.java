package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import linum.ir.Control;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.llvm.plan.Choose;
import linum.llvm.plan.Hoisting;
import linum.llvm.plan.Lowering;
import linum.llvm.plan.Region;
import linum.llvm.plan.Repeat;
import linum.llvm.plan.Value;

/// Loops and branches become loops and branches of the machine.
final class ControlFamily {
  private ControlFamily() {}

  static void lower(Control control, Eqn e, Lowering to) {
    switch (control) {
      case Control.Cond p -> cond(p, e, to);
      case Control.While p -> whileLoop(p, e, to);
      case Control.Scan p -> scan(p, e, to);
      case Control.LinearSolve p -> CallFamily.inline(p.solve(), e, to);
    }
  }

  private static List<Value> operands(Eqn e, Lowering to) {
    return e.inputs().stream().map(to::read).toList();
  }

  private static List<Value> results(Eqn e, Lowering to) {
    return e.outputs().stream().map(to::result).toList();
  }

  private static void cond(Control.Cond p, Eqn e, Lowering to) {
    List<Value> in = operands(e, to);
    List<Value> passed = in.subList(1, in.size());
    List<Region> branches = p.branches().stream().map(b -> to.region(b, passed)).toList();
    to.add(new Choose("cond", in.getFirst(), branches, results(e, to)));
  }

  private static void whileLoop(Control.While p, Eqn e, Lowering to) {
    List<Value> in = operands(e, to);
    int carryStart = p.condNconsts() + p.bodyNconsts();
    List<Value> slots = results(e, to);
    Region condition = to.region(p.cond(), concat(in.subList(0, p.condNconsts()), slots));
    List<Value> consts = in.subList(p.condNconsts(), carryStart);
    Region body = body(p.body(), consts, slots, to);
    List<Value> initial = in.subList(carryStart, in.size());
    to.add(
        new Repeat(
            "while",
            -1,
            false,
            condition,
            carries(initial, slots, body),
            List.of(),
            List.of(),
            body));
  }

  private static void scan(Control.Scan p, Eqn e, Lowering to) {
    List<Value> in = operands(e, to);
    List<Value> out = results(e, to);
    Jaxpr program = p.jaxpr();
    int head = p.numConsts() + p.numCarry();
    List<Value> slots = out.subList(0, p.numCarry());
    List<Value> parts = program.inputAvals().stream().skip(head).map(Value::new).toList();
    Region body = body(program, in.subList(0, p.numConsts()), concat(slots, parts), to);
    to.add(
        new Repeat(
            "scan",
            p.length(),
            p.reverse(),
            null,
            carries(in.subList(p.numConsts(), head), slots, body),
            slices(in.subList(head, in.size()), parts),
            slices(
                out.subList(p.numCarry(), out.size()),
                body.outputs().subList(p.numCarry(), out.size())),
            body));
  }

  /// The body of a loop, after what is the same in every round.
  private static Region body(Jaxpr body, List<Value> same, List<Value> changing, Lowering to) {
    Region all = to.body(body, concat(same, changing), same.size());
    Hoisting parts = Hoisting.of(all, changing);
    parts.before().forEach(to::add);
    return parts.body();
  }

  private static List<Repeat.Carry> carries(List<Value> initial, List<Value> slots, Region body) {
    return IntStream.range(0, slots.size())
        .mapToObj(i -> new Repeat.Carry(initial.get(i), slots.get(i), body.outputs().get(i)))
        .toList();
  }

  private static List<Repeat.Slice> slices(List<Value> wholes, List<Value> parts) {
    List<Repeat.Slice> slices = new ArrayList<>();
    for (int i = 0; i < wholes.size(); i++) {
      slices.add(new Repeat.Slice(wholes.get(i), parts.get(i)));
    }
    return slices;
  }

  private static List<Value> concat(List<Value> a, List<Value> b) {
    return Stream.concat(a.stream(), b.stream()).toList();
  }
}

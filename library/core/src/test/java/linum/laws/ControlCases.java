package linum.laws;

import static linum.laws.Operand.between;
import static linum.laws.Operand.bool;
import static linum.laws.Operand.integer;
import static linum.laws.Operand.positive;
import static linum.laws.Operand.real;
import static linum.laws.Sample.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Scan;
import linum.core.Trace;
import linum.ir.Aval;
import linum.ir.Control;
import linum.ir.Dims;
import linum.ir.Jaxpr;
import linum.ir.Unary;
import linum.testing.Gradients;
import linum.transform.Conditional;
import linum.transform.ScanLoop;
import linum.transform.ScanOptions;
import linum.transform.Stage;
import linum.transform.WhileLoop;

/// Rows of [Control].
final class ControlCases {
  private ControlCases() {}

  static List<PrimitiveCase> all() {
    return List.of(
        PrimitiveCase.program(
            "cond",
            2,
            in -> List.of(cond(in.get(0), in.get(1), in.get(2))),
            sample(bool(), real(3), real(3)),
            sample(bool(), real(0, 2), real(0, 2)),
            sample(bool(), real(), real())),
        PrimitiveCase.program(
            "switch",
            2,
            in -> List.of(switchCase(in.get(0), in.get(1))),
            sample(integer(-1, 4), real(2, 2))),
        PrimitiveCase.program(
                "while",
                2,
                in -> List.of(whileBelow(in.get(0), in.get(1))),
                sample(positive(3), between(1.2, 1.9)))
            .only(Gradients.Mode.FORWARD),
        PrimitiveCase.program(
            "scan",
            2,
            in -> scan(in, ScanOptions.DEFAULT),
            sample(real(2), real(4, 2), real(2)),
            sample(real(), real(3), real()),
            sample(real(2), real(0, 2), real(2))),
        PrimitiveCase.program(
            "reverse scan",
            2,
            in -> scan(in, ScanOptions.DEFAULT.reverse(true)),
            sample(real(2), real(4, 2), real(2))),
        PrimitiveCase.program(
            "scan with integers",
            2,
            in -> countingScan(in.get(0), in.get(1)),
            sample(real(2), integer(0, 3, 4))),
        PrimitiveCase.program(
            "linear solve",
            2,
            in -> diagonalSolve(in.get(0), in.get(1)),
            sample(positive(3), real(3))));
  }

  private record Pair(Array x, Array y) {}

  private static Array cond(Array condition, Array x, Array y) {
    return Conditional.cond(
        condition,
        (Pair p) -> Trace.bind(Unary.SIN, Ops.mul(p.x(), p.y())),
        (Pair p) -> Ops.mul(p.x(), Ops.mul(p.x(), p.x())),
        new Pair(x, y));
  }

  private static Array switchCase(Array index, Array x) {
    return Conditional.switchCase(
        index,
        List.of(
            (Array a) -> Trace.bind(Unary.EXP, a),
            (Array a) -> Ops.mul(a, a),
            (Array a) -> Ops.zeros(a.aval())),
        x);
  }

  // Multiplied until the sum is large enough: some examples take more steps than others.
  private static Array whileBelow(Array x, Array factor) {
    return WhileLoop.whileLoop(
        c -> Ops.lt(Ops.reduceSum(c, Dims.of(0)), Ops.scalar(20, x)), c -> Ops.mul(c, factor), x);
  }

  private static List<Array> scan(List<Array> in, ScanOptions options) {
    Array factor = in.get(2);
    BiFunction<Array, Array, Scan<Array, Array>> step =
        (c, x) -> {
          Array next = Trace.bind(Unary.SIN, Ops.add(Ops.mul(c, factor), x));
          return new Scan<>(next, Ops.mul(next, x));
        };
    Scan<Array, Array> out = ScanLoop.scan(step, in.get(0), in.get(1), -1, options);
    return List.of(out.carry(), out.ys());
  }

  private static List<Array> countingScan(Array init, Array counts) {
    BiFunction<Array, Array, Scan<Array, Array>> step =
        (c, n) ->
            new Scan<>(
                Ops.mul(c, Ops.convert(Ops.add(n, Ops.scalar(1L, n.dtype())), c.dtype())), n);
    Scan<Array, Array> out = ScanLoop.scan(step, init, counts, -1, ScanOptions.DEFAULT);
    return List.of(out.carry(), out.ys());
  }

  // d · x = b, with the diagonal as a constant of all four programs.
  private static List<Array> diagonalSolve(Array d, Array b) {
    List<Aval> avals = new ArrayList<>(List.of(d.aval(), b.aval()));
    Jaxpr times = stage((x, y) -> Ops.mul(x, y), avals);
    Jaxpr over = stage((x, y) -> Ops.div(y, x), avals);
    return Trace.bindAll(new Control.LinearSolve(1, times, times, over, over), List.of(d, b));
  }

  private static Jaxpr stage(BiFunction<Array, Array, Array> f, List<Aval> avals) {
    return Stage.stage(in -> List.of(f.apply(in.get(0), in.get(1))), avals).jaxpr();
  }
}

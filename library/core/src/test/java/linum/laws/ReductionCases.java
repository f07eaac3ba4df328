package linum.laws;

import static linum.laws.Operand.bool;
import static linum.laws.Operand.integer;
import static linum.laws.Operand.real;
import static linum.laws.Sample.sample;

import java.util.ArrayList;
import java.util.List;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Jaxpr;
import linum.ir.Reduction;
import linum.transform.Stage;

/// Rows of [Reduction].
final class ReductionCases {
  private ReductionCases() {}

  static List<PrimitiveCase> all() {
    List<PrimitiveCase> rows = new ArrayList<>();
    for (Reduction.Kind kind : Reduction.Kind.values()) {
      rows.add(reduce(kind));
    }
    for (Reduction.Running kind : Reduction.Running.values()) {
      rows.add(cumulative(kind, 0, false));
      rows.add(cumulative(kind, 1, true));
    }
    for (boolean max : new boolean[] {true, false}) {
      rows.add(
          PrimitiveCase.of(
              new Reduction.ArgReduce(max, 1, DType.INT32),
              0,
              sample(real(2, 3)),
              sample(integer(0, 3, 3, 4)),
              sample(bool(2, 3))));
    }
    rows.add(
        PrimitiveCase.program(
                "reduce",
                2,
                in -> Trace.bindAll(sum(in.get(0).dtype()), in),
                sample(real(2, 3), real()),
                sample(real(0, 3), real()))
            .of(sum(DType.FLOAT32)));
    return rows;
  }

  private static PrimitiveCase reduce(Reduction.Kind kind) {
    return switch (kind) {
      case SUM, PROD, MAX, MIN ->
          PrimitiveCase.of(
              new Reduction.Reduce(kind, Dims.of(0, 2)),
              2,
              sample(real(2, 3, 2)),
              sample(real(1, 1, 1)),
              sample(real(2, 0, 2)),
              sample(integer(-3, 4, 2, 1, 3)));
      case AND, OR, XOR ->
          PrimitiveCase.of(
              new Reduction.Reduce(kind, Dims.of(1)),
              0,
              sample(bool(3, 2)),
              sample(integer(0, 99, 2, 3)));
    };
  }

  private static PrimitiveCase cumulative(Reduction.Running kind, int axis, boolean reverse) {
    Reduction.Cumulative p = new Reduction.Cumulative(kind, axis, reverse);
    return switch (kind) {
      case SUM, PROD, MAX, MIN ->
          PrimitiveCase.of(
              p, 2, sample(real(3, 2)), sample(real(1, 4)), sample(integer(-3, 4, 2, 3)));
      case LOGSUMEXP -> PrimitiveCase.of(p, 2, sample(real(3, 2)), sample(real(1, 4)));
    };
  }

  private static Reduction.GeneralReduce sum(DType dtype) {
    Aval scalar = Aval.of(dtype);
    Jaxpr add =
        Stage.stage(in -> List.of(Ops.add(in.get(0), in.get(1))), List.of(scalar, scalar)).jaxpr();
    return new Reduction.GeneralReduce(add, Dims.of(1));
  }
}

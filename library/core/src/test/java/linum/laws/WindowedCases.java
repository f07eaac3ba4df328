package linum.laws;

import static linum.laws.Operand.between;
import static linum.laws.Operand.integer;
import static linum.laws.Operand.real;
import static linum.laws.Sample.sample;

import java.util.ArrayList;
import java.util.List;
import linum.core.Trace;
import linum.ir.Aval;
import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Jaxpr;
import linum.ir.Window;
import linum.ir.Windowed;
import linum.transform.Stage;

/// Rows of [Windowed].
final class WindowedCases {
  private WindowedCases() {}

  static List<PrimitiveCase> all() {
    List<PrimitiveCase> rows = new ArrayList<>();
    for (Windowed.Kind kind : Windowed.Kind.values()) {
      rows.add(
          PrimitiveCase.of(
              new Windowed.ReduceWindow(kind, window(Dims.of(2, 3), Dims.of(1, 2))),
              2,
              sample(real(4, 5)),
              sample(integer(0, 9, 3, 3))));
      rows.add(
          PrimitiveCase.of(
              new Windowed.ReduceWindow(
                  kind,
                  new Window(
                      Dims.of(3), Dims.of(1), Dims.of(1), Dims.of(0), Dims.of(2), Dims.of(1))),
              2,
              sample(real(5))));
    }
    rows.add(
        PrimitiveCase.of(
            new Windowed.ReduceWindow(
                Windowed.Kind.SUM,
                new Window(Dims.of(2), Dims.of(1), Dims.of(0), Dims.of(0), Dims.of(1), Dims.of(2))),
            2,
            sample(real(5))));
    rows.add(
        PrimitiveCase.of(
            new Windowed.GeneralReduceWindow(
                joining(Binary.MUL), window(Dims.of(2, 2), Dims.of(1, 1))),
            0,
            sample(real(3, 4), between(1, 1.5))));
    rows.add(
        PrimitiveCase.of(
            new Windowed.SelectAndScatter(
                joining(Binary.GE), joining(Binary.MUL), window(Dims.of(2, 2), Dims.of(1, 2))),
            0,
            sample(real(3, 4), real(3, 2), between(1, 1.5)),
            sample(real(2, 2), real(2, 1), between(1, 1.5))));
    for (boolean max : new boolean[] {true, false}) {
      rows.add(
          PrimitiveCase.of(
              new Windowed.SelectAndScatterAdd(max, plain()), 2, sample(real(3, 2), real(4, 3))));
      rows.add(
          PrimitiveCase.of(
              new Windowed.SelectAndGatherAdd(max, plain()), 2, sample(real(4, 3), real(4, 3))));
    }
    return rows;
  }

  private static Window window(Dims size, Dims strides) {
    return new Window(
        size, strides, Dims.of(1, 0), Dims.of(0, 1), Dims.repeat(1, 2), Dims.repeat(1, 2));
  }

  private static Window plain() {
    return new Window(
        Dims.of(2, 2), Dims.of(1, 1), Dims.of(0, 0), Dims.of(0, 0), Dims.of(1, 1), Dims.of(1, 1));
  }

  private static Jaxpr joining(Binary p) {
    Aval scalar = Aval.of(DType.FLOAT32);
    return Stage.stage(in -> Trace.bindAll(p, in), List.of(scalar, scalar)).jaxpr();
  }
}

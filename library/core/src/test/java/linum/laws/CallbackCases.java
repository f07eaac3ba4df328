package linum.laws;

import static linum.laws.Operand.integer;
import static linum.laws.Operand.real;
import static linum.laws.Sample.sample;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.core.Eval;
import linum.core.HostCallback;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.Aval;
import linum.ir.Callback;

/// Rows of [Callback].
final class CallbackCases {
  private CallbackCases() {}

  static List<PrimitiveCase> all() {
    List<PrimitiveCase> rows = new ArrayList<>();
    for (Callback.VmapMethod method : Callback.VmapMethod.values()) {
      rows.add(
          PrimitiveCase.program(
              "pure_callback, " + method,
              0,
              in -> Trace.bindAll(new Callback.Pure(new Doubled(), types(in), method), in),
              sample(real(2, 3)),
              sample(integer(0, 9)),
              sample(real(0, 2))));
    }
    rows.add(
        PrimitiveCase.program(
            "io_callback",
            0,
            in -> Trace.bindAll(new Callback.Io(new Doubled(), types(in), false), in),
            sample(real(2))));
    rows.add(
        PrimitiveCase.program(
            "debug_callback",
            0,
            in -> seen(new Callback.Debug(new Nothing(), false), in),
            sample(real(2))));
    rows.add(
        PrimitiveCase.program(
            "debug_print",
            0,
            in -> seen(new Callback.DebugPrint("x = {}", false), in),
            sample(integer(0, 9))));
    return rows;
  }

  private static List<Aval> types(List<Array> in) {
    return in.stream().map(Array::aval).toList();
  }

  private static List<Array> seen(Callback callback, List<Array> in) {
    Trace.bindAll(callback, in);
    return in;
  }

  private record Doubled() implements HostCallback {
    @Override
    public List<ConcreteArray> call(List<ConcreteArray> operands) {
      return Eval.INSTANCE.run(
          () -> operands.stream().map(x -> (ConcreteArray) Ops.add(x, x)).toList());
    }

    @Override
    public String ruleName() {
      return "doubled";
    }
  }

  private record Nothing() implements HostCallback {
    @Override
    public List<ConcreteArray> call(List<ConcreteArray> operands) {
      return List.of();
    }

    @Override
    public String ruleName() {
      return "nothing";
    }
  }
}

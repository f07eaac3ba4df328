package linum.laws;

import static linum.laws.Operand.integer;
import static linum.laws.Operand.real;
import static linum.laws.Sample.sample;

import java.util.List;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.Call;
import linum.ir.Collective;
import linum.ir.Dims;
import linum.ir.Jaxpr;
import linum.ir.Unary;
import linum.transform.Stage;
import linum.transform.Vmap;
import linum.transform.VmapOptions;

/// Rows of [Call], [linum.ir.Callback] and [Collective].
final class CallCases {
  private CallCases() {}

  static List<PrimitiveCase> all() {
    return List.of(
        PrimitiveCase.program(
            "jit", 2, in -> jit(in), sample(real(3), real(3)), sample(real(), real())),
        PrimitiveCase.program("checkpoint", 2, in -> remat(in), sample(real(3), real(3))),
        PrimitiveCase.program(
            "psum",
            2,
            in -> mapped(x -> Ops.mul(x, reduce(Collective.Kind.SUM, x)), in),
            sample(real(3, 2)),
            sample(integer(0, 9, 3))),
        PrimitiveCase.program(
            "pmax",
            0,
            in -> mapped(x -> reduce(Collective.Kind.MAX, x), in),
            sample(real(3, 2))),
        PrimitiveCase.program(
            "pmin",
            0,
            in -> mapped(x -> reduce(Collective.Kind.MIN, x), in),
            sample(real(3, 2))),
        PrimitiveCase.program(
            "axis_index",
            0,
            in -> mapped(x -> Ops.add(x, Trace.bind(new Collective.AxisIndex("i"))), in),
            sample(integer(0, 9, 3))),
        PrimitiveCase.program(
            "all_gather",
            2,
            in -> mapped(x -> Ops.mul(gather(x), Ops.broadcast(x, Dims.of(3, 2))), in),
            sample(real(3, 2))));
  }

  private static List<Array> body(List<Array> in) {
    Array sin = Trace.bind(Unary.SIN, in.get(0));
    return List.of(Ops.mul(sin, in.get(1)), Ops.add(sin, sin));
  }

  private static Jaxpr staged(List<Array> in) {
    return Stage.stage(CallCases::body, in.stream().map(Array::aval).toList()).jaxpr();
  }

  private static List<Array> jit(List<Array> in) {
    return Trace.bindAll(new Call.Jit("f", staged(in)), in);
  }

  private static List<Array> remat(List<Array> in) {
    return Trace.bindAll(new Call.Remat(staged(in), null, true, false), in);
  }

  private static Array reduce(Collective.Kind kind, Array x) {
    return Trace.bind(new Collective.AllReduce(kind, List.of("i")), x);
  }

  private static Array gather(Array x) {
    return Trace.bind(new Collective.AllGather("i", 3, 0), x);
  }

  private static List<Array> mapped(UnaryOperator<Array> f, List<Array> in) {
    return List.of(Vmap.vmap(f, in.getFirst(), new VmapOptions().axisName("i")));
  }
}

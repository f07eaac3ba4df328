package linum.laws;

import static linum.laws.Operand.integer;
import static linum.laws.Operand.real;
import static linum.laws.Sample.sample;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import linum.Linum;
import linum.Pair;
import linum.Pushed;
import linum.Vmapped;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.Call;
import linum.ir.Collective;
import linum.ir.Dims;
import linum.ir.Jaxpr;
import linum.ir.Unary;
import linum.lax.Lax;
import linum.testing.Gradients;
import linum.transform.Stage;
import linum.transform.Vmap;
import linum.transform.VmapOptions;

/// Rows of [Call] and [Collective].
final class CallCases {
  private static final Collective INDEX = new Collective.AxisIndex("i");
  private static final Collective GATHER = new Collective.AllGather("i", 3, 0);

  private CallCases() {}

  static List<PrimitiveCase> all() {
    return List.of(
        PrimitiveCase.program(
            "jit", 2, in -> jit(in), sample(real(3), real(3)), sample(real(), real())),
        PrimitiveCase.program(
            "composite",
            0,
            in -> Lax.composite((List<Array> x) -> body(x), "my.body").apply(in),
            sample(real(3), real(3))),
        PrimitiveCase.program("checkpoint", 2, in -> remat(in), sample(real(3), real(3))),
        PrimitiveCase.program(
            "custom_jvp", 2, in -> List.of(customJvp().apply(in.get(0))), sample(real(3))),
        PrimitiveCase.program(
                "custom_vjp", 2, in -> List.of(customVjp().apply(in.get(0))), sample(real(3)))
            .only(Gradients.Mode.REVERSE),
        PrimitiveCase.program(
            "custom_vmap", 2, in -> List.of(customVmap().apply(in.get(0))), sample(real(3))),
        PrimitiveCase.program(
            "linear_call", 2, in -> List.of(linearCall(in)), sample(real(3), real(3))),
        PrimitiveCase.program("remat_opt", 2, in -> rematOpt(in), sample(real(3), real(3))),
        PrimitiveCase.program(
                "psum",
                2,
                in -> mapped(x -> Ops.mul(x, reduce(Collective.Kind.SUM, x)), in),
                sample(real(3, 2)),
                sample(integer(0, 9, 3)))
            .of(all(Collective.Kind.SUM)),
        PrimitiveCase.program(
                "pmax",
                0,
                in -> mapped(x -> reduce(Collective.Kind.MAX, x), in),
                sample(real(3, 2)))
            .of(all(Collective.Kind.MAX)),
        PrimitiveCase.program(
                "pmin",
                0,
                in -> mapped(x -> reduce(Collective.Kind.MIN, x), in),
                sample(real(3, 2)))
            .of(all(Collective.Kind.MIN)),
        PrimitiveCase.program(
                "axis_index",
                0,
                in -> mapped(x -> Ops.add(x, Trace.bind(INDEX)), in),
                sample(integer(0, 9, 3)))
            .of(INDEX),
        PrimitiveCase.program(
                "all_gather",
                2,
                in -> mapped(x -> Ops.mul(gather(x), Ops.broadcast(x, Dims.of(3, 2))), in),
                sample(real(3, 2)))
            .of(GATHER));
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

  private static UnaryOperator<Array> customJvp() {
    return Linum.customJvp(
        x -> Trace.bind(Unary.SIN, x),
        (x, dx) -> new Pushed<>(Trace.bind(Unary.SIN, x), Ops.mul(Trace.bind(Unary.COS, x), dx)));
  }

  private static UnaryOperator<Array> customVjp() {
    return Linum.customVjp(
        x -> Trace.bind(Unary.SIN, x),
        x -> new Pair<>(Trace.bind(Unary.SIN, x), x),
        (Array x, Array ct) -> Ops.mul(Trace.bind(Unary.COS, x), ct));
  }

  private static UnaryOperator<Array> customVmap() {
    return Linum.customVmap(
        x -> Trace.bind(Unary.SIN, x),
        (_, inBatched, x) -> new Vmapped<>(Trace.bind(Unary.SIN, x), inBatched.get(0)));
  }

  private static Array linearCall(List<Array> in) {
    Array sin = Trace.bind(Unary.SIN, in.get(1));
    return Linum.linearCall(
        (Array r, Array x) -> Ops.mul(x, r), (r, ct) -> Ops.mul(ct, r), in.get(0), sin);
  }

  // The first result is what a forward rule keeps, the other one is the function's.
  private static List<Array> rematOpt(List<Array> in) {
    Jaxpr forward = staged(in);
    Jaxpr function = new Jaxpr(forward.inputs(), forward.eqns(), forward.outputs().subList(1, 2));
    return Trace.bindAll(new Call.RematOpt("f", forward, function, 0, 1), in);
  }

  private static Collective all(Collective.Kind kind) {
    return new Collective.AllReduce(kind, List.of("i"));
  }

  private static Array reduce(Collective.Kind kind, Array x) {
    return Trace.bind(all(kind), x);
  }

  private static Array gather(Array x) {
    return Trace.bind(GATHER, x);
  }

  private static List<Array> mapped(UnaryOperator<Array> f, List<Array> in) {
    return List.of(
        (Array)
            Objects.requireNonNull(
                Vmap.call(
                    args -> f.apply((Array) Objects.requireNonNull(args[0])),
                    VmapOptions.DEFAULT.axisName("i"),
                    in.getFirst())));
  }
}

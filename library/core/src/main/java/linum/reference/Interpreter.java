package linum.reference;

import java.util.List;
import linum.ir.Aval;
import linum.ir.Call;
import linum.ir.Callback;
import linum.ir.Collective;
import linum.ir.Contraction;
import linum.ir.Control;
import linum.ir.Creation;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Elementwise;
import linum.ir.Indexing;
import linum.ir.Marker;
import linum.ir.Movement;
import linum.ir.Ordering;
import linum.ir.Primitive;
import linum.ir.RandomPrimitive;
import linum.ir.Reduction;
import linum.ir.Windowed;

/// What each primitive computes: the table of groups.
final class Interpreter {
  /// The platform of its one device.
  static final String PLATFORM = "cpu";

  private Interpreter() {}

  /// @param inner the plans of the primitive's programs, in the order of [Primitive#jaxprs]
  /// @param out the types of the outputs
  static Value[] apply(Primitive primitive, Value[] in, Plan[] inner, List<Aval> out) {
    return switch (primitive) {
      case Elementwise p -> one(ElementwiseRules.apply(p, in, out.getFirst()));
      case Movement p -> MovementRules.apply(p, in, out);
      case Reduction p -> ReductionRules.apply(p, in, inner, out);
      case Creation p -> one(create(p));
      case Contraction p -> one(contract(p, in, out.getFirst()));
      case Indexing p -> one(IndexingRules.apply(p, in, out.getFirst()));
      case Windowed p -> one(WindowRules.apply(p, in, inner, out.getFirst()));
      case Ordering p -> OrderingRules.apply(p, in);
      case Control p -> ControlRules.apply(p, in, inner, out);
      case RandomPrimitive p -> RandomRules.apply(p, in, inner, out);
      case Call p -> call(p, in, inner);
      case Callback p -> Callbacks.apply(p, in);
      case Collective p -> throw unbound(p);
      case Marker.Name _, Marker.OptimizationBarrier _ -> in;
      case Marker.Tie _ -> one(in[1]);
      case Marker.DceSink _ -> new Value[0];
      case Marker.AfterAll _ -> one(Value.zeros(out.getFirst()));
    };
  }

  private static Value[] one(Value v) {
    return new Value[] {v};
  }

  private static Value create(Creation creation) {
    return switch (creation) {
      case Creation.Empty e -> Value.zeros(e.dtype(), e.shape());
      case Creation.Iota i -> iota(i);
      case Creation.Empty2 e -> Value.zeros(e.dtype(), Dims.NONE);
      case Creation.PlatformIndex i -> Value.scalar(DType.INT32, (long) i.on(PLATFORM));
      case Creation.CreateToken _ -> Value.zeros(DType.TOKEN, Dims.NONE);
    };
  }

  private static Value iota(Creation.Iota p) {
    Value out = Value.zeros(p.dtype(), p.shape());
    int size = p.shape().get(p.dimension());
    int step = Math.toIntExact(p.shape().strides()[p.dimension()]);
    switch (out) {
      case Value.Reals r -> {
        for (int i = 0; i < r.data().length; i++) {
          r.data()[i] = i / step % size;
        }
        Rounding.round(r.data(), r.dtype());
      }
      case Value.Wholes w -> {
        for (int i = 0; i < w.data().length; i++) {
          w.data()[i] = i / step % size;
        }
        Rounding.wrap(w.data(), w.dtype());
      }
    }
    return out;
  }

  private static Value contract(Contraction contraction, Value[] in, Aval out) {
    return switch (contraction) {
      case Contraction.DotGeneral p -> Dot.general(p, in[0], in[1], out);
      case Contraction.RaggedDot _ -> Dot.ragged(in[0], in[1], in[2], out);
      case Contraction.Conv p -> Convolution.apply(p, in[0], in[1], out);
    };
  }

  private static Value[] call(Call call, Value[] in, Plan[] inner) {
    return switch (call) {
      case Call.Jit _,
          Call.CustomJvp _,
          Call.CustomVjp _,
          Call.CustomVmap _,
          Call.LinearCall _,
          Call.Remat _,
          Call.Composite _ ->
          inner[0].run(in);
      case Call.RematOpt _ -> inner[1].run(in);
      case Call.CustomLin c ->
          throw new IllegalStateException(
              ("the derivative that %s defines exists for reverse mode only, and cannot be evaluated"
                      + " forward.\nUse grad or vjp, or define the derivative with customJvp.")
                  .formatted(c.bwd().ruleName()));
    };
  }

  private static IllegalStateException unbound(Collective p) {
    String name = p.axisNames().isEmpty() ? "" : p.axisNames().getFirst();
    return new IllegalStateException(
        ("%s: axis name \"%s\" is not bound.\nCall it inside a function that is mapped with"
                + " vmap(f).axisName(\"%s\").")
            .formatted(p.label(), name, name));
  }
}

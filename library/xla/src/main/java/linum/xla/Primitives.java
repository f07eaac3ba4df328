package linum.xla;

import java.util.List;
import linum.ir.Call;
import linum.ir.Callback;
import linum.ir.Collective;
import linum.ir.Contraction;
import linum.ir.Control;
import linum.ir.Creation;
import linum.ir.Elementwise;
import linum.ir.Indexing;
import linum.ir.Marker;
import linum.ir.Movement;
import linum.ir.Ordering;
import linum.ir.Primitive;
import linum.ir.RandomPrimitive;
import linum.ir.Reduction;
import linum.ir.Windowed;

/// What each primitive is in StableHLO: the table of groups.
final class Primitives {
  private Primitives() {}

  static List<Tensor> lower(Primitive primitive, List<Tensor> in, List<TensorType> out, Block b) {
    return switch (primitive) {
      case Elementwise p -> List.of(Elements.lower(p, in, out.getFirst(), b));
      case Movement p -> Movements.lower(p, in, out, b);
      case Reduction p -> Reductions.lower(p, in, out, b);
      case Creation p -> List.of(create(p, out.getFirst(), b));
      case Contraction p -> List.of(Contractions.lower(p, in, out.getFirst(), b));
      case Indexing p -> List.of(Indexings.lower(p, in, out.getFirst(), b));
      case Windowed p -> List.of(Windows.lower(p, in, out.getFirst(), b));
      case Ordering p -> Orderings.lower(p, in, out, b);
      case Control p -> Controls.lower(p, in, out, b);
      case RandomPrimitive p -> RandomBits.lower(p, in, out, b);
      case Call p -> call(p, in, b);
      case Callback p -> throw unsupported(p, "it calls Java code");
      case Collective p -> throw unsupported(p, "its axis is not bound");
      case Marker.Name _ -> in;
      case Marker.OptimizationBarrier _ -> barrier(in, b);
    };
  }

  private static Tensor create(Creation creation, TensorType out, Block b) {
    return switch (creation) {
      case Creation.Empty _ -> Ops.constant(b, out, 0L);
      case Creation.Iota p -> Ops.iota(b, out, p.dimension());
    };
  }

  private static List<Tensor> call(Call call, List<Tensor> in, Block b) {
    return switch (call) {
      case Call.Jit p -> b.call(p, in);
      case Call.CustomJvp _, Call.CustomVjp _ -> Programs.inline(call.body(), in, b);
      case Call.CustomLin p -> throw unsupported(p, "it can only be run backward");
      case Call.Remat p ->
          Programs.inline(p.body(), p.preventCse() && p.differentiated() ? barrier(in, b) : in, b);
    };
  }

  private static List<Tensor> barrier(List<Tensor> in, Block b) {
    return in.isEmpty()
        ? in
        : b.generic("optimization_barrier", "", in.stream().map(Tensor::type).toList(), in);
  }

  static UnsupportedOperationException unsupported(Primitive p, String reason) {
    return new UnsupportedOperationException(
        "%s cannot be written in StableHLO: %s".formatted(p.label(), reason));
  }
}

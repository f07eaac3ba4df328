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
      case Marker p -> mark(p, in, out, b);
    };
  }

  private static Tensor create(Creation creation, TensorType out, Block b) {
    return switch (creation) {
      case Creation.Empty _, Creation.Empty2 _, Creation.CreateToken _ -> Ops.constant(b, out, 0L);
      case Creation.Iota p -> Ops.iota(b, out, p.dimension());
      case Creation.PlatformIndex p -> throw unsupported(p, "its platform is not known");
    };
  }

  private static List<Tensor> call(Call call, List<Tensor> in, Block b) {
    return switch (call) {
      case Call.Jit p -> b.call(p, in);
      case Call.CustomJvp _,
          Call.CustomVjp _,
          Call.CustomVmap _,
          Call.LinearCall _,
          Call.RematOpt _,
          Call.Composite _ ->
          Programs.inline(call.body(), in, b);
      case Call.CustomLin p -> throw unsupported(p, "it can only be run backward");
      case Call.Remat p ->
          Programs.inline(p.body(), p.preventCse() && p.differentiated() ? barrier(in, b) : in, b);
    };
  }

  /// What is kept because of an effect is as it was; XLA may leave out what nobody needs.
  private static List<Tensor> mark(Marker marker, List<Tensor> in, List<TensorType> out, Block b) {
    return switch (marker) {
      case Marker.Name _ -> in;
      case Marker.OptimizationBarrier _ -> barrier(in, b);
      case Marker.Tie _ -> barrier(in, b).subList(1, 2);
      case Marker.DceSink _ -> List.of();
      case Marker.AfterAll _ -> List.of(Ops.constant(b, out.getFirst(), 0L));
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

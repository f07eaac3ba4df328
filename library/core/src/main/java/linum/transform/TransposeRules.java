package linum.transform;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Trace;
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
import linum.ir.RandomPrimitive;
import linum.ir.Reduction;
import linum.ir.Windowed;
import org.jspecify.annotations.Nullable;

/// The transpose of every primitive that is linear in some operands.
final class TransposeRules {
  private TransposeRules() {}

  /// The cotangents of the operands: null where zero, and for operands that are not linear.
  ///
  /// @param out the types of the outputs
  /// @param cts the cotangents of the outputs; at least one is not null
  static List<@Nullable Array> apply(Operands in, List<Aval> out, List<@Nullable Array> cts) {
    return switch (in.primitive()) {
      case Elementwise e -> ElementwiseTranspose.rule(e, in, only(cts));
      case Movement m -> MovementTranspose.rule(m, in, out, cts);
      case Reduction r -> reduction(r, in, cts);
      case Contraction c -> ContractionTranspose.rule(c, in, only(cts));
      case Indexing i -> indexing(i, in, only(cts));
      case Windowed w -> WindowedTranspose.rule(w, in, only(cts));
      case Control c -> ControlTranspose.rule(c, in, out, cts);
      case Call c -> CallTranspose.rule(c, in, out, cts);
      case Collective c -> collective(c, in, only(cts));
      case Marker m -> marker(m, in, cts);
      case Ordering _, RandomPrimitive _, Creation _, Callback _ -> throw in.notLinear();
    };
  }

  private static Array only(List<@Nullable Array> cts) {
    Array ct = cts.getFirst();
    if (ct == null) {
      throw new IllegalStateException("a transpose rule was asked without a cotangent");
    }
    return ct;
  }

  /// The cotangents of one operand.
  static List<@Nullable Array> single(@Nullable Array ct) {
    return Arrays.asList(ct);
  }

  /// The cotangent of an operand that may be a scalar spread over the shape of `ct`.
  static Array unspread(Array ct, Aval operand) {
    if (ct.shape().equals(operand.shape())) {
      return ct;
    }
    if (operand.isScalar()) {
      return Ops.reduceSum(ct, Dims.range(ct.ndim()));
    }
    Dims stretched =
        Dims.of(IntStream.range(0, ct.ndim()).filter(i -> ct.shape(i) != operand.shape().get(i)));
    return Ops.reshape(Ops.reduceSum(ct, stretched), operand.shape());
  }

  private static List<@Nullable Array> reduction(
      Reduction r, Operands in, List<@Nullable Array> cts) {
    return switch (r) {
      case Reduction.Reduce(var kind, var axes) when kind == Reduction.Kind.SUM -> {
        Dims shape = in.aval(0).shape();
        yield single(Ops.broadcastInDim(only(cts), shape, Dims.range(shape.rank()).without(axes)));
      }
      case Reduction.Cumulative(var kind, int axis, boolean reverse)
          when kind == Reduction.Running.SUM ->
          single(Trace.bind(new Reduction.Cumulative(kind, axis, !reverse), only(cts)));
      case Reduction.Reduce _,
          Reduction.Cumulative _,
          Reduction.ArgReduce _,
          Reduction.GeneralReduce _ ->
          throw in.notLinear();
    };
  }

  private static List<@Nullable Array> indexing(Indexing p, Operands in, Array ct) {
    List<@Nullable Array> out = Duals.zeros(in.size());
    switch (p) {
      case Indexing.DynamicSlice _ -> {
        List<Array> starts = values(in, 1);
        out.set(0, Ops.dynamicUpdateSlice(Ops.zeros(in.aval(0).strong()), ct, starts));
      }
      case Indexing.DynamicUpdateSlice _ -> {
        List<Array> starts = values(in, 2);
        if (in.isLinear(0)) {
          out.set(0, Ops.dynamicUpdateSlice(ct, Ops.zeros(in.aval(1).strong()), starts));
        }
        if (in.isLinear(1)) {
          out.set(1, Ops.dynamicSlice(ct, starts, in.aval(1).shape()));
        }
      }
      case Indexing.Gather g -> out.set(0, ScatterTranspose.gather(g, in, ct));
      case Indexing.Scatter s -> ScatterTranspose.scatter(s, in, ct, out);
    }
    return out;
  }

  private static List<Array> values(Operands in, int from) {
    return Mask.of(in.size(), i -> i >= from).select(in.values()).stream()
        .map(Objects::requireNonNull)
        .toList();
  }

  private static List<@Nullable Array> collective(Collective c, Operands in, Array ct) {
    return switch (c) {
      case Collective.AllReduce(var kind, _) when kind == Collective.Kind.SUM ->
          single(Trace.bind(c, ct));
      // The sum over all examples of what arrives for this one's block.
      case Collective.AllGather(String axis, int size, int dimension) -> {
        Array total = Trace.bind(new Collective.AllReduce(Collective.Kind.SUM, List.of(axis)), ct);
        Array index = Trace.bind(new Collective.AxisIndex(axis));
        Array zero = Ops.scalar(0, DType.INT32);
        Array[] starts = new Array[ct.ndim()];
        Arrays.fill(starts, zero);
        starts[dimension] = index;
        Array block = Ops.dynamicSlice(total, List.of(starts), total.shape().with(dimension, 1));
        yield single(Ops.squeeze(block, Dims.of(dimension)));
      }
      case Collective.AllReduce _, Collective.AxisIndex _ -> throw in.notLinear();
    };
  }

  private static List<@Nullable Array> marker(Marker m, Operands in, List<@Nullable Array> cts) {
    return switch (m) {
      case Marker.Name _ -> cts;
      case Marker.Tie _ -> Arrays.asList(null, only(cts));
      case Marker.DceSink _ -> single(null);
      case Marker.AfterAll _ -> throw in.notLinear();
      case Marker.OptimizationBarrier _ -> {
        Mask present = Mask.present(cts);
        List<Array> some = present.select(cts).stream().map(Objects::requireNonNull).toList();
        yield present.spread(Trace.bindAll(m, some));
      }
    };
  }
}

package linum.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.Atom;
import linum.ir.Binary;
import linum.ir.Call;
import linum.ir.Callback;
import linum.ir.Collective;
import linum.ir.Contraction;
import linum.ir.Control;
import linum.ir.CounterHash;
import linum.ir.Creation;
import linum.ir.Dims;
import linum.ir.Elementwise;
import linum.ir.Eqn;
import linum.ir.Generator;
import linum.ir.Indexing;
import linum.ir.Jaxpr;
import linum.ir.Marker;
import linum.ir.Movement;
import linum.ir.Ordering;
import linum.ir.Primitive;
import linum.ir.RandomPrimitive;
import linum.ir.Reduction;
import linum.ir.Special;
import linum.ir.Unary;
import linum.ir.Window;
import linum.ir.Windowed;

/// What each primitive means for many examples at once.
///
/// Mapped operands have the axis of the examples in front, and so must mapped results. A rule
/// leaves operands that are the same for all examples as they are wherever the primitive can use
/// them so.
final class BatchRules {
  private BatchRules() {}

  static List<Batched> apply(Primitive primitive, List<Batched> in, BatchAxis axis) {
    if (!Batched.any(in) && !AxisNames.uses(primitive, axis.name())) {
      return Trace.bindAll(primitive, Batched.arrays(in)).stream().map(Batched::shared).toList();
    }
    return switch (primitive) {
      case Binary p -> stretched(p, in);
      case Elementwise p -> elementwise(p, i -> givesShape(p, i), in, axis);
      case Movement p -> BatchMovement.apply(p, in, axis);
      case Reduction p -> reduction(p, in, axis);
      case Creation _ -> throw new AssertionError("a creation has no operands to be mapped");
      case Contraction p -> BatchContraction.apply(p, in, axis);
      case Indexing p -> BatchIndexing.apply(p, in, axis);
      case Windowed p -> windowed(p, in, axis);
      case Ordering p -> ordering(p, in, axis);
      case Control p -> BatchControl.apply(p, in, axis);
      case RandomPrimitive p -> random(p, in, axis);
      case Call p -> BatchCalls.apply(p, in, axis);
      case Callback p -> BatchCalls.callback(p, in, axis);
      case Collective p -> Collectives.batch(p, in, axis);
      case Marker p -> marker(p, in);
    };
  }

  private static List<Batched> marker(Marker p, List<Batched> in) {
    Mask mapped =
        switch (p) {
          case Marker.Name _, Marker.OptimizationBarrier _ -> Batched.mask(in);
          case Marker.Tie _ -> Batched.mask(in.subList(1, 2));
          case Marker.DceSink _ -> Mask.none(0);
          case Marker.AfterAll _ -> Mask.none(1);
        };
    return Batched.zip(Trace.bindAll(p, Batched.arrays(in)), mapped);
  }

  /// Applies the primitive to all operands with the axis in front; all results have it, too.
  static List<Batched> full(Primitive primitive, List<Batched> in, BatchAxis axis) {
    return mapped(Trace.bindAll(primitive, axis.full(in)));
  }

  static List<Batched> mapped(List<Array> out) {
    return out.stream().map(Batched::mapped).toList();
  }

  static List<Batched> mapped(Primitive primitive, Array... in) {
    return mapped(Trace.bindAll(primitive, List.of(in)));
  }

  /// One example after the other, in a loop; for what has no form for all examples at once.
  static List<Batched> oneByOne(Primitive primitive, List<Batched> in, BatchAxis axis) {
    List<Atom.Var> shared = new ArrayList<>();
    List<Atom.Var> stepped = new ArrayList<>();
    List<Atom> operands = new ArrayList<>();
    List<Array> consts = new ArrayList<>();
    List<Array> arrays = new ArrayList<>();
    for (Batched b : in) {
      Atom.Var v = new Atom.Var(b.example());
      operands.add(v);
      (b.mapped() ? stepped : shared).add(v);
      (b.mapped() ? arrays : consts).add(b.array());
    }
    List<Atom.Var> results =
        primitive.infer(in.stream().map(Batched::example).toList()).stream()
            .map(Atom.Var::new)
            .toList();
    shared.addAll(stepped);
    Jaxpr step = new Jaxpr(shared, List.of(new Eqn(primitive, operands, results)), results);
    int numConsts = consts.size();
    consts.addAll(arrays);
    return mapped(Trace.bindAll(new Control.Scan(axis.size(), false, numConsts, 0, step), consts));
  }

  // What is the same for all examples gets an axis of size 1 in front, and stretches; a scalar of
  // each example gets axes of size 1 behind.
  private static List<Batched> stretched(Binary p, List<Batched> in) {
    boolean alike =
        in.stream()
                    .filter(b -> b.array().ndim() > 0)
                    .map(Batched::array)
                    .map(Array::shape)
                    .distinct()
                    .count()
                == 1
            && in.stream().allMatch(b -> b.mapped() || b.rank() == 0);
    if (alike) {
      return mapped(Trace.bindAll(p, Batched.arrays(in)));
    }
    int rank = 1 + in.stream().mapToInt(Batched::rank).max().orElse(0);
    return mapped(Trace.bindAll(p, in.stream().map(b -> toRank(b, rank)).toList()));
  }

  private static Array toRank(Batched b, int rank) {
    Array x = b.array();
    if (!b.mapped()) {
      return x.ndim() == 0 ? x : Ops.expandDims(x, 0);
    }
    return Ops.broadcastInDim(
        x, x.shape().concat(Dims.repeat(1, rank - x.ndim())), Dims.range(x.ndim()));
  }

  // Equal shapes or scalars; a scalar that is the same for all examples stays one, unless the
  // result
  // has its shape.
  private static List<Batched> elementwise(
      Primitive p, IntPredicate givesShape, List<Batched> in, BatchAxis axis) {
    Dims example =
        in.stream()
            .filter(b -> b.rank() > 0)
            .findFirst()
            .map(b -> b.example().shape())
            .orElse(Dims.NONE);
    List<Array> operands = new ArrayList<>();
    for (int i = 0; i < in.size(); i++) {
      Batched b = in.get(i);
      boolean scalar = b.rank() == 0 && !b.mapped() && !givesShape.test(i);
      operands.add(scalar ? b.array() : axis.aligned(b, example));
    }
    return mapped(Trace.bindAll(p, operands));
  }

  // Whether the result has the shape of operand i, so that a scalar there means a scalar result.
  private static boolean givesShape(Elementwise p, int i) {
    return switch (p) {
      case Elementwise.Clamp _ -> i == 1;
      case Elementwise.SelectN _ -> i > 0;
      case Unary _,
          Binary _,
          Special _,
          Elementwise.IntegerPow _,
          Elementwise.ConvertElementType _,
          Elementwise.BitcastConvertType _,
          Elementwise.ReducePrecision _ ->
          false;
    };
  }

  private static List<Batched> reduction(Reduction reduction, List<Batched> in, BatchAxis axis) {
    Array x = in.getFirst().array();
    return switch (reduction) {
      case Reduction.Reduce p -> mapped(new Reduction.Reduce(p.kind(), p.axes().plus(1)), x);
      case Reduction.ArgReduce p ->
          mapped(new Reduction.ArgReduce(p.max(), p.axis() + 1, p.indexDtype()), x);
      case Reduction.Cumulative p ->
          mapped(new Reduction.Cumulative(p.kind(), p.axis() + 1, p.reverse()), x);
      case Reduction.GeneralReduce p -> generalReduce(p, in, axis);
    };
  }

  private static List<Batched> generalReduce(
      Reduction.GeneralReduce p, List<Batched> in, BatchAxis axis) {
    List<Batched> starts = in.subList(in.size() / 2, in.size());
    if (Batched.any(starts)) {
      return oneByOne(p, in, axis);
    }
    List<Array> operands = new ArrayList<>(axis.full(in.subList(0, in.size() / 2)));
    operands.addAll(Batched.arrays(starts));
    return mapped(
        Trace.bindAll(
            new Reduction.GeneralReduce(p.computation(), p.dimensions().plus(1)), operands));
  }

  private static List<Batched> windowed(Windowed windowed, List<Batched> in, BatchAxis axis) {
    return switch (windowed) {
      case Windowed.ReduceWindow p ->
          full(new Windowed.ReduceWindow(p.kind(), outer(p.window())), in, axis);
      case Windowed.GeneralReduceWindow p ->
          in.get(1).mapped()
              ? oneByOne(p, in, axis)
              : mapped(
                  new Windowed.GeneralReduceWindow(p.computation(), outer(p.window())),
                  in.get(0).array(),
                  in.get(1).array());
      case Windowed.SelectAndScatter p ->
          in.get(2).mapped()
              ? oneByOne(p, in, axis)
              : mapped(
                  new Windowed.SelectAndScatter(p.select(), p.scatter(), outer(p.window())),
                  axis.full(in.get(0)),
                  axis.full(in.get(1)),
                  in.get(2).array());
      case Windowed.SelectAndScatterAdd p ->
          full(new Windowed.SelectAndScatterAdd(p.max(), outer(p.window())), in, axis);
      case Windowed.SelectAndGatherAdd p ->
          full(new Windowed.SelectAndGatherAdd(p.max(), outer(p.window())), in, axis);
    };
  }

  // The window over one example as a window over all: of size 1 along the axis in front.
  private static Window outer(Window w) {
    return new Window(
        w.dimensions().insert(0, 1),
        w.strides().insert(0, 1),
        w.paddingLow().insert(0, 0),
        w.paddingHigh().insert(0, 0),
        w.baseDilation().insert(0, 1),
        w.windowDilation().insert(0, 1));
  }

  private static List<Batched> ordering(Ordering ordering, List<Batched> in, BatchAxis axis) {
    return switch (ordering) {
      case Ordering.Sort p ->
          full(new Ordering.Sort(p.dimension() + 1, p.isStable(), p.numKeys()), in, axis);
      case Ordering.TopK p -> full(new Ordering.TopK(p.k(), p.axis() + 1), in, axis);
    };
  }

  // Keys have leading axes, what is made of each has trailing ones; so arrays of keys need no rule.
  private static List<Batched> random(RandomPrimitive random, List<Batched> in, BatchAxis axis) {
    return switch (random) {
      case RandomPrimitive.Seed _,
          RandomPrimitive.Wrap _,
          RandomPrimitive.Unwrap _,
          RandomPrimitive.Split _,
          RandomPrimitive.FoldIn _,
          RandomPrimitive.Bits _,
          RandomPrimitive.Clone _ ->
          full(random, in, axis);
      case RandomPrimitive.Threefry2x32 _, CounterHash _ ->
          elementwise(random, _ -> false, in, axis);
      case RandomPrimitive.Gamma p -> {
        Mask both = Mask.all(2);
        Jaxpr sampler = BatchPrograms.batch(p.sampler(), both, Mask.all(1), axis).jaxpr();
        yield full(new RandomPrimitive.Gamma(p.logSpace(), sampler), in, axis);
      }
      case Generator _ -> oneByOne(random, in, axis);
    };
  }
}

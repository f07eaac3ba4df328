package linum.transform;

import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.Collective;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Reduction;

/// Operations across the named axis of a `vmap`, and what they mean there.
public final class Collectives {
  private Collectives() {}

  /// The same combination for every example, over one or several named axes.
  ///
  /// @throws IllegalArgumentException if an axis has no such name here
  public static Array allReduce(Collective.Kind kind, Array x, List<String> axes) {
    Collective.AllReduce p = new Collective.AllReduce(kind, axes);
    axes.forEach(name -> AxisNames.size(p.label(), name));
    return Trace.bind(p, x);
  }

  /// The sum over the axes, divided by their size.
  public static Array mean(Array x, List<String> axes) {
    long n = 1;
    for (String name : axes) {
      n *= AxisNames.size("pmean", name);
    }
    Array floating = x.dtype().isInexact() ? x : Ops.convert(x, DType.FLOAT32);
    Array sum = allReduce(Collective.Kind.SUM, floating, axes);
    return Ops.div(sum, Ops.scalar((double) n, sum));
  }

  /// All examples stacked along a new axis, or one after the other along an axis there is if
  /// `tiled`.
  public static Array allGather(Array x, String axis, int dimension, boolean tiled) {
    int size = AxisNames.size("all_gather", axis);
    int rank = x.ndim() + (tiled ? 0 : 1);
    int at = dimension < 0 ? dimension + rank : dimension;
    if (at < 0 || at >= rank) {
      throw new IllegalArgumentException(
          "all_gather: axis %d is out of range for %s".formatted(dimension, x.aval()));
    }
    Array all = Trace.bind(new Collective.AllGather(axis, size, at), x);
    return tiled ? Ops.reshape(all, x.shape().with(at, x.shape(at) * size)) : all;
  }

  /// The position of an example along the axis, an `int32` scalar.
  public static Array axisIndex(String axis) {
    AxisNames.size("axis_index", axis);
    return Trace.bind(new Collective.AxisIndex(axis));
  }

  /// How many examples there are along the axis.
  public static int axisSize(String axis) {
    return AxisNames.size("axis_size", axis);
  }

  static List<Batched> batch(Collective collective, List<Batched> in, BatchAxis axis) {
    return List.of(
        switch (collective) {
          case Collective.AllReduce p -> allReduce(p, in.getFirst(), axis);
          case Collective.AxisIndex _ ->
              Batched.mapped(Ops.iota(DType.INT32, Dims.of(axis.size()), 0));
          case Collective.AllGather p -> allGather(p, in.getFirst(), axis);
        });
  }

  private static Batched allReduce(Collective.AllReduce p, Batched x, BatchAxis axis) {
    List<String> others = p.axisNames().stream().filter(n -> !n.equals(axis.name())).toList();
    if (others.size() == p.axisNames().size()) {
      return new Batched(Trace.bind(p, x.array()), x.mapped());
    }
    Array own = Ops.convert(reduce(p.kind(), x, axis), x.array().dtype(), false);
    return Batched.shared(
        others.isEmpty() ? own : Trace.bind(new Collective.AllReduce(p.kind(), others), own));
  }

  private static Array reduce(Collective.Kind kind, Batched x, BatchAxis axis) {
    Dims front = Dims.of(0);
    return switch (kind) {
      case SUM ->
          x.mapped()
              ? Ops.reduceSum(x.array(), front)
              : Ops.mul(Ops.scalar((long) axis.size(), x.array().dtype()), x.array());
      case MAX -> x.mapped() ? Ops.reduceMax(x.array(), front) : x.array();
      case MIN -> x.mapped() ? Ops.reduce(Reduction.Kind.MIN, x.array(), front) : x.array();
    };
  }

  private static Batched allGather(Collective.AllGather p, Batched x, BatchAxis axis) {
    int at = p.dimension();
    if (!p.axisName().equals(axis.name())) {
      return Batched.mapped(
          Trace.bind(new Collective.AllGather(p.axisName(), p.axisSize(), at + 1), x.array()));
    }
    if (x.mapped()) {
      return Batched.shared(Ops.moveaxis(x.array(), 0, at));
    }
    Dims shape = x.array().shape();
    return Batched.shared(
        Ops.broadcastInDim(
            x.array(), shape.insert(at, axis.size()), Dims.range(shape.rank() + 1).without(at)));
  }
}

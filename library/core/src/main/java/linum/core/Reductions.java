package linum.core;

import java.util.Arrays;
import java.util.List;
import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Promotion;
import linum.ir.Promotion.Type;
import linum.ir.Reduction;
import linum.ir.Unary;
import org.jspecify.annotations.Nullable;

/// Reductions with NumPy's axes and JAX's types.
public final class Reductions {
  private Reductions() {}

  /// Sums; small integers are summed as 32 bits, half floats with 32 bits.
  public static Array sum(Array x, Over o) {
    return accumulate("sum", Reduction.Kind.SUM, Binary.ADD, 0, x, o);
  }

  /// Products; types as in [#sum].
  public static Array prod(Array x, Over o) {
    return accumulate("prod", Reduction.Kind.PROD, Binary.MUL, 1, x, o);
  }

  private static Array accumulate(
      String name, Reduction.Kind kind, Binary op, int neutral, Array x, Over o) {
    DType result = o.dtype() != null ? Promotion.canonical(o.dtype()) : summed(x.dtype());
    Array in = Types.convert(x, new Type(wide(result), false));
    Array masked = o.where() == null ? in : masked(name, in, o.where(), Ops.scalar(neutral, in));
    Array out = Ops.reduce(kind, masked, o.axes(name, x));
    if (o.initial() != null) {
      out = Trace.bind(op, Arithmetic.like(o.initial(), out), out);
    }
    return Types.convert(kept(masked, out, name, o), new Type(result, false));
  }

  /// The type that elements of a type are summed to.
  public static DType summed(DType t) {
    return switch (t) {
      case BOOL, INT8, INT16, INT32 -> Promotion.defaultInt();
      case UINT8, UINT16, UINT32 -> Promotion.canonical(DType.UINT64);
      case INT64,
          UINT64,
          BFLOAT16,
          FLOAT16,
          FLOAT32,
          FLOAT64,
          COMPLEX64,
          COMPLEX128,
          KEY,
          FLOAT0,
          TOKEN ->
          t;
    };
  }

  /// The type that sums of a type are computed in.
  static DType wide(DType t) {
    return t == DType.BFLOAT16 || t == DType.FLOAT16 ? DType.FLOAT32 : t;
  }

  static Array masked(String name, Array x, Array where, Array otherwise) {
    Dims shape = Broadcasting.shape(name, List.of(x.aval(), where.aval()));
    return Arithmetic.where(where, Ops.broadcast(x, shape), otherwise);
  }

  private static Array kept(Array in, Array out, String name, Over o) {
    return o.keepsDims() ? restore(out, in.shape(), o.axes(name, in)) : out;
  }

  /// With the reduced axes put back at size 1.
  static Array restore(Array reduced, Dims shape, Dims axes) {
    return Ops.broadcastInDim(
        reduced, Axes.kept(shape, axes), Dims.range(shape.rank()).without(axes));
  }

  /// Largest elements; NaN wins.
  public static Array max(Array x, Over o) {
    return extreme("max", Reduction.Kind.MAX, Binary.MAX, x, o);
  }

  /// Smallest elements; NaN wins.
  public static Array min(Array x, Over o) {
    return extreme("min", Reduction.Kind.MIN, Binary.MIN, x, o);
  }

  private static Array extreme(String name, Reduction.Kind kind, Binary op, Array x, Over o) {
    Dims axes = o.axes(name, x);
    if (o.initial() == null && (o.where() != null || x.shape().at(axes).size() == 0)) {
      throw new IllegalArgumentException(
          o.where() != null
              ? "%s: with where there may be no element, and %s has no neutral element\nSay what to start from: over().where(mask).initial(value)"
                  .formatted(name, name)
              : "%s: axes %s of %s hold no element, and %s has no neutral element\nSay what to start from: over().initial(value)"
                  .formatted(name, axes, x.aval(), name));
    }
    Array in = o.dtype() == null ? x : x.astype(o.dtype());
    if (o.where() != null) {
      in = masked(name, in, o.where(), Types.scalar(lowest(in.dtype(), kind), Type.of(in.aval())));
    }
    Array out = Ops.reduce(kind, in, axes);
    if (o.initial() != null) {
      out = Trace.bind(op, Arithmetic.like(o.initial(), out), out);
    }
    return Types.convert(kept(in, out, name, o), new Type(out.dtype(), false));
  }

  /// The neutral element of `max` or `min`.
  static Number lowest(DType t, Reduction.Kind kind) {
    boolean max = kind == Reduction.Kind.MAX;
    return switch (t.kind()) {
      case FLOATING -> max ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      case BOOL -> max ? 0L : 1L;
      case SIGNED -> max ? -1L << (t.bits() - 1) : (1L << (t.bits() - 1)) - 1;
      case UNSIGNED -> max ? 0L : t.bits() == 64 ? -1L : (1L << t.bits()) - 1;
      case COMPLEX, KEY, FLOAT0, TOKEN ->
          throw new IllegalArgumentException("elements of type " + t + " are not ordered");
    };
  }

  public static Array any(Array x, Over o) {
    return logical("any", Reduction.Kind.OR, Binary.OR, 0, x, o);
  }

  public static Array all(Array x, Over o) {
    return logical("all", Reduction.Kind.AND, Binary.AND, 1, x, o);
  }

  private static Array logical(
      String name, Reduction.Kind kind, Binary op, int neutral, Array x, Over o) {
    Array in = Ops.convert(x, DType.BOOL);
    if (o.where() != null) {
      in = masked(name, in, o.where(), Ops.scalar(neutral, DType.BOOL));
    }
    Array out = kept(in, Ops.reduce(kind, in, o.axes(name, x)), name, o);
    return o.initial() == null
        ? out
        : Trace.bind(op, Ops.scalar(o.initial().longValue(), DType.BOOL), out);
  }

  public static Array mean(Array x, Over o) {
    DType result = o.dtype() != null ? Promotion.canonical(o.dtype()) : Types.inexact(x.dtype());
    DType computed = wide(Types.inexact(result));
    Array sum = sum(x, o.dtype(computed).initialNone());
    Array mean = Ops.div(sum, count("mean", x, o, computed));
    return Types.convert(mean, new Type(result, false));
  }

  /// How many elements each result is made of.
  private static Array count(String name, Array x, Over o, DType t) {
    return o.where() == null
        ? Ops.scalar((double) x.shape().at(o.axes(name, x)).size(), t)
        : sum(Broadcasting.to(name, o.where(), x.shape()), o.withoutWhere().dtype(t).initialNone());
  }

  /// Mean squared distance from the mean.
  public static Array var(Array x, Over o) {
    return deviation("_var", x, o, correction(o), Reductions::var);
  }

  /// The root of [#var].
  public static Array std(Array x, Over o) {
    return deviation(
        "_std",
        x,
        o,
        correction(o),
        (in, over, correction) ->
            Trace.bind(Unary.SQRT, deviation("_var", in, over, correction, Reductions::var)));
  }

  @FunctionalInterface
  private interface Deviation {
    Array of(Array x, Over o, Array correction);
  }

  private static Array correction(Over o) {
    boolean whole = o.ddof() == Math.rint(o.ddof());
    return whole ? Types.weak((long) o.ddof()) : Types.weak(o.ddof());
  }

  private static Array deviation(String name, Array x, Over o, Array correction, Deviation f) {
    List<Array> in = o.where() == null ? List.of(x, correction) : List.of(x, correction, o.where());
    return Named.call(
        name,
        Arrays.asList(o.axes("var", x), o.keepsDims(), o.dtype()),
        args -> f.of(args.getFirst(), args.size() > 2 ? o.where(args.getLast()) : o, args.get(1)),
        in);
  }

  private static Array var(Array x, Over o, Array correction) {
    DType result = o.dtype() != null ? Promotion.canonical(o.dtype()) : Types.inexact(x.dtype());
    DType computed = wide(Types.inexact(result));
    Array in = Types.convert(x, new Type(computed, false));
    Array centered = Ops.sub(in, mean(in, o.keepdims().dtype(computed).initialNone()));
    Array squares = Trace.bind(Unary.SQUARE, centered);
    Array n = freedom(count("var", x, o, computed), correction, o);
    Array sum = sum(squares, o.dtype(computed).initialNone());
    Type type = new Type(result, false);
    Array var = Types.convert(Ops.div(sum, n), type);
    return o.where() == null && n instanceof ConcreteArray c && c.scalar().doubleValue() > 0
        ? var
        : Arithmetic.where(Ops.gt(n, Ops.scalar(0, n)), var, Types.weak(Double.NaN));
  }

  // The count less the correction: a number, if both are known.
  private static Array freedom(Array count, Array correction, Over o) {
    return o.where() == null
            && count instanceof ConcreteArray n
            && correction instanceof ConcreteArray c
        ? Ops.scalar(n.scalar().doubleValue() - c.scalar().doubleValue(), count)
        : Ops.sub(count, Ops.convert(correction, count.dtype()));
  }

  /// The position of the first largest or smallest element; of all elements in row-major order if
  /// `axis` is null.
  public static Array arg(boolean max, Array x, @Nullable Integer axis, boolean keepdims) {
    String name = max ? "argmax" : "argmin";
    if (axis == null) {
      Array flat = Shapes.ravel(x);
      Array at = Trace.bind(new Reduction.ArgReduce(max, 0, DType.INT32), flat);
      return keepdims ? Ops.broadcast(at, Dims.repeat(1, x.ndim())) : at;
    }
    int a = Axes.of(name, axis, x.aval());
    Array at = Trace.bind(new Reduction.ArgReduce(max, a, Promotion.defaultInt()), x);
    return keepdims ? Ops.expandDims(at, a) : at;
  }

  /// Running sums and products, in the type of the array; truth values are counted.
  public static Array cumulative(
      String name, Reduction.Running kind, Array x, @Nullable Integer axis, @Nullable DType dtype) {
    return Named.call(
        name, Arrays.asList(axis, dtype), v -> cumulativeOf(name, kind, v, axis, dtype), x);
  }

  private static Array cumulativeOf(
      String name, Reduction.Running kind, Array x, @Nullable Integer axis, @Nullable DType dtype) {
    Array in = axis == null ? Shapes.ravel(x) : x;
    DType own = x.dtype() == DType.BOOL ? Promotion.defaultInt() : x.dtype();
    DType t = dtype == null ? own : Promotion.canonical(dtype);
    Array converted = Types.convert(in, new Type(t, false));
    int a = axis == null ? 0 : Axes.of(name, axis, x.aval());
    return Trace.bind(new Reduction.Cumulative(kind, a, false), converted);
  }
}

package linum.core;

import java.util.Arrays;
import java.util.List;
import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Elementwise;
import linum.ir.Promotion;
import linum.ir.Promotion.Type;
import linum.ir.Unary;

/// Elementwise functions with NumPy's broadcasting and JAX's promotion.
public final class Arithmetic {
  /// Which types an operation computes with.
  public enum Promote {
    /// Any.
    ANY,
    /// Booleans become integers.
    NUMERIC,
    /// Integers become floating.
    INEXACT;

    Type apply(Type t) {
      return switch (this) {
        case ANY -> t;
        case NUMERIC -> Promotion.numeric(t);
        case INEXACT -> Promotion.inexact(t);
      };
    }
  }

  private Arithmetic() {}

  /// A primitive of one operand.
  public static Array unary(Unary op, Promote promote, Array x) {
    return Trace.bind(op, promoted(promote, x));
  }

  /// The array in the type that the operation computes with.
  public static Array promoted(Promote promote, Array x) {
    Type t = Type.of(x.aval());
    return Types.convert(x, promote.apply(t));
  }

  /// A primitive of two operands, which are promoted to a common type and stretched to a common
  /// shape.
  public static Array binary(Binary op, Promote promote, Array x, Array y) {
    return binary(op.label(), op, promote, x, y);
  }

  /// As [#binary(Binary, Promote, Array, Array)], under the name that messages use.
  public static Array binary(String name, Binary op, Promote promote, Array x, Array y) {
    List<Array> in = operands(name, promote, x, y);
    return Trace.bind(of(op, in.getFirst().dtype()), in.get(0), in.get(1));
  }

  // Truth values are added by `or` and multiplied by `and`.
  private static Binary of(Binary op, DType t) {
    if (t != DType.BOOL) {
      return op;
    }
    return op == Binary.ADD ? Binary.OR : op == Binary.MUL ? Binary.AND : op;
  }

  public static Array binary(Binary op, Promote promote, Array x, Number y) {
    Type t = promote.apply(Types.common(x, y));
    return Trace.bind(op, Types.convert(x, t), Types.scalar(y, t));
  }

  public static Array binary(Binary op, Promote promote, Number x, Array y) {
    Type t = promote.apply(Types.common(y, x));
    return Trace.bind(op, Types.scalar(x, t), Types.convert(y, t));
  }

  /// The operands with a common type and number of axes, in which axes of size 1 stretch.
  public static List<Array> operands(String name, Promote promote, Array... xs) {
    Broadcasting.shape(name, Arrays.stream(xs).map(Array::aval).toList());
    return Broadcasting.operands(converted(promote, xs));
  }

  /// The operands in their common type.
  public static List<Array> converted(Promote promote, Array... xs) {
    Type t = promote.apply(Types.common(xs));
    return Arrays.stream(xs).map(x -> Types.convert(x, t)).toList();
  }

  /// A number in the type of `x`, which must be able to hold it.
  public static Array like(Number value, Array x) {
    return Types.scalar(value, Type.of(x.aval()));
  }

  /// `condition ? x : y`, everything stretched to a common shape. In JAX: `jnp.where`.
  public static Array where(Array condition, Array x, Array y) {
    return Named.call(
        "_where",
        List.of(),
        in -> chosen(in.get(0), in.get(1), in.get(2)),
        List.of(condition, x, y));
  }

  private static Array chosen(Array condition, Array x, Array y) {
    Array c = condition.dtype() == DType.BOOL ? condition : condition.ne(0);
    Dims shape = Broadcasting.shape("where", List.of(c.aval(), x.aval(), y.aval()));
    List<Array> cases =
        x.dtype() == DType.KEY && y.dtype() == DType.KEY
            ? List.of(x, y)
            : converted(Promote.ANY, x, y);
    return Ops.select(
        c.ndim() == 0 ? c : Ops.broadcast(c, shape),
        Ops.broadcast(cases.get(0), shape),
        Ops.broadcast(cases.get(1), shape));
  }

  /// `x` to the power `y`: a scalar integer that is known gives `integer_pow`.
  static Array pow(Array x, Array y) {
    if (y instanceof ConcreteArray c && c.ndim() == 0 && c.dtype().isInteger()) {
      return integerPow(x, c.scalar().longValue());
    }
    if (x.dtype().isInexact() && y.dtype().isInteger()) {
      Broadcasting.shape("pow", List.of(x.aval(), y.aval()));
      List<Array> in = Broadcasting.operands(List.of(x, y));
      return Trace.bind(Binary.POW, in.get(0), in.get(1));
    }
    List<Array> in = operands("pow", Promote.NUMERIC, x, y);
    return in.getFirst().dtype().isInteger()
        ? Integers.pow(in.get(0), in.get(1))
        : Trace.bind(Binary.POW, in.get(0), in.get(1));
  }

  static Array pow(Array x, Number y) {
    return Types.isWhole(y)
        ? integerPow(x, y.longValue())
        : binary(Binary.POW, Promote.INEXACT, x, y);
  }

  static Array integerPow(Array x, long y) {
    Array base = promoted(Promote.NUMERIC, x);
    if (base.dtype().isInteger() && y < 0) {
      throw new IllegalArgumentException(
          "pow: integers cannot be raised to the negative power %d, got %s\nConvert them first, as in x.astype(DType.FLOAT32).pow(%d)"
              .formatted(y, x.aval(), y));
    }
    return Trace.bind(new Elementwise.IntegerPow(Math.toIntExact(y)), base);
  }

  /// The largest integer not above `x / y`. In JAX: `x // y`.
  static Array floorDivide(Array x, Array y) {
    return Named.call("floor_divide", Arithmetic::quotient, x, y);
  }

  private static Array quotient(Array x, Array y) {
    List<Array> in = operands("floorDivide", Promote.NUMERIC, x, y);
    return in.getFirst().dtype().isInteger()
        ? Integers.floorDivide(in.get(0), in.get(1))
        : Floats.divmod(in.get(0), in.get(1)).quotient();
  }

  /// What remains of a division that is rounded down. In JAX: `x % y`.
  static Array remainder(Array x, Array y) {
    return Named.call("remainder", Arithmetic::rest, x, y);
  }

  private static Array rest(Array x, Array y) {
    List<Array> in = operands("rem", Promote.NUMERIC, x, y);
    return Floats.remainder(in.get(0), divisor(in.get(1)));
  }

  // By an integer zero, as by one, nothing remains.
  private static Array divisor(Array y) {
    return y.dtype().isInteger()
        ? where(Ops.eq(y, Ops.scalar(0, y)), Ops.ones(y.aval().strong()), y)
        : y;
  }

  /// Rounded to a number of decimals, ties to even.
  static Array round(Array x, int decimals) {
    return Named.call("round", List.of(decimals), v -> rounded(v, decimals), x);
  }

  private static Array rounded(Array x, int decimals) {
    if (x.dtype().isInteger() || x.dtype() == DType.BOOL) {
      if (decimals < 0) {
        throw new IllegalArgumentException(
            "round: %d decimals of the integers %s\nDivide and multiply by a power of ten, or convert to floating first"
                .formatted(decimals, x.aval()));
      }
      return x;
    }
    if (decimals == 0) {
      return Trace.bind(Unary.ROUND_TO_NEAREST_EVEN, x);
    }
    Array wide = x.dtype().byteSize() == 2 ? Ops.convert(x, DType.FLOAT32) : x;
    Array factor = Ops.scalar(Math.pow(10, decimals), wide);
    Array rounded = Ops.div(Trace.bind(Unary.ROUND_TO_NEAREST_EVEN, Ops.mul(wide, factor)), factor);
    return Types.convert(rounded, Type.of(x.aval()));
  }
}

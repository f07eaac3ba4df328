package linum.ir.pass;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import linum.ir.Atom;
import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Elementwise;
import linum.ir.Primitive;
import linum.ir.Unary;
import org.jspecify.annotations.Nullable;

/// Single numbers under the primitives whose results are certain. Results are rounded to their type
/// by whoever stores them: rounding a double once more, to a type of at most 24 digits, gives what
/// rounding once gives, for `+ - * /` and the square root (S. Figueroa, "When is double rounding
/// innocuous?", 1995).
final class Scalar {
  private static final Map<Unary, DoubleUnaryOperator> REAL =
      Map.of(
          Unary.NEG, x -> -x,
          Unary.ABS, Math::abs,
          Unary.FLOOR, Math::floor,
          Unary.CEIL, Math::ceil,
          Unary.ROUND_TO_NEAREST_EVEN, Math::rint,
          Unary.SQRT, Math::sqrt,
          Unary.SQUARE, x -> x * x);

  private static final Map<Unary, LongUnaryOperator> WHOLE =
      Map.of(Unary.NEG, x -> -x, Unary.SQUARE, x -> x * x);

  private static final Map<Binary, DoubleBinaryOperator> REALS =
      Map.of(
          Binary.ADD, (x, y) -> x + y,
          Binary.ADD_ANY, (x, y) -> x + y,
          Binary.SUB, (x, y) -> x - y,
          Binary.MUL, (x, y) -> x * y,
          Binary.DIV, (x, y) -> x / y);

  private static final Map<Binary, LongBinaryOperator> WHOLES =
      Map.of(
          Binary.ADD, Long::sum,
          Binary.ADD_ANY, Long::sum,
          Binary.SUB, (x, y) -> x - y,
          Binary.MUL, (x, y) -> x * y,
          Binary.MAX, Math::max,
          Binary.MIN, Math::min,
          Binary.AND, (x, y) -> x & y,
          Binary.OR, (x, y) -> x | y,
          Binary.XOR, (x, y) -> x ^ y);

  // Of the sign of the difference.
  private static final Map<Binary, IntPredicate> COMPARISONS =
      Map.of(
          Binary.EQ, s -> s == 0,
          Binary.NE, s -> s != 0,
          Binary.LT, s -> s < 0,
          Binary.LE, s -> s <= 0,
          Binary.GT, s -> s > 0,
          Binary.GE, s -> s >= 0);

  private Scalar() {}

  /// The exact result; null if this is not known here.
  static @Nullable Number fold(Primitive p, List<Atom.Literal> in) {
    DType dtype = in.getFirst().aval().dtype();
    Number x = in.getFirst().value();
    return switch (p) {
      case Elementwise.ConvertElementType c -> convert(x, dtype, c.newDtype());
      case Unary u -> unary(u, x, dtype);
      case Binary b when in.get(1).aval().dtype() == dtype ->
          binary(b, x, in.get(1).value(), dtype);
      case Primitive _ -> null;
    };
  }

  private static @Nullable Number convert(Number x, DType from, DType to) {
    if (from.isComplex() || to.isComplex() || !from.isNumeric() || !to.isNumeric()) {
      return null;
    }
    if (to == DType.BOOL) {
      return x.doubleValue() != 0 ? 1L : 0L;
    }
    // Numbers that every type can hold; others differ in how they are brought into range.
    boolean small = x.doubleValue() >= 0 && x.doubleValue() < 128;
    boolean toReal = to.isFloating() && Math.abs(x.doubleValue()) <= 1L << 53;
    return small || toReal || (to.isFloating() && from.isFloating()) ? x : null;
  }

  private static @Nullable Number unary(Unary u, Number x, DType dtype) {
    if (dtype.isFloating()) {
      DoubleUnaryOperator f = REAL.get(u);
      return f == null ? null : f.applyAsDouble(x.doubleValue());
    }
    LongUnaryOperator f = dtype.isInteger() ? WHOLE.get(u) : null;
    return f == null ? null : f.applyAsLong(x.longValue());
  }

  private static @Nullable Number binary(Binary b, Number x, Number y, DType dtype) {
    if (dtype.isFloating()) {
      DoubleBinaryOperator f = REALS.get(b);
      boolean ordered = !Double.isNaN(x.doubleValue()) && !Double.isNaN(y.doubleValue());
      return f != null
          ? f.applyAsDouble(x.doubleValue(), y.doubleValue())
          : ordered ? compare(b, order(x.doubleValue(), y.doubleValue())) : null;
    }
    if (dtype == DType.UINT64) {
      return null;
    }
    LongBinaryOperator f = WHOLES.get(b);
    return f != null
        ? f.applyAsLong(x.longValue(), y.longValue())
        : compare(b, Long.compare(x.longValue(), y.longValue()));
  }

  // Unlike Double.compare, with -0 equal to 0.
  private static int order(double x, double y) {
    return x < y ? -1 : x > y ? 1 : 0;
  }

  private static @Nullable Number compare(Binary b, int sign) {
    IntPredicate test = COMPARISONS.get(b);
    return test == null ? null : test.test(sign) ? 1L : 0L;
  }
}

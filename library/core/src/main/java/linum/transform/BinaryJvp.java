package linum.transform;

import static linum.core.Ops.add;
import static linum.core.Ops.convert;
import static linum.core.Ops.div;
import static linum.core.Ops.eq;
import static linum.core.Ops.integerPow;
import static linum.core.Ops.mul;
import static linum.core.Ops.neg;
import static linum.core.Ops.ones;
import static linum.core.Ops.pow;
import static linum.core.Ops.scalar;
import static linum.core.Ops.select;
import static linum.core.Ops.sub;
import static linum.core.Ops.zeros;
import static linum.core.Trace.bind;

import linum.core.Array;
import linum.core.Ops;
import linum.ir.Aval;
import linum.ir.Binary;
import linum.ir.Unary;
import org.jspecify.annotations.Nullable;

/// Derivatives of elementwise functions of two operands, one of which may be a scalar beside an
/// array.
final class BinaryJvp {
  private BinaryJvp() {}

  /// The tangent of `z = b(x, y)`; null where it is zero everywhere.
  static @Nullable Array tangent(
      Binary b, @Nullable Array dx, @Nullable Array dy, Array x, Array y, Array z) {
    return switch (b) {
      case ADD, ADD_ANY -> {
        if (dx != null && dy != null) {
          yield bind(b, dx, dy);
        }
        yield dx != null ? spread(dx, z) : dy != null ? spread(dy, z) : null;
      }
      case SUB -> {
        if (dx != null && dy != null) {
          yield sub(dx, dy);
        }
        yield dx != null ? spread(dx, z) : dy != null ? spread(neg(dy), z) : null;
      }
      case MUL -> Duals.sum(dx == null ? null : mul(dx, y), dy == null ? null : mul(x, dy));
      // d(x / y) = dx / y - dy x / y²
      case DIV ->
          Duals.sum(
              dx == null ? null : div(dx, y),
              dy == null ? null : mul(mul(neg(dy), x), integerPow(y, -2)));
      // x rem y = x - y trunc(x / y)
      case REM ->
          Duals.sum(
              dx == null ? null : spread(dx, z),
              dy == null ? null : mul(neg(dy), truncated(div(x, y))));
      // d(x^y) = y x^(y-1) dx + x^y ln(x) dy, the second being 0 at x = 0
      case POW ->
          Duals.sum(
              dx == null ? null : mul(dx, powerRule(x, y)),
              dy == null ? null : mul(dy, mul(bind(Unary.LOG, replaceZero(x)), z)));
      case MAX, MIN ->
          Duals.sum(
              dx == null ? null : mul(dx, share(x, y, z)),
              dy == null ? null : mul(dy, share(y, x, z)));
      // d atan2(x, y) = (y dx - x dy) / (x² + y²)
      case ATAN2 ->
          Duals.sum(
              dx == null ? null : mul(dx, div(y, squares(x, y))),
              dy == null ? null : mul(dy, div(neg(x), squares(x, y))));
      case NEXTAFTER -> throw new UnsupportedOperationException("nextafter has no derivative.");
      case AND,
          OR,
          XOR,
          SHIFT_LEFT,
          SHIFT_RIGHT_ARITHMETIC,
          SHIFT_RIGHT_LOGICAL,
          MULHI,
          EQ,
          NE,
          LT,
          LE,
          GT,
          GE,
          EQ_TO,
          LT_TO,
          LE_TO ->
          null;
    };
  }

  private static Array truncated(Array x) {
    return mul(bind(Unary.SIGN, x), bind(Unary.FLOOR, bind(Unary.ABS, x)));
  }

  // d(x^y) = y x^(y-1) dx. An integer y = 0 gives 0, also at x = 0, where the formula is 0 · ∞.
  private static Array powerRule(Array x, Array y) {
    if (y.dtype().isInexact()) {
      return mul(y, pow(x, sub(y, scalar(1.0, y))));
    }
    Array n = convert(y, x.dtype());
    Array power = mul(replaceZero(n), pow(x, sub(n, scalar(1.0, n))));
    Array isZero = Ops.broadcast(eq(n, scalar(0.0, n)), power.shape());
    return select(isZero, zeros(power.aval().strong()), power);
  }

  private static Array replaceZero(Array x) {
    Aval type = x.aval().strong();
    return select(eq(x, scalar(0.0, x)), ones(type), convert(x, type.dtype()));
  }

  private static Array squares(Array x, Array y) {
    return add(bind(Unary.SQUARE, x), bind(Unary.SQUARE, y));
  }

  // How much of the derivative of z = max(x, y) goes to x: all where x wins, half where they tie.
  private static Array share(Array x, Array y, Array z) {
    Aval type = z.aval().strong();
    Array wins = select(eq(x, z), ones(type), zeros(type));
    Array winners = select(eq(y, z), Ops.full(type, 2), ones(type));
    return div(wins, winners);
  }

  private static Array spread(Array tangent, Array z) {
    return Duals.spread(tangent, z.shape());
  }
}

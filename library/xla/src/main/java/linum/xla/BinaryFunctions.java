package linum.xla;

import linum.ir.Binary;
import linum.ir.DType;

/// Functions of two elements.
final class BinaryFunctions {
  private BinaryFunctions() {}

  static Tensor lower(Binary p, Tensor x, Tensor y, Block b) {
    return switch (p) {
      case ADD, ADD_ANY -> Ops.add(b, x, y);
      case SUB -> Ops.sub(b, x, y);
      case MUL -> Ops.mul(b, x, y);
      case DIV -> Ops.div(b, x, y);
      case REM -> b.same("remainder", x, y);
      case POW -> b.same("power", x, Ops.convert(b, y, x.dtype()));
      case MAX -> b.same("maximum", x, y);
      case MIN -> b.same("minimum", x, y);
      case ATAN2 -> b.same("atan2", x, y);
      case NEXTAFTER -> nextAfter(x, y, b);
      case AND -> b.same("and", x, y);
      case OR -> b.same("or", x, y);
      case XOR -> b.same("xor", x, y);
      case SHIFT_LEFT -> b.same("shift_left", x, y);
      case SHIFT_RIGHT_ARITHMETIC -> b.same("shift_right_arithmetic", x, y);
      case SHIFT_RIGHT_LOGICAL -> b.same("shift_right_logical", x, y);
      case MULHI -> upperProduct(p, x, y, b);
      case EQ -> Ops.compare(b, "EQ", x, y);
      case NE -> Ops.compare(b, "NE", x, y);
      case LT -> Ops.compare(b, "LT", x, y);
      case LE -> Ops.compare(b, "LE", x, y);
      case GT -> Ops.compare(b, "GT", x, y);
      case GE -> Ops.compare(b, "GE", x, y);
      case EQ_TO -> Ops.compare(b, "EQ", "TOTALORDER", x, y);
      case LT_TO -> Ops.compare(b, "LT", "TOTALORDER", x, y);
      case LE_TO -> Ops.compare(b, "LE", "TOTALORDER", x, y);
    };
  }

  private static Tensor upperProduct(Binary p, Tensor x, Tensor y, Block b) {
    if (x.dtype().bits() == 64) {
      throw Primitives.unsupported(p, "there is no integer wider than 64 bits");
    }
    DType wide = x.dtype().isSigned() ? DType.INT64 : DType.UINT64;
    Tensor product = Ops.mul(b, Ops.convert(b, x, wide), Ops.convert(b, y, wide));
    Tensor distance = Ops.like(b, product, (long) x.dtype().bits());
    String shift = x.dtype().isSigned() ? "shift_right_arithmetic" : "shift_right_logical";
    return Ops.convert(b, b.same(shift, product, distance), x.dtype());
  }

  /// The bits of a positive number count up with its size, and those of a negative one as well.
  private static Tensor nextAfter(Tensor x, Tensor y, Block b) {
    DType bits =
        switch (x.dtype().byteSize()) {
          case 2 -> DType.INT16;
          case 4 -> DType.INT32;
          default -> DType.INT64;
        };
    TensorType integers = x.type().withDtype(bits);
    Tensor zero = Ops.like(b, x, 0L);
    Tensor positive = Ops.compare(b, "GT", x, zero);
    Tensor up = Ops.compare(b, "GT", y, x);
    Tensor away = Ops.compare(b, "EQ", positive, up);
    Tensor step =
        Ops.select(b, away, Ops.constant(b, integers, 1L), Ops.constant(b, integers, -1L));
    Tensor moved = Ops.bitcast(b, Ops.add(b, Ops.bitcast(b, x, integers), step), x.type());
    Tensor smallest = Ops.bitcast(b, Ops.constant(b, integers, 1L), x.type());
    Tensor fromZero = Ops.select(b, up, smallest, b.same("negate", smallest));
    Tensor next = Ops.select(b, Ops.compare(b, "EQ", x, zero), fromZero, moved);
    Tensor known = Ops.select(b, Ops.compare(b, "EQ", x, y), y, next);
    Tensor isNaN = b.same("or", Ops.compare(b, "NE", x, x), Ops.compare(b, "NE", y, y));
    return Ops.select(b, isNaN, Ops.like(b, x, Double.NaN), known);
  }
}

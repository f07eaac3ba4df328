package linum.numpy;

import linum.ir.DType;
import linum.ir.DType.Kind;
import linum.ir.FloatFormat;

/// Which types become which other ones without a loss, by NumPy's table.
final class Casting {
  private Casting() {}

  static boolean allows(DType from, DType to, String casting) {
    return switch (casting) {
      case "no", "equiv" -> from == to;
      case "safe" -> isSafe(from, to);
      case "same_kind" -> isSafe(from, to) || isSameKind(from, to);
      case "unsafe" -> from.isNumeric() == to.isNumeric();
      default ->
          throw new IllegalArgumentException(
              "canCast: there is no casting \"%s\"; there are no, equiv, safe, same_kind and unsafe"
                  .formatted(casting));
    };
  }

  private static boolean isSafe(DType from, DType to) {
    if (from == to) {
      return true;
    }
    if (!from.isNumeric() || !to.isNumeric()) {
      return false;
    }
    return switch (to.kind()) {
      case BOOL -> false;
      case UNSIGNED -> from.kind() == Kind.BOOL || (from.isUnsigned() && from.bits() < to.bits());
      case SIGNED -> from.kind() == Kind.BOOL || (from.isInteger() && from.bits() < to.bits());
      case FLOATING -> fits(from, to);
      case COMPLEX -> from.isComplex() ? from.bits() < to.bits() : fits(from, part(to));
      case KEY, FLOAT0, TOKEN -> false;
    };
  }

  private static DType part(DType complex) {
    return complex == DType.COMPLEX64 ? DType.FLOAT32 : DType.FLOAT64;
  }

  // NumPy's table lets integers of 64 bits pass as float64, though not all of them fit.
  private static boolean fits(DType from, DType to) {
    FloatFormat t = FloatFormat.of(to);
    return switch (from.kind()) {
      case BOOL -> true;
      case SIGNED, UNSIGNED -> from.bits() <= t.mantissa() + 1 || to == DType.FLOAT64;
      case FLOATING -> {
        FloatFormat f = FloatFormat.of(from);
        yield f.mantissa() <= t.mantissa() && f.minExponent() >= t.minExponent();
      }
      case COMPLEX, KEY, FLOAT0, TOKEN -> false;
    };
  }

  private static boolean isSameKind(DType from, DType to) {
    return from.isNumeric() && to.isNumeric() && order(from.kind()) <= order(to.kind());
  }

  private static int order(Kind kind) {
    return switch (kind) {
      case BOOL -> 0;
      case UNSIGNED -> 1;
      case SIGNED -> 2;
      case FLOATING -> 3;
      case COMPLEX -> 4;
      case KEY, FLOAT0, TOKEN -> 5;
    };
  }
}

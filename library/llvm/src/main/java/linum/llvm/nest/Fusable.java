package linum.llvm.nest;

import linum.ir.Aval;
import linum.ir.Binary;
import linum.ir.Creation;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Elementwise;
import linum.ir.Eqn;
import linum.ir.Indexing;
import linum.ir.Movement;
import linum.ir.Primitive;
import linum.ir.Reduction;
import linum.ir.Unary;
import linum.llvm.element.Elements;

/// Which equations are fused, and what an element of them costs.
final class Fusable {
  /// What costs at most this much may be computed again wherever it is read.
  static final double FREE = 0.1;

  private Fusable() {}

  static boolean test(Eqn e) {
    boolean types =
        e.inputs().stream().allMatch(a -> isKnown(a.aval()))
            && e.outputs().stream().allMatch(v -> isKnown(v.aval()));
    return types
        && switch (e.primitive()) {
          case Elementwise p ->
              e.outputs().getFirst().aval().rank() == rank(e)
                  && Elements.isNative(p, e.inputs().getFirst().aval().dtype());
          case Movement _, Creation.Iota _, Creation.Empty _, Creation.Empty2 _ -> true;
          case Indexing.DynamicSlice _ -> true;
          case Reduction.Reduce r -> isSqueeze(r, e) || e.inputs().getFirst().aval().size() > 0;
          default -> false;
        };
  }

  private static boolean isKnown(Aval a) {
    return !a.dtype().isComplex() && a.dtype() != DType.FLOAT0 && a.dtype() != DType.TOKEN;
  }

  // A bitcast to another width changes the rank.
  private static int rank(Eqn e) {
    return e.inputs().stream().mapToInt(a -> a.aval().rank()).max().orElse(0);
  }

  /// Whether a reduction sums up nothing, because the axes have one element.
  static boolean isSqueeze(Reduction.Reduce r, Eqn e) {
    return isSqueeze(r.axes(), e.inputs().getFirst().aval().shape());
  }

  private static boolean isSqueeze(Dims axes, Dims shape) {
    return axes.stream().allMatch(d -> shape.get(d) == 1);
  }

  /// Whether elements are brought together.
  static boolean isReduction(Eqn e) {
    return e.primitive() instanceof Reduction.Reduce r && !isSqueeze(r, e);
  }

  /// Roughly how long one element takes in a vector of eight, in nanoseconds on a core of today.
  static double nanos(Primitive p) {
    return switch (p) {
      case Unary u -> unary(u);
      case Binary b ->
          switch (b) {
            case DIV, REM -> 0.3;
            case POW -> 2;
            case ATAN2, NEXTAFTER -> 1;
            default -> 0.06;
          };
      case Elementwise.IntegerPow _ -> 0.15;
      default -> 0.06;
    };
  }

  private static double unary(Unary u) {
    return switch (u) {
      case EXP, EXP2, LOGISTIC, TANH, LOG -> 0.5;
      case EXPM1, LOG1P, SIN, COS, ERF, ERFC, CBRT, ATAN, SINH, COSH -> 1;
      case TAN, ASIN, ACOS, ASINH, ACOSH, ATANH, ERF_INV -> 1.5;
      case SQRT, RSQRT -> 0.3;
      case LGAMMA, DIGAMMA -> 4;
      default -> 0.06;
    };
  }
}

package linum.llvm.element;

import java.util.List;
import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Elementwise;
import linum.ir.Special;
import linum.ir.Unary;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// Elementwise primitives as instructions. Every exhaustive choice over the family is made here and
/// in [Integers].
public final class Elements {
  private Elements() {}

  /// Whether a primitive on elements of a type has instructions; the others are computed by a call
  /// of the host. A bitcast to another width has none: it changes the shape.
  ///
  /// @param dtype of the first operand
  public static boolean isNative(Elementwise primitive, DType dtype) {
    if (primitive instanceof Elementwise.ConvertElementType p && !isNative(p.newDtype())) {
      return false;
    }
    if (primitive instanceof Elementwise.BitcastConvertType p
        && p.newDtype().byteSize() != dtype.byteSize()) {
      return false;
    }
    return !(primitive instanceof Special)
        && primitive != Unary.BESSEL_I0E
        && primitive != Unary.BESSEL_I1E
        && isNative(dtype);
  }

  private static IllegalArgumentException notNative(Elementwise p) {
    return new IllegalArgumentException(p.label() + " has no native code");
  }

  private static boolean isNative(DType dtype) {
    return !dtype.isComplex();
  }

  /// The result of a primitive in every lane.
  ///
  /// @param operands as they live in registers, all with equally many lanes
  /// @param operandTypes of each operand
  /// @return rounded to `resultType`, as it lives in registers
  /// @throws IllegalArgumentException if the primitive is not defined for the type
  public static Val emit(
      Code code,
      Elementwise primitive,
      List<Val> operands,
      List<DType> operandTypes,
      DType resultType) {
    Val x = operands.getFirst();
    DType dtype = operandTypes.getFirst();
    Val result =
        switch (primitive) {
          case Unary p ->
              dtype.isFloating()
                  ? unary(Lanes.of(code, x), p, x)
                  : Integers.unary(code, p, x, dtype);
          case Binary p ->
              dtype.isFloating()
                  ? binary(Lanes.of(code, x), p, x, exponent(code, operands, operandTypes), dtype)
                  : Integers.binary(code, p, x, operands.get(1), dtype);
          case Elementwise.IntegerPow p ->
              dtype.isFloating()
                  ? Arithmetic.power(Lanes.of(code, x), x, p.y())
                  : Integers.power(code, x, p.y());
          case Elementwise.Clamp _ -> clamp(code, operands, dtype);
          case Elementwise.SelectN _ -> selectN(code, operands);
          case Elementwise.ConvertElementType p ->
              Conversions.convert(code, x, dtype, p.newDtype());
          case Elementwise.BitcastConvertType p ->
              Conversions.bitcast(code, x, dtype, p.newDtype());
          case Elementwise.ReducePrecision p -> Arithmetic.reducePrecision(Lanes.of(code, x), x, p);
          case Special p -> throw notNative(p);
        };
    return isRounded(primitive) ? result : Registers.round(code, resultType, result);
  }

  /// Whether the results are values of their type without rounding.
  private static boolean isRounded(Elementwise primitive) {
    return switch (primitive) {
      case Unary p ->
          switch (p) {
            case NEG,
                SIGN,
                ABS,
                FLOOR,
                CEIL,
                ROUND_AWAY_FROM_ZERO,
                ROUND_TO_NEAREST_EVEN,
                IS_FINITE,
                NOT,
                POPULATION_COUNT,
                CLZ,
                COPY,
                STOP_GRADIENT ->
                true;
            case EXP,
                EXP2,
                LOG,
                EXPM1,
                LOG1P,
                LOGISTIC,
                SIN,
                COS,
                TAN,
                ASIN,
                ACOS,
                ATAN,
                SINH,
                COSH,
                TANH,
                ASINH,
                ACOSH,
                ATANH,
                SQRT,
                RSQRT,
                CBRT,
                SQUARE,
                ERF,
                ERFC,
                ERF_INV,
                LGAMMA,
                DIGAMMA,
                BESSEL_I0E,
                BESSEL_I1E ->
                false;
          };
      case Binary p -> p.isComparison() || p == Binary.MAX || p == Binary.MIN;
      case Elementwise.IntegerPow _, Elementwise.ReducePrecision _, Special _ -> false;
      case Elementwise.Clamp _,
          Elementwise.SelectN _,
          Elementwise.ConvertElementType _,
          Elementwise.BitcastConvertType _ ->
          true;
    };
  }

  private static Val unary(Lanes f, Unary p, Val x) {
    Code code = f.code();
    return switch (p) {
      case NEG -> f.neg(x);
      case SQUARE -> f.mul(x, x);
      case SIGN -> Arithmetic.sign(f, x);
      case ABS -> f.abs(x);
      case FLOOR -> code.intrinsic("floor", x);
      case CEIL -> code.intrinsic("ceil", x);
      case ROUND_AWAY_FROM_ZERO -> Arithmetic.roundAwayFromZero(f, x);
      case ROUND_TO_NEAREST_EVEN -> code.intrinsic("rint", x);
      case IS_FINITE -> Arithmetic.isFinite(f, x);
      case EXP -> ExpLog.exp(f, x);
      case EXP2 -> ExpLog.exp2(f, x);
      case LOG -> ExpLog.log(f, x);
      case EXPM1 -> ExpLog.expm1(f, x);
      case LOG1P -> ExpLog.log1p(f, x);
      case LOGISTIC -> ExpLog.logistic(f, x);
      case SIN -> Trigonometric.sin(f, x);
      case COS -> Trigonometric.cos(f, x);
      case TAN -> Trigonometric.tan(f, x);
      case ASIN -> InverseTrigonometric.asin(f, x);
      case ACOS -> InverseTrigonometric.acos(f, x);
      case ATAN -> InverseTrigonometric.atan(f, x);
      case SINH -> Hyperbolic.sinh(f, x);
      case COSH -> Hyperbolic.cosh(f, x);
      case TANH -> Hyperbolic.tanh(f, x);
      case ASINH -> Hyperbolic.asinh(f, x);
      case ACOSH -> Hyperbolic.acosh(f, x);
      case ATANH -> Hyperbolic.atanh(f, x);
      case SQRT -> f.sqrt(x);
      case RSQRT -> f.div(1, f.sqrt(x));
      case CBRT -> Power.cbrt(f, x);
      case ERF -> ErrorFunction.erf(f, x);
      case ERFC -> ErrorFunction.erfc(f, x);
      case ERF_INV -> InverseErrorFunction.erfInv(f, x);
      case LGAMMA -> Gamma.lgamma(f, x);
      case DIGAMMA -> Gamma.digamma(f, x);
      case COPY, STOP_GRADIENT -> x;
      case BESSEL_I0E, BESSEL_I1E -> throw notNative(p);
      case NOT, POPULATION_COUNT, CLZ ->
          throw new IllegalArgumentException("%s of floating numbers".formatted(p.label()));
    };
  }

  /// The second operand as numbers of the type of the first, where `pow` has an integer exponent.
  private static Val exponent(Code code, List<Val> operands, List<DType> types) {
    Val y = operands.get(1);
    DType dtype = types.get(1);
    if (dtype.isFloating()) {
      return y;
    }
    return code.cast(dtype.isSigned() ? "sitofp" : "uitofp", y, IrType.F64);
  }

  private static Val binary(Lanes f, Binary p, Val x, Val y, DType dtype) {
    Code code = f.code();
    return switch (p) {
      case ADD, ADD_ANY -> f.add(x, y);
      case SUB -> f.sub(x, y);
      case MUL -> f.mul(x, y);
      case DIV -> f.div(x, y);
      case REM -> Arithmetic.rem(f, x, y);
      case POW -> Power.pow(f, x, y);
      case MAX -> Arithmetic.max(f, x, y);
      case MIN -> Arithmetic.min(f, x, y);
      case ATAN2 -> InverseTrigonometric.atan2(f, x, y);
      case NEXTAFTER -> Arithmetic.nextAfter(f, x, y, dtype);
      case EQ -> code.compare("fcmp oeq", x, y);
      case NE -> code.compare("fcmp une", x, y);
      case LT -> code.compare("fcmp olt", x, y);
      case LE -> code.compare("fcmp ole", x, y);
      case GT -> code.compare("fcmp ogt", x, y);
      case GE -> code.compare("fcmp oge", x, y);
      case EQ_TO -> inTotalOrder(f, "icmp eq", x, y);
      case LT_TO -> inTotalOrder(f, "icmp slt", x, y);
      case LE_TO -> inTotalOrder(f, "icmp sle", x, y);
      case AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL, MULHI ->
          throw new IllegalArgumentException("%s of %s".formatted(p.label(), dtype));
    };
  }

  private static Val inTotalOrder(Lanes f, String predicate, Val x, Val y) {
    return f.code().compare(predicate, Arithmetic.totalOrder(f, x), Arithmetic.totalOrder(f, y));
  }

  /// `min(max(x, low), high)`, as the primitives of these names.
  private static Val clamp(Code code, List<Val> operands, DType dtype) {
    Val low = operands.get(0);
    Val x = operands.get(1);
    Val high = operands.get(2);
    if (dtype.isFloating()) {
      Lanes f = Lanes.of(code, x);
      return Arithmetic.min(f, Arithmetic.max(f, x, low), high);
    }
    Val raised = Integers.binary(code, Binary.MAX, x, low, dtype);
    return Integers.binary(code, Binary.MIN, raised, high, dtype);
  }

  /// An index outside the cases takes the nearest one.
  private static Val selectN(Code code, List<Val> operands) {
    Val which = operands.getFirst();
    List<Val> cases = operands.subList(1, operands.size());
    if (which.type().bits() == 1) {
      return cases.size() == 1
          ? cases.getFirst()
          : code.select(which, cases.get(1), cases.getFirst());
    }
    Val result = cases.getLast();
    for (int i = cases.size() - 2; i >= 0; i--) {
      Val below = code.compare("icmp slt", which, Val.constant(which.type(), i + 1));
      result = code.select(below, cases.get(i), result);
    }
    return result;
  }
}

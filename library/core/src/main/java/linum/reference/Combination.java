package linum.reference;

import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Indexing;
import linum.ir.Reduction;
import linum.ir.Windowed;

/// Associative functions of two elements, as reductions, windows and scatters use them.
final class Combination {
  private Combination() {}

  static Binary of(Reduction.Kind kind) {
    return switch (kind) {
      case SUM -> Binary.ADD;
      case PROD -> Binary.MUL;
      case MAX -> Binary.MAX;
      case MIN -> Binary.MIN;
      case AND -> Binary.AND;
      case OR -> Binary.OR;
      case XOR -> Binary.XOR;
    };
  }

  static Binary of(Windowed.Kind kind) {
    return switch (kind) {
      case SUM -> Binary.ADD;
      case MAX -> Binary.MAX;
      case MIN -> Binary.MIN;
    };
  }

  static DoubleBinaryOperator reals(Binary p) {
    return switch (p) {
      case ADD, ADD_ANY -> Double::sum;
      case SUB -> (a, b) -> a - b;
      case MUL -> (a, b) -> a * b;
      case MAX -> Math::max;
      case MIN -> Math::min;
      case DIV,
          REM,
          POW,
          ATAN2,
          NEXTAFTER,
          AND,
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
          throw new IllegalArgumentException(p.label() + " does not combine floating numbers");
    };
  }

  static DoubleBinaryOperator reals(Indexing.Update update) {
    return switch (update) {
      case SET -> (_, b) -> b;
      case ADD -> reals(Binary.ADD);
      case SUB -> reals(Binary.SUB);
      case MUL -> reals(Binary.MUL);
      case MIN -> reals(Binary.MIN);
      case MAX -> reals(Binary.MAX);
    };
  }

  static LongBinaryOperator wholes(Indexing.Update update, DType dtype) {
    return switch (update) {
      case SET -> (_, b) -> b;
      case ADD -> IntegerRules.operator(Binary.ADD, dtype);
      case SUB -> IntegerRules.operator(Binary.SUB, dtype);
      case MUL -> IntegerRules.operator(Binary.MUL, dtype);
      case MIN -> IntegerRules.operator(Binary.MIN, dtype);
      case MAX -> IntegerRules.operator(Binary.MAX, dtype);
    };
  }

  /// The element `e` with `e ∘ x = x`.
  static Number neutral(Binary p, DType dtype) {
    return switch (p) {
      case ADD, OR, XOR -> 0L;
      case MUL -> 1L;
      case AND -> dtype == DType.BOOL ? 1L : -1L;
      case MAX -> lowest(dtype);
      case MIN -> highest(dtype);
      case ADD_ANY,
          SUB,
          DIV,
          REM,
          POW,
          ATAN2,
          NEXTAFTER,
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
          throw new IllegalArgumentException(p.label() + " has no neutral element");
    };
  }

  static Number lowest(DType dtype) {
    return switch (dtype.kind()) {
      case FLOATING -> Double.NEGATIVE_INFINITY;
      case SIGNED -> -1L << (dtype.bits() - 1);
      case BOOL, UNSIGNED, KEY, FLOAT0, TOKEN -> 0L;
      case COMPLEX -> throw new IllegalArgumentException(dtype + " has no order");
    };
  }

  static Number highest(DType dtype) {
    return switch (dtype.kind()) {
      case FLOATING -> Double.POSITIVE_INFINITY;
      case SIGNED -> (1L << (dtype.bits() - 1)) - 1;
      case UNSIGNED -> dtype.bits() == 64 ? -1L : (1L << dtype.bits()) - 1;
      case BOOL, KEY, FLOAT0, TOKEN -> 1L;
      case COMPLEX -> throw new IllegalArgumentException(dtype + " has no order");
    };
  }
}

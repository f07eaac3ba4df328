package linum.xla;

import java.util.List;
import linum.ir.DType;
import linum.ir.Indexing;
import linum.ir.Reduction;
import linum.ir.Windowed;

/// Associative functions of two elements, as reductions, windows and scatters use them.
enum Combination {
  SUM("add"),
  PROD("multiply"),
  MAX("maximum"),
  MIN("minimum"),
  AND("and"),
  OR("or"),
  XOR("xor");

  private final String operation;

  Combination(String operation) {
    this.operation = operation;
  }

  static Combination of(Reduction.Kind kind) {
    return switch (kind) {
      case SUM -> SUM;
      case PROD -> PROD;
      case MAX -> MAX;
      case MIN -> MIN;
      case AND -> AND;
      case OR -> OR;
      case XOR -> XOR;
    };
  }

  static Combination of(Windowed.Kind kind) {
    return switch (kind) {
      case SUM -> SUM;
      case MAX -> MAX;
      case MIN -> MIN;
    };
  }

  String operation() {
    return operation;
  }

  /// The program of two scalars.
  Region region(DType dtype) {
    return region(operation, dtype);
  }

  static Region region(String operation, DType dtype) {
    TensorType scalar = TensorType.scalar(dtype);
    return new Region(
        List.of(scalar, scalar), (b, xs) -> List.of(b.same(operation, xs.get(0), xs.get(1))));
  }

  /// How a scatter joins an update with what is there.
  static Region joining(Indexing.Update update, DType dtype) {
    TensorType scalar = TensorType.scalar(dtype);
    return switch (update) {
      case SET -> new Region(List.of(scalar, scalar), (_, xs) -> List.of(xs.get(1)));
      case ADD -> SUM.region(dtype);
      case SUB -> region("subtract", dtype);
      case MUL -> PROD.region(dtype);
      case MIN -> MIN.region(dtype);
      case MAX -> MAX.region(dtype);
    };
  }

  /// The element `e` with `e ∘ x = x`.
  Tensor neutral(Block b, DType dtype) {
    return Ops.constant(
        b,
        TensorType.scalar(dtype),
        switch (this) {
          case SUM, OR, XOR -> 0L;
          case PROD -> 1L;
          case AND -> dtype.isUnsigned() ? highest(dtype) : -1L;
          case MAX -> lowest(dtype);
          case MIN -> highest(dtype);
        });
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

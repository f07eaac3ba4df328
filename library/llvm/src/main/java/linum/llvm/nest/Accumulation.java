package linum.llvm.nest;

import java.util.List;
import linum.ir.Atom;
import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Reduction;
import linum.llvm.element.Elements;
import linum.llvm.element.Registers;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// How the elements of a row are brought together. Sums and products of narrow floating types are
/// kept in `float32` until the end.
record Accumulation(Reduction.Kind kind, DType dtype) {
  static Accumulation of(Anchor a) {
    return new Accumulation(
        ((Reduction.Reduce) a.eqn().primitive()).kind(), a.var().aval().dtype());
  }

  /// What is summed up.
  static Atom operand(Anchor a) {
    return a.eqn().inputs().getFirst();
  }

  IrType type() {
    return Registers.type(dtype);
  }

  /// The result for no elements.
  Val identity(int lanes) {
    Number none =
        switch (kind) {
          case SUM, OR, XOR -> 0;
          case PROD -> 1;
          case AND -> -1;
          case MAX -> dtype.isFloating() ? (Number) Double.NEGATIVE_INFINITY : (Number) least();
          case MIN -> dtype.isFloating() ? (Number) Double.POSITIVE_INFINITY : (Number) greatest();
        };
    IrType t = type().of(lanes);
    return dtype.isFloating()
        ? Val.constant(t, none.doubleValue())
        : Val.constant(t, none.longValue());
  }

  private long least() {
    return dtype.isSigned() ? Long.MIN_VALUE >> (64 - dtype.bits()) : 0;
  }

  private long greatest() {
    return dtype.isSigned() ? ~least() : -1L;
  }

  Val combine(Code code, Val a, Val b) {
    return switch (kind) {
      case SUM -> code.add(a, b);
      case PROD -> code.mul(a, b);
      case MAX -> Elements.emit(code, Binary.MAX, List.of(a, b), List.of(dtype, dtype), dtype);
      case MIN -> Elements.emit(code, Binary.MIN, List.of(a, b), List.of(dtype, dtype), dtype);
      case AND -> code.and(a, b);
      case OR -> code.or(a, b);
      case XOR -> code.xor(a, b);
    };
  }

  /// The final result as an element.
  Val rounded(Code code, Val v) {
    return Registers.round(code, dtype, v);
  }

  /// The type in which pieces of a row are kept in memory.
  DType partial() {
    return dtype == DType.FLOAT16 || dtype == DType.BFLOAT16 ? DType.FLOAT32 : dtype;
  }
}

package linum.laws;

import static linum.laws.Operand.between;
import static linum.laws.Operand.bool;
import static linum.laws.Operand.integer;
import static linum.laws.Operand.positive;
import static linum.laws.Operand.real;
import static linum.laws.Sample.sample;

import java.util.List;
import linum.ir.DType;
import linum.ir.Elementwise;

/// Rows of the parametrised [Elementwise] operations.
final class ElementwiseCases {
  private ElementwiseCases() {}

  static List<PrimitiveCase> all() {
    return List.of(
        PrimitiveCase.of(
            new Elementwise.IntegerPow(3), 2, sample(real(2, 3)), sample(integer(-3, 3, 4))),
        PrimitiveCase.of(new Elementwise.IntegerPow(-2), 2, sample(positive(2, 3))),
        PrimitiveCase.of(new Elementwise.IntegerPow(1), 2, sample(real())),
        PrimitiveCase.of(new Elementwise.IntegerPow(0), 2, sample(real(3))),
        PrimitiveCase.of(
            new Elementwise.Clamp(),
            2,
            sample(between(-1, -0.9), real(2, 3), between(0.9, 1)),
            sample(between(-1, -0.9, 4), real(4), between(0.9, 1, 4)),
            sample(integer(-3, -2), integer(-9, 9, 4), integer(2, 3))),
        PrimitiveCase.of(
            new Elementwise.SelectN(),
            2,
            sample(bool(2, 3), real(2, 3), real(2, 3)),
            sample(bool(), real(4), real(4)),
            sample(integer(0, 3, 4), real(4), real(4), real(4)),
            sample(integer(0, 3), real(2, 2), real(2, 2), real(2, 2)),
            sample(bool(3), integer(0, 9, 3), integer(0, 9, 3))),
        PrimitiveCase.of(
            new Elementwise.ConvertElementType(DType.FLOAT64, false),
            2,
            sample(real(2, 3)),
            sample(integer(-9, 9, 3)),
            sample(bool(3))),
        PrimitiveCase.of(
            new Elementwise.ConvertElementType(DType.INT8, false),
            0,
            sample(between(-9, 9, 2, 3)),
            sample(integer(-900, 900, 5))),
        PrimitiveCase.of(
            new Elementwise.ConvertElementType(DType.BFLOAT16, false),
            0,
            sample(between(-9, 9, 2, 3)),
            sample(integer(-900, 900, 5))),
        PrimitiveCase.of(
            new Elementwise.ConvertElementType(DType.BOOL, false), 0, sample(integer(-1, 2, 5))),
        PrimitiveCase.of(
            new Elementwise.BitcastConvertType(DType.UINT32),
            0,
            sample(real(2, 3)),
            sample(integer(0, 200, 3, 4).as(DType.UINT8))),
        PrimitiveCase.of(
            new Elementwise.BitcastConvertType(DType.INT16), 0, sample(integer(-9, 9, 3))),
        PrimitiveCase.of(new Elementwise.ReducePrecision(5, 3), 0, sample(real(2, 3))));
  }
}

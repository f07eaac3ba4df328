package linum.laws;

import static linum.laws.Operand.integer;
import static linum.laws.Operand.key;
import static linum.laws.Sample.sample;

import java.util.ArrayList;
import java.util.List;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.RandomPrimitive;
import linum.ir.ThreefryMode;

/// Rows of [RandomPrimitive].
final class RandomCases {
  private RandomCases() {}

  static List<PrimitiveCase> all() {
    List<PrimitiveCase> rows = new ArrayList<>();
    Operand words = integer(0, 9999, 3, 2).as(DType.UINT32);
    rows.add(
        PrimitiveCase.of(
            new RandomPrimitive.Seed(),
            0,
            sample(integer(-99, 99)),
            sample(integer(-99, 99, 2).as(DType.INT64))));
    rows.add(PrimitiveCase.of(new RandomPrimitive.Wrap(), 0, sample(words)));
    rows.add(PrimitiveCase.of(new RandomPrimitive.Unwrap(), 0, sample(key()), sample(key(3))));
    rows.add(
        PrimitiveCase.of(
            new RandomPrimitive.FoldIn(),
            0,
            sample(key(), integer(0, 99).as(DType.UINT32)),
            sample(key(2), integer(0, 99, 2).as(DType.UINT32))));
    rows.add(
        PrimitiveCase.of(
            new RandomPrimitive.Threefry2x32(), 0, sample(words, words, words, words)));
    rows.add(PrimitiveCase.of(new RandomPrimitive.Clone(), 0, sample(key(2))));
    for (ThreefryMode mode : ThreefryMode.values()) {
      rows.add(
          PrimitiveCase.of(
              new RandomPrimitive.Split(Dims.of(2, 3), mode), 0, sample(key()), sample(key(2))));
      for (int width : new int[] {8, 16, 32, 64}) {
        rows.add(
            PrimitiveCase.of(
                new RandomPrimitive.Bits(width, Dims.of(5), mode),
                0,
                sample(key()),
                sample(key(2))));
      }
    }
    return rows;
  }
}

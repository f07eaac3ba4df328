package linum.laws;

import static linum.laws.Operand.integer;
import static linum.laws.Operand.key;
import static linum.laws.Operand.positive;
import static linum.laws.Sample.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import linum.core.Array;
import linum.ir.CounterHash;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Generator;
import linum.ir.Jaxpr;
import linum.ir.RandomAlgorithm;
import linum.ir.RandomPrimitive;
import linum.ir.ThreefryMode;
import linum.random.Random;

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
    rows.add(hash(CounterHash.THREEFRY4X32, 4, 4));
    rows.add(hash(CounterHash.PHILOX2X32, 1, 2));
    rows.add(hash(CounterHash.PHILOX4X32, 2, 4));
    for (RandomAlgorithm algorithm : RandomAlgorithm.values()) {
      for (DType dtype : new DType[] {DType.UINT8, DType.UINT16, DType.UINT32, DType.UINT64}) {
        rows.add(
            PrimitiveCase.of(
                new Generator.RngBitGenerator(Dims.of(3, 5), dtype, algorithm),
                0,
                sample(integer(0, 9999, 4).as(DType.UINT32)),
                sample(integer(0, 9999, 2).as(DType.UINT64))));
      }
    }
    // There is but one number to draw.
    rows.add(
        PrimitiveCase.of(
            new Generator.RngUniform(Dims.of(2, 3)), 0, sample(integer(3, 4), integer(4, 5))));
    // Its derivative is not that of the way it is drawn: a test of its own looks at that.
    for (boolean log : new boolean[] {false, true}) {
      rows.add(
          PrimitiveCase.program(
                  log ? "loggamma" : "gamma",
                  0,
                  in -> gamma(log, in),
                  sample(key(), positive(2, 3)),
                  sample(key(), positive()))
              .of(new RandomPrimitive.Gamma(log, new Jaxpr(List.of(), List.of(), List.of()))));
    }
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

  private static PrimitiveCase hash(CounterHash p, int keyWords, int counterWords) {
    Operand counter = integer(0, 9999, 3).as(DType.UINT32);
    List<Operand> operands = new ArrayList<>();
    operands.addAll(Collections.nCopies(keyWords, counter.withShape(Dims.NONE)));
    operands.addAll(Collections.nCopies(counterWords, counter));
    return PrimitiveCase.of(p, 0, new Sample(operands));
  }

  private static List<Array> gamma(boolean log, List<Array> in) {
    Array a = in.get(1);
    return List.of(
        log
            ? Random.loggamma(in.getFirst(), a, null, a.dtype())
            : Random.gamma(in.getFirst(), a, null, a.dtype()));
  }
}

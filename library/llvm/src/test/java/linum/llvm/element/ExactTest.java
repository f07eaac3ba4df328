package linum.llvm.element;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Elementwise;
import linum.ir.Elementwise.BitcastConvertType;
import linum.ir.Elementwise.Clamp;
import linum.ir.Elementwise.ConvertElementType;
import linum.ir.Elementwise.IntegerPow;
import linum.ir.Elementwise.ReducePrecision;
import linum.ir.Elementwise.SelectN;
import linum.ir.Unary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Primitives whose results leave no choice: the same as the reference backend's, bit for bit but
/// for the bits of a NaN, in one lane and in eight.
class ExactTest {
  private static final int SIZE = 4096;
  private static final List<DType> NUMBERS =
      Arrays.stream(DType.values()).filter(d -> d.isNumeric() && !d.isComplex()).toList();
  private static final List<DType> FLOATS = NUMBERS.stream().filter(DType::isFloating).toList();
  private static final List<DType> WHOLE = NUMBERS.stream().filter(d -> !d.isFloating()).toList();

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void functionsOfIntegersAndBooleans(int lanes) {
    List<Computation> all = new ArrayList<>();
    for (DType d : WHOLE) {
      Stream.of(
              Unary.NEG,
              Unary.SIGN,
              Unary.ABS,
              Unary.SQUARE,
              Unary.NOT,
              Unary.POPULATION_COUNT,
              Unary.CLZ,
              Unary.COPY,
              new IntegerPow(0),
              new IntegerPow(3),
              new IntegerPow(10))
          .filter(p -> d != DType.BOOL || p == Unary.NOT || p == Unary.COPY)
          .forEach(p -> all.add(new Computation(p, d)));
      for (Binary p : Binary.values()) {
        if (accepts(p, d)) {
          all.add(new Computation(p, d, d));
        }
      }
    }
    agree(lanes, all);
  }

  private static boolean accepts(Elementwise p, DType d) {
    try {
      return !new Computation(p, d, d).result().isComplex();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void conversions(int lanes) {
    List<Computation> all = new ArrayList<>();
    for (DType from : NUMBERS) {
      for (DType to : NUMBERS) {
        all.add(new Computation(new ConvertElementType(to, false), from));
        if (from.byteSize() == to.byteSize() && from != DType.BOOL && to != DType.BOOL) {
          all.add(new Computation(new BitcastConvertType(to), from));
        }
      }
    }
    agree(lanes, all);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void functionsOfFloatsThatRoundOnce(int lanes) {
    List<Computation> all = new ArrayList<>();
    for (DType d : FLOATS) {
      Stream.of(
              Unary.NEG,
              Unary.SIGN,
              Unary.ABS,
              Unary.FLOOR,
              Unary.CEIL,
              Unary.ROUND_AWAY_FROM_ZERO,
              Unary.ROUND_TO_NEAREST_EVEN,
              Unary.IS_FINITE,
              Unary.SQRT,
              Unary.SQUARE,
              Unary.COPY,
              Unary.STOP_GRADIENT,
              new IntegerPow(0),
              new IntegerPow(1),
              new IntegerPow(2),
              new IntegerPow(-1),
              new ReducePrecision(5, 10),
              new ReducePrecision(8, 7),
              new ReducePrecision(4, 3),
              new ReducePrecision(11, 30),
              new ReducePrecision(2, 0))
          .forEach(p -> all.add(new Computation(p, d)));
      Arrays.stream(Binary.values())
          .filter(p -> accepts(p, d) && p != Binary.POW && p != Binary.ATAN2)
          .forEach(p -> all.add(new Computation(p, d, d)));
    }
    agree(lanes, all);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void choices(int lanes) {
    List<Computation> all = new ArrayList<>();
    for (DType d : NUMBERS) {
      all.add(new Computation(new Clamp(), d, d, d));
      all.add(new Computation(new SelectN(), DType.BOOL, d, d));
      all.add(new Computation(new SelectN(), DType.INT32, d, d, d));
    }
    all.add(new Computation(new SelectN(), DType.BOOL, DType.KEY, DType.KEY));
    all.add(new Computation(Binary.EQ, DType.KEY, DType.KEY));
    all.add(new Computation(Unary.COPY, DType.KEY));
    agree(lanes, all);
  }

  private static void agree(int lanes, List<Computation> computations) {
    for (Computation.Compiled compiled : Computation.compile(lanes, computations)) {
      Computation c = compiled.computation();
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment[] in = inputs(arena, c);
        MemorySegment actual = compiled.run(arena, SIZE, in);
        MemorySegment expected = c.reference(arena, SIZE, in);
        assertThat(differences(c, in, actual, expected)).as("%s", c).isEmpty();
      }
    }
  }

  private static MemorySegment[] inputs(Arena arena, Computation c) {
    List<DType> types = c.operands();
    if (types.size() == 2) {
      return Samples.pairs(arena, types.get(0), types.get(1), SIZE, 7);
    }
    MemorySegment[] in = new MemorySegment[types.size()];
    for (int k = 0; k < in.length; k++) {
      in[k] = Samples.of(arena, types.get(k), SIZE, k);
    }
    if (c.primitive() instanceof BitcastConvertType && types.getFirst().isFloating()) {
      // The reference backend does not keep the bits of a NaN.
      for (int i = 0; i < SIZE; i++) {
        if (Double.isNaN(Samples.get(in[0], types.getFirst(), i).doubleValue())) {
          Samples.put(in[0], types.getFirst(), i, 1.0);
        }
      }
    }
    if (c.primitive() instanceof SelectN && types.getFirst() == DType.INT32) {
      for (int i = 0; i < SIZE; i++) {
        Samples.put(in[0], DType.INT32, i, i % 5 - 1);
      }
    }
    return in;
  }

  private static List<String> differences(
      Computation c, MemorySegment[] in, MemorySegment actual, MemorySegment expected) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < SIZE && out.size() < 5; i++) {
      Number a = Samples.get(actual, c.result(), i);
      Number e = Samples.get(expected, c.result(), i);
      if (!a.equals(e)) {
        List<String> operands = new ArrayList<>();
        for (int k = 0; k < in.length; k++) {
          operands.add(Samples.get(in[k], c.operands().get(k), i).toString());
        }
        out.add("%s: %s for %s".formatted(operands, a, e));
      }
    }
    return out;
  }
}

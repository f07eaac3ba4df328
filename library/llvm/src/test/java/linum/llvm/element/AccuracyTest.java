package linum.llvm.element;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Elementwise;
import linum.ir.Unary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How far functions are from the right results, in units in the last place of the type.
class AccuracyTest {
  /// Bounds for `float` and for `double`.
  private record Bound(double ofFloat, double ofDouble) {}

  private static final Map<Elementwise, Bound> BOUNDS = new LinkedHashMap<>();

  static {
    BOUNDS.put(Unary.EXP, new Bound(1.05, 1));
    BOUNDS.put(Unary.EXP2, new Bound(1.5, 1));
    BOUNDS.put(Unary.LOG, new Bound(1, 1));
    BOUNDS.put(Unary.EXPM1, new Bound(2, 2));
    BOUNDS.put(Unary.LOG1P, new Bound(1.5, 1.5));
    BOUNDS.put(Unary.LOGISTIC, new Bound(2, 2));
    BOUNDS.put(Unary.SIN, new Bound(1.5, 2));
    BOUNDS.put(Unary.COS, new Bound(1.5, 2));
    BOUNDS.put(Unary.TAN, new Bound(1, 4));
    BOUNDS.put(Unary.ASIN, new Bound(1, 3));
    BOUNDS.put(Unary.ACOS, new Bound(1, 3));
    BOUNDS.put(Unary.ATAN, new Bound(1, 3));
    BOUNDS.put(Unary.SINH, new Bound(1, 4));
    BOUNDS.put(Unary.COSH, new Bound(1, 4));
    BOUNDS.put(Unary.TANH, new Bound(2.5, 3));
    BOUNDS.put(Unary.ASINH, new Bound(1, 4));
    BOUNDS.put(Unary.ACOSH, new Bound(1, 4));
    BOUNDS.put(Unary.ATANH, new Bound(1, 4));
    BOUNDS.put(Unary.RSQRT, new Bound(1.5, 1.5));
    BOUNDS.put(Unary.CBRT, new Bound(1, 1));
    BOUNDS.put(Unary.ERF, new Bound(2, 3));
    BOUNDS.put(Unary.ERFC, new Bound(4.5, 4));
    BOUNDS.put(Unary.LGAMMA, new Bound(1, 8));
    BOUNDS.put(Unary.DIGAMMA, new Bound(1, 8));
    BOUNDS.put(Binary.POW, new Bound(1, 1));
    BOUNDS.put(Binary.ATAN2, new Bound(1, 3));
  }

  private static final int SIZE = 1 << 19;
  private static Arena arena;
  private static MemorySegment floats;
  private static MemorySegment doubles;

  /// Every exponent and both signs, with the special values; the same numbers in both types.
  @BeforeAll
  static void sweep() {
    arena = Arena.ofShared();
    floats = arena.allocate(4L * SIZE, 64);
    for (int i = 0; i < SIZE; i++) {
      int step = (int) ((1L << 32) / SIZE);
      floats.setAtIndex(JAVA_INT, i, i * step + i * 40503 % step);
    }
    List<Number> special = Samples.special(DType.FLOAT32);
    for (int i = 0; i < special.size(); i++) {
      Samples.put(floats, DType.FLOAT32, i, special.get(i));
    }
    doubles = widened(floats);
  }

  @AfterAll
  static void close() {
    arena.close();
  }

  private static MemorySegment widened(MemorySegment from) {
    int n = (int) (from.byteSize() / 4);
    MemorySegment out = arena.allocate(8L * n, 64);
    for (int i = 0; i < n; i++) {
      out.setAtIndex(JAVA_DOUBLE, i, from.getAtIndex(JAVA_FLOAT, i));
    }
    return out;
  }

  private static Computation of(Elementwise p, DType dtype) {
    return p instanceof Binary ? new Computation(p, dtype, dtype) : new Computation(p, dtype);
  }

  private static MemorySegment shifted(MemorySegment x, int by) {
    long bytes = (long) by * (x.byteSize() / SIZE);
    MemorySegment out = arena.allocate(x.byteSize(), 64);
    out.asSlice(0, x.byteSize() - bytes).copyFrom(x.asSlice(bytes));
    out.asSlice(x.byteSize() - bytes).copyFrom(x.asSlice(0, bytes));
    return out;
  }

  @Test
  void floatFunctionsOverTheWholeRange() {
    List<Computation> all = BOUNDS.keySet().stream().map(p -> of(p, DType.FLOAT32)).toList();
    List<String> allWrong = new ArrayList<>();
    for (Computation.Compiled compiled : Computation.compile(8, all)) {
      Elementwise p = compiled.computation().primitive();
      MemorySegment[] in = {floats};
      MemorySegment[] wide = {doubles};
      if (p instanceof Binary) {
        MemorySegment y = exponents();
        in = new MemorySegment[] {floats, y};
        wide = new MemorySegment[] {doubles, widened(y)};
      }
      MemorySegment actual = compiled.run(arena, SIZE, in);
      MemorySegment expected = of(p, DType.FLOAT64).reference(arena, SIZE, wide);
      double bound = BOUNDS.get(p).ofFloat;
      List<String> wrong = new ArrayList<>();
      for (int i = 0; i < SIZE && wrong.size() < 5; i++) {
        double right = expected.getAtIndex(JAVA_DOUBLE, i);
        float found = actual.getAtIndex(JAVA_FLOAT, i);
        if (!isClose(found, right, bound)) {
          wrong.add(p + " of " + text(wide, i) + ": " + found + " for " + right);
        }
      }
      allWrong.addAll(wrong);
    }
    assertThat(allWrong).isEmpty();
  }

  private static String text(MemorySegment[] operands, int i) {
    return Arrays.stream(operands).map(x -> x.getAtIndex(JAVA_DOUBLE, i)).toList().toString();
  }

  /// Small and large, whole and not, in another order than [#floats].
  private static MemorySegment exponents() {
    MemorySegment out = shifted(floats, SIZE / 3 + 1);
    for (int i = 0; i < SIZE; i += 2) {
      out.setAtIndex(JAVA_FLOAT, i, i % 4 == 0 ? i % 41 - 20 : (i % 2027) / 200f - 5);
    }
    return out;
  }

  private static boolean isClose(float found, double right, double bound) {
    float nearest = (float) right;
    if (right == 0 || !Double.isFinite(right)) {
      return Float.compare(found, nearest) == 0;
    }
    if (Float.isInfinite(found) || Float.isInfinite(nearest)) {
      // Next to the largest number, the rounding may go either way.
      return Math.abs(right) >= Math.nextDown(Float.MAX_VALUE) && found * right > 0;
    }
    return Math.abs(found - right) <= bound * Math.ulp(nearest);
  }

  @Test
  void doubleFunctionsOnCorrectlyRoundedValues() throws IOException {
    Map<String, List<double[]>> table = table();
    assertThat(table).hasSize(BOUNDS.size() + 1);
    for (Map.Entry<String, List<double[]>> entry : table.entrySet()) {
      List<double[]> rows = entry.getValue();
      int columns = rows.getFirst().length - 1;
      Elementwise p = columns == 2 ? Binary.valueOf(entry.getKey()) : Unary.valueOf(entry.getKey());
      MemorySegment[] in = new MemorySegment[columns];
      int n = Math.ceilDiv(rows.size(), 8) * 8;
      for (int k = 0; k < columns; k++) {
        in[k] = arena.allocate(8L * n, 64);
        for (int i = 0; i < rows.size(); i++) {
          in[k].setAtIndex(JAVA_DOUBLE, i, rows.get(i)[k]);
        }
      }
      MemorySegment actual = of(p, DType.FLOAT64).compile(4).run(arena, n, in);
      for (int i = 0; i < rows.size(); i++) {
        double right = rows.get(i)[columns];
        // Where the logarithm of the gamma function and its derivative pass through zero, they are
        // differences of numbers of about this size.
        double scale =
            p == Unary.LGAMMA || p == Unary.DIGAMMA ? Math.max(Math.abs(right), 2) : right;
        double bound = p == Unary.ERF_INV ? 4 : BOUNDS.get(p).ofDouble;
        double found = actual.getAtIndex(JAVA_DOUBLE, i);
        assertThat(found == right || Math.abs(found - right) <= bound * Math.ulp(scale))
            .as("%s of %s: %s for %s", p, Arrays.toString(rows.get(i)), found, right)
            .isTrue();
      }
    }
  }

  private static Map<String, List<double[]>> table() throws IOException {
    Map<String, List<double[]>> table = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                AccuracyTest.class.getResourceAsStream("functions.txt"), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(l -> !l.startsWith("#"))
          .map(l -> l.split(" "))
          .forEach(l ->
              table
                  .computeIfAbsent(l[0], _ -> new ArrayList<>())
                  .add(Arrays.stream(l).skip(1).mapToDouble(Double::parseDouble).toArray()));
    }
    return table;
  }

  /// What is special, where the numbers of [#floats] give no answer for `double`.
  @Test
  void doubleFunctionsOfSpecialValues() {
    int n = 4096;
    List<Computation> all = BOUNDS.keySet().stream().map(p -> of(p, DType.FLOAT64)).toList();
    List<String> wrong = new ArrayList<>();
    for (Computation.Compiled compiled : Computation.compile(4, all)) {
      Computation c = compiled.computation();
      MemorySegment[] pairs = Samples.pairs(arena, DType.FLOAT64, DType.FLOAT64, n, 3);
      MemorySegment[] in = Arrays.copyOf(pairs, c.operands().size());
      MemorySegment actual = compiled.run(arena, n, in);
      MemorySegment expected = c.reference(arena, n, in);
      for (int i = 0; i < n; i++) {
        double right = expected.getAtIndex(JAVA_DOUBLE, i);
        double found = actual.getAtIndex(JAVA_DOUBLE, i);
        boolean isSpecial = !Double.isFinite(right) || right == 0 || !Double.isFinite(found);
        if (isSpecial && !isBetter(c.primitive(), found, right)) {
          if (Double.compare(found, right) != 0) {
            wrong.add("%s of %s: %s for %s".formatted(c.primitive(), text(in, i), found, right));
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /// The reference backend's logistic ends in zero where the result is subnormal, and its lgamma in
  /// infinity next to zero.
  private static boolean isBetter(Elementwise p, double found, double right) {
    return (p == Unary.LOGISTIC && right == 0 && found < Double.MIN_NORMAL)
        || (p == Unary.LGAMMA && Double.isInfinite(right) && found > 300);
  }

  /// Every number of the 16-bit types. The reference backend rounds once, from `double`.
  @ParameterizedTest
  @EnumSource(names = {"FLOAT16", "BFLOAT16"})
  void shortFloatsAreNeighboursOfTheRightResult(DType dtype) {
    int n = 1 << 16;
    MemorySegment x = arena.allocate(2L * n, 64);
    for (int i = 0; i < n; i++) {
      x.setAtIndex(JAVA_SHORT, i, (short) i);
    }
    List<Computation> all =
        BOUNDS.keySet().stream()
            .filter(p -> p instanceof Unary)
            .map(p -> of(p, dtype))
            .collect(Collectors.toCollection(ArrayList::new));
    all.add(of(Unary.ERF_INV, dtype));
    for (Computation.Compiled compiled : Computation.compile(8, all)) {
      Computation c = compiled.computation();
      MemorySegment actual = compiled.run(arena, n, x);
      MemorySegment expected = c.reference(arena, n, x);
      int different = 0;
      for (int i = 0; i < n; i++) {
        double right = Samples.get(expected, dtype, i).doubleValue();
        double found = Samples.get(actual, dtype, i).doubleValue();
        if (Double.compare(right, found) != 0) {
          different++;
          int distance = actual.getAtIndex(JAVA_SHORT, i) - expected.getAtIndex(JAVA_SHORT, i);
          assertThat(Math.abs(distance)).as("%s of %s", c, Samples.get(x, dtype, i)).isEqualTo(1);
        }
      }
      assertThat(different).as("%s", c).isLessThan(n / 1000);
    }
  }

  /// Normal random numbers come from it.
  @Test
  void inverseErrorFunctionOfFloatIsTheReferences() {
    MemorySegment x = arena.allocate(4L * SIZE, 64);
    for (int i = 0; i < SIZE; i++) {
      x.setAtIndex(JAVA_FLOAT, i, Math.nextUp(-1f) + 2f * i / SIZE);
    }
    Computation c = of(Unary.ERF_INV, DType.FLOAT32);
    MemorySegment actual = c.compile(8).run(arena, SIZE, x);
    assertThat(actual.mismatch(c.reference(arena, SIZE, x))).isEqualTo(-1);
  }

  @Test
  void powersOfWholeNumbers() {
    int[] powers = {3, 4, 7, 30, -2, -3, -20};
    List<Computation> all =
        Arrays.stream(powers)
            .mapToObj(y -> new Computation(new Elementwise.IntegerPow(y), DType.FLOAT32))
            .toList();
    List<String> wrong = new ArrayList<>();
    for (Computation.Compiled compiled : Computation.compile(8, all)) {
      Computation c = compiled.computation();
      MemorySegment actual = compiled.run(arena, SIZE, floats);
      MemorySegment expected = c.reference(arena, SIZE, floats);
      for (int i = 0; i < SIZE; i++) {
        float right = expected.getAtIndex(JAVA_FLOAT, i);
        float found = actual.getAtIndex(JAVA_FLOAT, i);
        if (Float.compare(found, right) != 0 && !(Math.abs(found - right) <= 2 * Math.ulp(right))) {
          wrong.add(
              "%s of %s: %s for %s".formatted(c, floats.getAtIndex(JAVA_FLOAT, i), found, right));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void exponentsMayBeIntegers() {
    Computation c = new Computation(Binary.POW, DType.FLOAT32, DType.INT32);
    int n = 4096;
    MemorySegment x = Samples.of(arena, DType.FLOAT32, n, 1);
    MemorySegment y = arena.allocate(4L * n, 64);
    for (int i = 0; i < n; i++) {
      y.setAtIndex(JAVA_INT, i, i % 37 - 18);
    }
    MemorySegment actual = c.compile(8).run(arena, n, x, y);
    MemorySegment expected = c.reference(arena, n, x, y);
    for (int i = 0; i < n; i++) {
      float right = expected.getAtIndex(JAVA_FLOAT, i);
      float found = actual.getAtIndex(JAVA_FLOAT, i);
      assertThat(Float.compare(found, right) == 0 || Math.abs(found - right) <= Math.ulp(right))
          .as("%s: %s for %s", x.getAtIndex(JAVA_FLOAT, i), found, right)
          .isTrue();
    }
  }

  @Test
  void oneLaneGivesTheBitsOfEight() {
    int n = 1 << 14;
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      List<Computation> all = BOUNDS.keySet().stream().map(p -> of(p, dtype)).toList();
      List<Computation.Compiled> one = Computation.compile(1, all);
      List<Computation.Compiled> eight = Computation.compile(8, all);
      MemorySegment x = Samples.of(arena, dtype, n, 5);
      MemorySegment y = Samples.of(arena, dtype, n, 6);
      for (int k = 0; k < all.size(); k++) {
        MemorySegment[] in =
            Arrays.copyOf(new MemorySegment[] {x, y}, all.get(k).operands().size());
        MemorySegment a = one.get(k).run(arena, n, in);
        MemorySegment b = eight.get(k).run(arena, n, in);
        boolean same =
            IntStream.range(0, n)
                .allMatch(i -> Samples.get(a, dtype, i).equals(Samples.get(b, dtype, i)));
        assertThat(same).as("%s", all.get(k)).isTrue();
      }
    }
  }
}

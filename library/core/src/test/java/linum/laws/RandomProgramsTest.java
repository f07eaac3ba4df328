package linum.laws;

import static linum.testing.ArrayAssertions.assertClose;

import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import linum.Linum;
import linum.core.Array;
import linum.ir.Config;
import linum.ir.DType;
import linum.testing.Gradients;
import linum.transform.Vmap;
import linum.transform.VmapOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Programs that nobody wrote: what holds for every operation holds for all of them together.
class RandomProgramsTest {
  @BeforeEach
  void wide() {
    Config.ENABLE_X64.set(true);
  }

  @AfterEach
  void narrow() {
    Config.ENABLE_X64.set(false);
  }

  // A hundred programs in each test, so that a failure names a seed within reach.
  static IntStream hundreds() {
    return IntStream.range(0, 2);
  }

  private interface Law {
    void check(BinaryOperator<Array> program, Random random);
  }

  private static void forEach(int hundred, Law law) {
    for (int seed = 100 * hundred; seed < 100 * hundred + 100; seed++) {
      Random random = new Random(seed);
      RandomProgram program = RandomProgram.of(random);
      try {
        law.check(program::run, random);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ", " + program + ": " + e.getMessage(), e);
      }
    }
  }

  private static Array vector(Random random, int... shape) {
    return Operand.real(shape).as(DType.FLOAT64).draw(random);
  }

  @ParameterizedTest
  @MethodSource("hundreds")
  void compilingChangesNothing(int hundred) {
    forEach(
        hundred,
        (f, random) -> {
          Array x = vector(random, 4);
          Array y = vector(random, 4);
          assertClose(f.apply(x, y), Linum.jit(f).apply(x, y), 1e-12, 1e-12);
        });
  }

  @ParameterizedTest
  @MethodSource("hundreds")
  void mappingIsTheSameForEachExample(int hundred) {
    forEach(
        hundred,
        (f, random) -> {
          Array x = vector(random, 3, 4);
          Array y = vector(random, 4);
          Array all =
              (Array)
                  Vmap.call(
                      args -> f.apply((Array) args[0], (Array) args[1]),
                      VmapOptions.DEFAULT.inAxes(0, Vmap.NONE),
                      x,
                      y);
          for (int i = 0; i < 3; i++) {
            Array one = f.apply(Operand.example(x, 0, i), y);
            assertClose(one, Operand.example(all, 0, i), 1e-10, 1e-10);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("hundreds")
  void derivativesAreWhatDifferencesSay(int hundred) {
    forEach(
        hundred,
        (f, random) ->
            Gradients.ofOrder(1)
                .withTolerance(1e-5)
                .check(
                    (List<Array> in) -> f.apply(in.get(0), in.get(1)),
                    List.of(vector(random, 4), vector(random, 4))));
  }

  @ParameterizedTest
  @MethodSource("hundreds")
  void theGradientOfACompiledProgramIsTheCompiledGradient(int hundred) {
    forEach(
        hundred,
        (f, random) -> {
          Array x = vector(random, 4);
          Array y = vector(random, 4);
          BinaryOperator<Array> loss = (a, b) -> f.apply(a, b).square().sum();
          Array expected = Linum.grad(loss).apply(x, y);
          BinaryOperator<Array> compiled = Linum.jit(loss)::apply;
          assertClose(expected, Linum.grad(compiled).apply(x, y), 1e-10, 1e-10);
          assertClose(expected, Linum.jit(Linum.grad(loss)).apply(x, y), 1e-10, 1e-10);
        });
  }
}

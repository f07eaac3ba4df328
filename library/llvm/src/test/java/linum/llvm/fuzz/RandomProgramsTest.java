package linum.llvm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import linum.core.Backend;
import linum.core.Backends;
import linum.core.Buffer;
import linum.ir.Aval;
import linum.ir.Jaxpr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// This backend and the reference backend agree, in every bit, on programs of exact operations.
///
/// `-Dlinum.fuzz.programs=50000` runs more of them, `-Dlinum.fuzz.first=1234` from another seed on.
class RandomProgramsTest {
  private static final int PROGRAMS = Integer.getInteger("linum.fuzz.programs", 2000);
  private static final int FIRST = Integer.getInteger("linum.fuzz.first", 0);
  private static final int IN_A_TEST = 100;

  static IntStream seeds() {
    return IntStream.range(0, Math.ceilDiv(PROGRAMS, IN_A_TEST)).map(i -> FIRST + i * IN_A_TEST);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void backendsAgree(int first) {
    for (int seed = first; seed < first + IN_A_TEST; seed++) {
      check(seed);
    }
  }

  private static Backend backend(String name) {
    return Backends.all().stream().filter(b -> b.name().equals(name)).findFirst().orElseThrow();
  }

  private static void check(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Jaxpr program = ProgramMaker.make(random);
    Backend compiled = backend("llvm");
    Backend reference = backend("reference");
    List<Buffer> inputs = new ArrayList<>();
    for (Aval a : program.inputAvals()) {
      Buffer b = reference.allocate(a.byteSize(), reference.devices().getFirst());
      Data.fill(b.segment(), a, random);
      inputs.add(b);
    }
    List<Buffer> expected = reference.compile(program, List.of()).run(inputs);
    List<Buffer> actual;
    try {
      actual = compiled.compile(program, List.of()).run(inputs);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("seed %d:\n%s".formatted(seed, program), e);
    }
    for (int i = 0; i < expected.size(); i++) {
      Aval a = program.outputAvals().get(i);
      long at = Data.difference(expected.get(i).segment(), actual.get(i).segment(), a);
      assertThat(at)
          .as(() ->
              "seed %d, output %d of type %s: the place of the first difference\n%s"
                  .formatted(seed, 0, a, program))
          .isEqualTo(-1);
    }
  }
}

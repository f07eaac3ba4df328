package linum.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import linum.core.Buffer;
import linum.ir.Aval;
import linum.ir.DType;
import linum.llvm.plan.Choose;
import linum.llvm.plan.Kernel;
import linum.llvm.plan.Region;
import linum.llvm.plan.Repeat;
import linum.llvm.plan.Step;
import linum.llvm.plan.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Memory is used again, and never too early.
class MemoryTest {
  private static final long BYTES = 4 * Hand.N;

  // Places in memory are multiples of 64 bytes.
  private static final long PLACE = (BYTES + 63) / 64 * 64;

  static IntStream tens() {
    return IntStream.range(0, 20);
  }

  @ParameterizedTest
  @MethodSource("tens")
  void aProgramThatNobodyWroteReadsWhatItWrote(int ten) {
    for (int seed = 10 * ten; seed < 10 * ten + 10; seed++) {
      RandomRegion program = new RandomRegion(seed);
      Random random = new Random(seed);
      int[] a = random.ints(Hand.N, -9, 9).toArray();
      int[] b = random.ints(Hand.N, -9, 9).toArray();
      int[] rows = random.ints(3 * Hand.N, -9, 9).toArray();
      boolean[][] donations = {{}, {true, true, false, true}};
      for (boolean[] donated : donations) {
        LlvmExecutable executable = Hand.compile(program.region(), donated);
        for (int which = -1; which < 4; which++) {
          List<Buffer> out =
              executable.run(
                  List.of(Hand.buffer(a), Hand.buffer(b), Hand.buffer(which), Hand.buffer(rows)));
          List<int[]> expected = program.expected(a, b, which, rows);
          for (int j = 0; j < out.size(); j++) {
            assertThat(Hand.elements(out.get(j)))
                .as("seed %d, branch %d, output %d, donated %b", seed, which, j, donated.length > 0)
                .isEqualTo(expected.get(j));
          }
        }
      }
    }
  }

  @Test
  void aChainIsComputedInTheMemoryOfTheOutput() {
    Value x = Hand.vector();
    Value y = Hand.vector();
    Value z = Hand.vector();
    Region chain =
        new Region(
            List.of(x), List.of(Hand.combine(2, x, x, y), Hand.combine(3, y, x, z)), List.of(z));
    assertThat(Hand.memory(chain).temporaryBytes()).isZero();
  }

  @Test
  void whatIsNeededAtTheSameTimeDoesNotShare() {
    Value x = Hand.vector();
    Value y = Hand.vector();
    Value z = Hand.vector();
    Value w = Hand.vector();
    Region program =
        new Region(
            List.of(x),
            List.of(Hand.reverse(x, x, y), Hand.reverse(y, x, z), Hand.reverse(z, y, w)),
            List.of(w));
    assertThat(Hand.memory(program).temporaryBytes()).isEqualTo(2 * PLACE);
  }

  @Test
  void memoryIsUsedAgainOnceNobodyNeedsIt() {
    Value last = Hand.vector();
    Value x = last;
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Value next = Hand.vector();
      steps.add(Hand.reverse(last, last, next));
      last = next;
    }
    Region program = new Region(List.of(x), steps, List.of(last));
    assertThat(Hand.memory(program).temporaryBytes()).isEqualTo(2 * PLACE);
  }

  @Test
  void aDonatedArgumentIsOverwrittenAndHandedBack() {
    Value x = Hand.vector();
    Value y = Hand.vector();
    Kernel add = Hand.combine(1, x, x, y);
    Value b = Hand.vector();
    Kernel inPlace = Hand.combine(1, x, b, y);
    assertThat(Hand.memory(new Region(List.of(x), List.of(add), List.of(y)), true).aliases())
        .as("reads it twice, and is written when both are read")
        .containsExactly(-1);
    Region program = new Region(List.of(x, b), List.of(inPlace), List.of(y));
    assertThat(Hand.memory(program, false, false).aliases()).containsExactly(-1);
    assertThat(Hand.memory(program, true, false).aliases()).containsExactly(0);
    Buffer given = Hand.buffer(new int[Hand.N]);
    long address = given.segment().address();
    Buffer out =
        Hand.compile(program, true, false)
            .run(List.of(given, Hand.buffer(new int[Hand.N])))
            .getFirst();
    assertThat(given.isDeleted()).isTrue();
    assertThat(out.segment().address()).isEqualTo(address);
    assertThat(Hand.elements(out)).containsOnly(1);
  }

  @Test
  void aDonatedArgumentThatIsTheOutputIsHandedBack() {
    Value x = Hand.vector();
    Region same = new Region(List.of(x), List.of(), List.of(x, x));
    Buffer given = Hand.buffer(new int[Hand.N]);
    long address = given.segment().address();
    List<Buffer> out = Hand.compile(same, true).run(List.of(given));
    assertThat(out.getFirst().segment().address()).isEqualTo(address);
    assertThat(out.get(1).segment().address()).isNotEqualTo(address);
    assertThat(Hand.elements(out.get(1))).containsOnly(0);
  }

  @Test
  void anArgumentThatIsTheOutputIsCopied() {
    Value x = Hand.vector();
    Buffer given = Hand.buffer(IntStream.range(0, Hand.N).toArray());
    Buffer out =
        Hand.compile(new Region(List.of(x), List.of(), List.of(x))).run(List.of(given)).getFirst();
    assertThat(out.segment().address()).isNotEqualTo(given.segment().address());
    assertThat(Hand.elements(out)).isEqualTo(Hand.elements(given));
  }

  @Test
  void aLoopKeepsWhatItCarriesInOnePlace() {
    Value x = Hand.vector();
    Value start = Hand.vector();
    Value slot = Hand.vector();
    Value next = Hand.vector();
    Repeat loop =
        new Repeat(
            "loop",
            5,
            false,
            null,
            List.of(new Repeat.Carry(start, slot, next)),
            List.of(),
            List.of(),
            new Region(List.of(slot, x), List.of(Hand.combine(1, slot, x, next)), List.of(next)));
    Region program =
        new Region(List.of(x), List.of(Hand.reverse(x, x, start), loop), List.of(slot));
    assertThat(Hand.memory(program).temporaryBytes()).isZero();
    Buffer out = Hand.compile(program).run(List.of(Hand.buffer(new int[Hand.N]))).getFirst();
    assertThat(Hand.elements(out)).containsOnly(5);
  }

  @Test
  void aBranchThatChangesNothingCopiesNothing() {
    Value x = Hand.vector();
    Value which = new Value(Aval.of(DType.INT32));
    Value y = Hand.vector();
    Value changed = Hand.vector();
    Value result = Hand.vector();
    Region update =
        new Region(List.of(y, x), List.of(Hand.combine(2, y, x, changed)), List.of(changed));
    Region keep = new Region(List.of(y, x), List.of(), List.of(y));
    Region program =
        new Region(
            List.of(x, which),
            List.of(
                Hand.reverse(x, x, y),
                new Choose("choose", which, List.of(keep, update), List.of(result))),
            List.of(result));
    assertThat(Hand.memory(program).temporaryBytes()).isZero();
    Value donated = Hand.vector();
    Region alone =
        new Region(
            List.of(donated, x, which),
            List.of(
                new Choose(
                    "choose",
                    which,
                    List.of(
                        new Region(List.of(donated), List.of(), List.of(donated)),
                        new Region(
                            List.of(donated, x),
                            List.of(Hand.combine(2, donated, x, changed)),
                            List.of(changed))),
                    List.of(result))),
            List.of(result));
    assertThat(Hand.memory(alone, true, false, false).aliases()).containsExactly(0);
    assertThat(Hand.memory(alone, true, false, false).temporaryBytes()).isZero();
    assertThat(
            Hand.elements(
                Hand.compile(alone, true, false, false)
                    .run(
                        List.of(
                            Hand.buffer(new int[Hand.N]),
                            Hand.buffer(new int[Hand.N]),
                            Hand.buffer(1)))
                    .getFirst()))
        .containsOnly(1);
  }
}

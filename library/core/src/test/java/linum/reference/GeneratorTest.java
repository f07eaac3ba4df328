package linum.reference;

import static linum.reference.Data.dims;
import static linum.reference.Data.ints;
import static linum.reference.Data.reals;
import static linum.reference.Data.runAll;
import static linum.reference.Data.wholes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import linum.core.Array;
import linum.ir.CounterHash;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Generator;
import linum.ir.RandomAlgorithm;
import linum.ir.RandomPrimitive;
import org.junit.jupiter.api.Test;

/// Bits of a state are hashes, in XLA's order.
class GeneratorTest {
  private static final long KEY = 0x0123_4567_89ab_cdefL;

  private static List<Array> bits(RandomAlgorithm algorithm, DType dtype, Array state, int... n) {
    return runAll(new Generator.RngBitGenerator(dims(n), dtype, algorithm), state);
  }

  private static Array state(long counter) {
    return ints(DType.UINT64, KEY, counter);
  }

  private static Array word(long w) {
    return ints(DType.UINT32, w & 0xffff_ffffL);
  }

  private static long[] threefry(long counter) {
    return all(
        runAll(
            new RandomPrimitive.Threefry2x32(),
            word(KEY),
            word(KEY >>> 32),
            word(counter),
            word(counter >>> 32)));
  }

  private static long[] philox(long counter, long high) {
    return all(
        runAll(
            CounterHash.PHILOX4X32,
            word(KEY),
            word(KEY >>> 32),
            word(counter),
            word(counter >>> 32),
            word(high),
            word(high >>> 32)));
  }

  private static long[] all(List<Array> words) {
    return words.stream().mapToLong(x -> wholes(x)[0]).toArray();
  }

  private static long[] joined(long[]... parts) {
    return Arrays.stream(parts).flatMapToLong(Arrays::stream).toArray();
  }

  @Test
  void philoxCountsBlocksOfFourWords() {
    List<Array> out = bits(RandomAlgorithm.RNG_PHILOX, DType.UINT32, state(5), 2, 3);
    long[] expected = Arrays.copyOf(joined(philox(5, KEY), philox(6, KEY)), 6);
    assertThat(wholes(out.get(1))).containsExactly(expected);
    assertThat(wholes(out.get(0))).containsExactly(KEY, 7);
  }

  @Test
  void philoxIsTheDefault() {
    assertThat(wholes(bits(RandomAlgorithm.RNG_DEFAULT, DType.UINT16, state(5), 2).get(1)))
        .containsExactly(philox(5, KEY)[0] & 0xffff, philox(5, KEY)[1] & 0xffff);
  }

  @Test
  void philoxJoinsWordsTheLowOneFirst() {
    long[] w = philox(5, KEY);
    List<Array> out = bits(RandomAlgorithm.RNG_PHILOX, DType.UINT64, state(5), 2);
    assertThat(wholes(out.get(1))).containsExactly(w[0] | w[1] << 32, w[2] | w[3] << 32);
    assertThat(wholes(out.get(0))).containsExactly(KEY, 6);
  }

  @Test
  void theCounterOfPhiloxCarriesIntoItsUpperHalf() {
    List<Array> out = bits(RandomAlgorithm.RNG_PHILOX, DType.UINT32, state(-1), 8);
    assertThat(wholes(out.get(1))).containsExactly(joined(philox(-1, KEY), philox(0, KEY + 1)));
    assertThat(wholes(out.get(0))).containsExactly(KEY, 1);
  }

  @Test
  void threefryPutsTheTwoWordsOfAHashSideBySideAlongAnEvenAxis() {
    List<Array> out = bits(RandomAlgorithm.RNG_THREE_FRY, DType.UINT32, state(5), 3, 2);
    assertThat(wholes(out.get(1))).containsExactly(joined(threefry(5), threefry(6), threefry(7)));
    assertThat(wholes(out.get(0))).containsExactly(KEY, 8);
    List<Array> rows = bits(RandomAlgorithm.RNG_THREE_FRY, DType.UINT32, state(5), 2, 3);
    List<Long> expected = new ArrayList<>();
    for (int word = 0; word < 2; word++) {
      for (int i = 0; i < 3; i++) {
        expected.add(threefry(5 + i)[word]);
      }
    }
    assertThat(wholes(rows.get(1))).containsExactly(expected.toArray(Long[]::new));
  }

  @Test
  void threefryDropsAWordWhereNoAxisIsEven() {
    List<Array> out = bits(RandomAlgorithm.RNG_THREE_FRY, DType.UINT32, state(5), 3);
    assertThat(wholes(out.get(1)))
        .containsExactly(Arrays.copyOf(joined(threefry(5), threefry(6)), 3));
    assertThat(wholes(out.get(0))).containsExactly(KEY, 7);
    assertThat(wholes(bits(RandomAlgorithm.RNG_THREE_FRY, DType.UINT32, state(5)).get(1)))
        .containsExactly(threefry(5)[0]);
  }

  @Test
  void aStateOfFourWordsIsThatOfTwo() {
    Array words = ints(DType.UINT32, KEY & 0xffff_ffffL, KEY >>> 32, 0xffff_ffffL, 7);
    List<Array> out = bits(RandomAlgorithm.RNG_THREE_FRY, DType.UINT64, words, 1);
    long[] w = threefry(0x7_ffff_ffffL);
    assertThat(wholes(out.get(1))).containsExactly(w[0] | w[1] << 32);
    assertThat(wholes(out.get(0))).containsExactly(KEY & 0xffff_ffffL, KEY >>> 32, 0, 8);
  }

  @Test
  void uniformNumbersLieBetweenTheBounds() {
    Generator p = new Generator.RngUniform(Dims.of(1000));
    double[] drawn =
        reals(runAll(p, Data.scalar(DType.FLOAT32, 2.0), Data.scalar(DType.FLOAT32, 3.0)).get(0));
    assertThat(Arrays.stream(drawn)).allMatch(x -> x >= 2 && x < 3);
    assertThat(Arrays.stream(drawn).distinct().count()).isGreaterThan(900);
    long[] whole =
        wholes(runAll(p, Data.scalar(DType.INT8, -2), Data.scalar(DType.INT8, 1)).get(0));
    assertThat(Arrays.stream(whole).distinct().sorted()).containsExactly(-2L, -1L, 0L);
  }

  @Test
  void whatIsNoStateIsRefused() {
    assertThatThrownBy(
            () -> bits(RandomAlgorithm.RNG_DEFAULT, DType.UINT32, ints(DType.UINT32, 1, 2), 3))
        .hasMessage("rng_bit_generator: the state must be uint32[4] or uint64[2], got uint32[2]");
    assertThatThrownBy(() -> bits(RandomAlgorithm.RNG_DEFAULT, DType.INT32, state(0), 3))
        .hasMessage(
            "rng_bit_generator gives unsigned integers, not int32"
                + "\nTake the bits of another type: bitcastConvertType(bits, DType.INT32).");
  }
}

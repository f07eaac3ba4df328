package linum.reference;

import static linum.reference.Data.dims;
import static linum.reference.Data.ints;
import static linum.reference.Data.run;
import static linum.reference.Data.runAll;
import static linum.reference.Data.wholes;
import static org.assertj.core.api.Assertions.assertThat;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.RandomPrimitive;
import linum.ir.ThreefryMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The known answers of the Random123 library for the hash, and those of JAX for keys and bits.
class ThreefryTest {
  private static Array key(long seed) {
    return run(new RandomPrimitive.Seed(), Data.scalar(DType.INT32, seed));
  }

  private static long[] words(Array keys) {
    return wholes(run(new RandomPrimitive.Unwrap(), keys));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, 6b200159, 99ba4efe",
    "ffffffff, ffffffff, ffffffff, ffffffff, 1cb996fc, bb002be7",
    "13198a2e, 03707344, 243f6a88, 85a308d3, c4923a9c, 483df7a0"
  })
  void theHashGivesTheKnownAnswers(
      String k0, String k1, String c0, String c1, String first, String second) {
    var out = runAll(new RandomPrimitive.Threefry2x32(), word(k0), word(k1), word(c0), word(c1));
    assertThat(wholes(out.get(0))).containsExactly(Long.parseLong(first, 16));
    assertThat(wholes(out.get(1))).containsExactly(Long.parseLong(second, 16));
  }

  private static Array word(String hex) {
    return ints(DType.UINT32, Long.parseLong(hex, 16));
  }

  @Test
  void theHashSpreadsScalarKeysOverCounters() {
    var out =
        runAll(
            new RandomPrimitive.Threefry2x32(),
            Data.scalar(DType.UINT32, 0),
            Data.scalar(DType.UINT32, 0),
            ints(DType.UINT32, 0, 1),
            ints(DType.UINT32, 0, 1));
    assertThat(wholes(out.get(0))).startsWith(0x6b200159L).hasSize(2);
  }

  @Test
  void seedsOf32BitsFillTheSecondWordAndWiderOnesBoth() {
    assertThat(words(key(-1))).containsExactly(0, 4294967295L);
    Array wide = run(new RandomPrimitive.Seed(), ints(DType.INT64, -3, 5));
    assertThat(words(wide)).containsExactly(4294967295L, 4294967293L, 0, 5);
  }

  @Test
  void wordsWrapAndUnwrap() {
    Array data = run(new linum.ir.Movement.Reshape(dims(1, 2)), ints(DType.UINT32, 7, 0xffffffffL));
    Array key = run(new RandomPrimitive.Wrap(), data);
    assertThat(key.aval().toString()).isEqualTo("key<fry>[1]");
    assertThat(words(key)).containsExactly(7, 0xffffffffL);
    assertThat(words(run(new RandomPrimitive.Clone(), key))).containsExactly(7, 0xffffffffL);
  }

  @Test
  void foldingInHashesTheNumber() {
    Array folded = run(new RandomPrimitive.FoldIn(), key(42), Data.scalar(DType.UINT32, 1234));
    assertThat(words(folded)).containsExactly(1356445167L, 2917756949L);
  }

  @Test
  void splittingInBothModes() {
    assertThat(words(run(new RandomPrimitive.Split(dims(4), ThreefryMode.LEGACY), key(0))))
        .containsExactly(
            2285895361L,
            1501764800L,
            1518642379L,
            4090693311L,
            433833334L,
            4221794875L,
            839183663L,
            3740430601L);
    assertThat(words(run(new RandomPrimitive.Split(dims(2), ThreefryMode.PARTITIONABLE), key(0))))
        .containsExactly(1797259609L, 2579123966L, 928981903L, 3453687069L);
    assertThat(words(run(new RandomPrimitive.Split(dims(3), ThreefryMode.LEGACY), key(42))))
        .containsExactly(
            3134548294L, 3733159049L, 3746501087L, 894150801L, 801545058L, 2363201431L);
  }

  @Test
  void everyKeyOfAnArrayIsSplitByItself() {
    Array keys = run(new RandomPrimitive.Seed(), Data.i32(42, 0));
    Array split = run(new RandomPrimitive.Split(dims(1, 2), ThreefryMode.PARTITIONABLE), keys);
    assertThat(split.shape()).isEqualTo(dims(2, 1, 2));
    assertThat(words(split)).endsWith(1797259609L, 2579123966L, 928981903L, 3453687069L);
  }

  @ParameterizedTest
  @CsvSource({
    "8, LEGACY, 216, 115, 43",
    "16, LEGACY, 41682, 1300, 55017",
    "32, LEGACY, 56197195, 4200222568, 961309823",
    "64, LEGACY, 3982329540505020460, 16822122385914693683, 7882654074788531506",
    "8, PARTITIONABLE, 37, 59, 52",
    "16, PARTITIONABLE, 42789, 29755, 60468",
    "32, PARTITIONABLE, 1111271205, 2679469115, 974515252",
    "64, PARTITIONABLE, 3182764935064573181, 366096495144982249, 241365115613244543"
  })
  void bitsOfEveryWidthAreThoseOfJax(int width, ThreefryMode mode, String a, String b, String c) {
    Array bits = run(new RandomPrimitive.Bits(width, dims(3), mode), key(1701));
    assertThat(wholes(bits))
        .containsExactly(
            Long.parseUnsignedLong(a), Long.parseUnsignedLong(b), Long.parseUnsignedLong(c));
  }

  @Test
  void oneNumberAndNoNumberCanBeDrawn() {
    assertThat(wholes(run(new RandomPrimitive.Bits(32, Dims.NONE, ThreefryMode.LEGACY), key(0))))
        .containsExactly(1797259609L);
    assertThat(run(new RandomPrimitive.Bits(32, dims(0), ThreefryMode.LEGACY), key(0)).size())
        .isZero();
  }
}

package linum.llvm.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DigestTest {
  @Test
  void everyBitAndEveryLengthCounts() {
    byte[] bytes = new byte[43];
    new Random(7).nextBytes(bytes);
    Set<String> seen = new HashSet<>();
    for (int length = 0; length <= bytes.length; length++) {
      byte[] some = Arrays.copyOf(bytes, length);
      assertThat(seen.add(Arrays.toString(Digest.of(some, 0)))).isTrue();
      for (int bit = 0; bit < 8 * length; bit++) {
        some[bit / 8] ^= (byte) (1 << bit % 8);
        assertThat(seen.add(Arrays.toString(Digest.of(some, 0)))).isTrue();
        some[bit / 8] ^= (byte) (1 << bit % 8);
      }
    }
  }

  @Test
  void zerosAreCounted() {
    Set<String> seen = new HashSet<>();
    for (int length = 0; length < 200; length++) {
      assertThat(seen.add(Digest.name("\0".repeat(length)))).isTrue();
    }
  }

  /// A change of one bit should change each bit of the digest in one case of two.
  @Test
  void aChangeGoesEverywhere() {
    Random random = new Random(8);
    int[] changes = new int[8 * Digest.BYTES];
    int cases = 4000;
    for (int i = 0; i < cases; i++) {
      byte[] bytes = new byte[8 + random.nextInt(40)];
      random.nextBytes(bytes);
      byte[] before = Digest.of(bytes, 0);
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      byte[] after = Digest.of(bytes, 0);
      for (int bit = 0; bit < changes.length; bit++) {
        changes[bit] += ((before[bit / 8] ^ after[bit / 8]) >> bit % 8) & 1;
      }
    }
    assertThat(Arrays.stream(changes).min().orElseThrow()).isGreaterThan(cases * 45 / 100);
    assertThat(Arrays.stream(changes).max().orElseThrow()).isLessThan(cases * 55 / 100);
  }

  @Test
  void onlyWhatFollowsThePositionCounts() {
    assertThat(Digest.of(new byte[] {1, 2, 3, 4}, 2)).isEqualTo(Digest.of(new byte[] {3, 4}, 0));
    assertThat(Digest.name("a")).hasSize(2 * Digest.BYTES);
  }
}

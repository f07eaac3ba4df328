package linum.reference;

import static linum.reference.Data.ints;
import static linum.reference.Data.runAll;
import static linum.reference.Data.wholes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import linum.core.Array;
import linum.ir.CounterHash;
import linum.ir.DType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The known answers of the Random123 library: words of the key, of the counter, and of the result.
class CounterHashTest {

  @ParameterizedTest
  @CsvSource({
    "THREEFRY4X32, 0 0 0 0 0 0 0 0, 9c6ca96a e17eae66 fc10ecd4 5256a7d8",
    "THREEFRY4X32, ffffffff ffffffff ffffffff ffffffff ffffffff ffffffff ffffffff ffffffff,"
        + " 2a881696 57012287 f6c7446e a16a6732",
    "THREEFRY4X32, a4093822 299f31d0 082efa98 ec4e6c89 243f6a88 85a308d3 13198a2e 03707344,"
        + " 59cd1dbb b8879579 86b5d00c ac8b6d84",
    "PHILOX2X32, 0 0 0, ff1dae59 6cd10df2",
    "PHILOX2X32, ffffffff ffffffff ffffffff, 2c3f628b ab4fd7ad",
    "PHILOX2X32, 13198a2e 243f6a88 85a308d3, dd7ce038 f62a4c12",
    "PHILOX4X32, 0 0 0 0 0 0, 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
    "PHILOX4X32, ffffffff ffffffff ffffffff ffffffff ffffffff ffffffff,"
        + " 408f276d 41c83b0e a20bc7c6 6d5451fd",
    "PHILOX4X32, a4093822 299f31d0 243f6a88 85a308d3 13198a2e 03707344,"
        + " d16cfe09 94fdcceb 5001e420 24126ea1"
  })
  void hashesGiveTheKnownAnswers(CounterHash hash, String operands, String results) {
    Array[] in = words(operands).map(w -> (Array) ints(DType.UINT32, w)).toArray(Array[]::new);
    List<Array> out = runAll(hash, in);
    assertThat(out.stream().mapToLong(x -> wholes(x)[0])).containsExactly(boxed(results));
  }

  private static LongStream longs(String hex) {
    return Arrays.stream(hex.split(" ")).mapToLong(w -> Long.parseLong(w, 16));
  }

  private static Stream<Long> words(String hex) {
    return longs(hex).boxed();
  }

  private static Long[] boxed(String hex) {
    return words(hex).toArray(Long[]::new);
  }
}

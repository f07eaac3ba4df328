package linum.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.DType;
import linum.ir.RandomPrimitive;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreefryTest {
  // The known answers that come with the paper's own implementation, Random123.
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, 6b200159, 99ba4efe",
    "ffffffff, ffffffff, ffffffff, ffffffff, 1cb996fc, bb002be7",
    "13198a2e, 03707344, 243f6a88, 85a308d3, c4923a9c, 483df7a0"
  })
  void theHashGivesTheKnownAnswers(
      String key0, String key1, String count0, String count1, String out0, String out1) {
    List<Array> out =
        Trace.bindAll(
            new RandomPrimitive.Threefry2x32(),
            List.of(word(key0), word(key1), word(count0), word(count1)));
    assertThat(Host.longs(out.get(0))).containsExactly(Long.parseLong(out0, 16));
    assertThat(Host.longs(out.get(1))).containsExactly(Long.parseLong(out1, 16));
  }

  private static Array word(String hex) {
    return Ops.scalar(Long.parseLong(hex, 16), DType.UINT32);
  }
}

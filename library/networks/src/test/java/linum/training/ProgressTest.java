package linum.training;

import static linum.numpy.Jnp.array;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicLong clock = new AtomicLong();

  private List<String> shown() {
    return List.of(bytes.toString(StandardCharsets.UTF_8).split("\r"));
  }

  private Progress<String> over(String... elements) {
    return new Progress<>(List.of(elements), elements.length, out, clock::get);
  }

  @Test
  void theLineIsWrittenOverAndEnds() {
    Progress<String> progress = over("a", "b", "c", "d").description("go");
    for (String s : progress) {
      progress.set("last", s.equals("d") ? 4 : 1);
      clock.addAndGet(1_000_000_000);
    }
    assertThat(shown())
        .containsExactly(
            "",
            "go:   0% |          | 0/4 [00:00<?, 0.0/s]",
            "go:  25% |██▌       | 1/4 [00:01<00:03, 1.0/s, last=1]",
            "go:  50% |█████     | 2/4 [00:02<00:02, 1.0/s, last=1]",
            "go:  75% |███████▌  | 3/4 [00:03<00:01, 1.0/s, last=1]",
            "go: 100% |██████████| 4/4 [00:04<00:00, 1.0/s, last=4]",
            "go: 100% |██████████| 4/4 [00:04<00:00, 1.0/s, last=4]" + System.lineSeparator());
  }

  @Test
  void itIsWrittenAFewTimesASecond() {
    for (String _ : over("a", "b", "c", "d")) {
      clock.addAndGet(30_000_000);
    }
    assertThat(shown()).hasSize(4);
  }

  @Test
  void aLoopThatIsLeftEarlyIsClosed() {
    try (Progress<String> progress = over("a", "b")) {
      for (String _ : progress) {
        break;
      }
    }
    assertThat(shown().getLast())
        .isEqualTo("  0% |          | 0/2 [00:00<?, 0.0/s]" + System.lineSeparator());
  }

  @Test
  void shorterLinesCoverLongerOnes() {
    Progress<String> progress = over("a", "b");
    for (String _ : progress) {
      progress.set("x", clock.get() == 0 ? 1e-10 : 1);
      clock.addAndGet(200_000_000);
    }
    assertThat(shown().get(2)).endsWith("x=1.000e-10]");
    assertThat(shown().get(3)).hasSameSizeAs(shown().get(2));
  }

  @Test
  void numbersAreShort() {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("loss", array(0.123456));
    numbers.put("step", 12);
    assertThat(new ProgressLine(0).of("", 0, 0, numbers))
        .isEqualTo("100% |██████████| 0/0 [00:00<?, 0.0/s, loss=0.1235, step=12]");
    assertThat(new ProgressLine(10_000).of("", 5_000, 7_300, Map.of()))
        .isEqualTo(" 50% |█████     | 5000/10000 [2:01:40<2:01:40, 1.46 s each]");
    assertThat(new ProgressLine(2).of("", 1, 0.001, Map.of())).contains("1000/s");
  }

  @Test
  void numbersCanBeGoneThrough() {
    int sum = 0;
    for (int i : new Progress<>(List.of(1, 2, 3), 3, out, clock::get)) {
      sum += i;
    }
    assertThat(sum).isEqualTo(6);
  }
}

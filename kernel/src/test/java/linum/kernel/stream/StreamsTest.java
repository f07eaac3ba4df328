package linum.kernel.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Scanner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StreamsTest {

  @Nested
  class Output {
    private final BlockingQueue<String> batches = new LinkedBlockingQueue<>();
    private final BatchedOutput output = new BatchedOutput(batches::add);

    private void print(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      output.write(bytes, 0, bytes.length);
    }

    @Test
    void isPassedOnByItself() throws InterruptedException {
      print("a");
      print("b");
      assertThat(batches.poll(5, TimeUnit.SECONDS)).isEqualTo("ab");
    }

    @Test
    void isPassedOnWhenThereIsMuch() {
      print("x".repeat(200_000));
      output.drain();
      assertThat(String.join("", batches)).hasSize(200_000);
      assertThat(batches).hasSize(4);
    }

    @Test
    void keepsCharactersWhole() {
      byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
      output.write(euro, 0, 2);
      output.drain();
      assertThat(batches).isEmpty();
      output.write(euro, 2, 1);
      output.drain();
      assertThat(batches).containsExactly("€");
    }
  }

  @Nested
  class Input {
    @Test
    void asksForALineWhenItHasNone() {
      Queue<String> lines = new ArrayDeque<>(List.of("one two", "three"));
      Scanner scanner = new Scanner(new PromptedInput(lines::poll), StandardCharsets.UTF_8);
      assertThat(scanner.next()).isEqualTo("one");
      assertThat(lines).hasSize(1);
      assertThat(scanner.nextLine()).isEqualTo(" two");
      assertThat(scanner.nextLine()).isEqualTo("three");
      assertThat(scanner.hasNext()).isFalse();
    }
  }
}

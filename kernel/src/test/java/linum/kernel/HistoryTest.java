package linum.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import linum.kernel.protocol.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private final History history = new History();

  @BeforeEach
  void fill() {
    history.add(1, "1+2", "3");
    history.add(2, "x*y", null);
    history.add(3, "1+2", "3");
  }

  private List<Integer> lines(Object... request) {
    return history.find(Json.object(request)).asList().stream()
        .map(row -> row.getAsJsonArray().get(1).getAsInt())
        .toList();
  }

  @Test
  void givesTheLastCells() {
    assertThat(lines("hist_access_type", "tail", "n", 2)).containsExactly(2, 3);
  }

  @Test
  void givesARangeOfThisSession() {
    assertThat(lines("hist_access_type", "range", "session", 0, "start", 1, "stop", 3))
        .containsExactly(1, 2);
    assertThat(lines("hist_access_type", "range", "session", -1)).isEmpty();
  }

  @Test
  void findsByPattern() {
    assertThat(lines("hist_access_type", "search", "pattern", "1?2*")).containsExactly(1, 3);
    assertThat(lines("hist_access_type", "search", "pattern", "x*y")).containsExactly(2);
    assertThat(lines("hist_access_type", "search", "pattern", "2")).isEmpty();
  }

  @Test
  void givesEachTextOnceWhereItWasLast() {
    assertThat(lines("hist_access_type", "search", "pattern", "*", "unique", true))
        .containsExactly(2, 3);
  }

  @Test
  void givesOutputsWhenAsked() {
    assertThat(history.find(Json.object("hist_access_type", "tail", "n", 2, "output", true)))
        .isEqualTo(
            Json.element(
                List.of(
                    List.of(0, 2, Json.element(new String[] {"x*y", null})),
                    List.of(0, 3, List.of("1+2", "3")))));
  }
}

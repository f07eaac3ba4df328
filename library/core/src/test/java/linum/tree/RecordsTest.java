package linum.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordsTest {
  record Options(double rate, String name, List<Integer> axes) {}

  record Maybe(@Nullable String name) {}

  private static final Options OPTIONS = new Options(0.5, "adam", List.of(1));

  @Test
  void componentsAreInOrder() {
    assertThat(Records.components(OPTIONS))
        .containsExactly(
            Map.entry("rate", 0.5), Map.entry("name", "adam"), Map.entry("axes", List.of(1)));
  }

  @Test
  void someComponentsAreReplaced() {
    assertThat(Records.with(OPTIONS, Map.of("name", "sgd", "rate", 1.0)))
        .isEqualTo(new Options(1.0, "sgd", List.of(1)));
  }

  @Test
  void oneComponentIsReplacedAlsoByNothing() {
    assertThat(Records.with(OPTIONS, "rate", 1.0)).isEqualTo(new Options(1.0, "adam", List.of(1)));
    assertThat(Records.with(new Maybe("x"), "name", null)).isEqualTo(new Maybe(null));
  }

  @Test
  void anUnknownNameIsNamed() {
    assertThatThrownBy(() -> Records.with(OPTIONS, Map.of("speed", 1.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "record Options has the components [rate, name, axes], but a value was given for [speed]");
  }

  @Test
  void aWrongTypeIsNamed() {
    assertThatThrownBy(() -> Records.with(OPTIONS, Map.of("name", 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("component name is declared as String");
  }
}

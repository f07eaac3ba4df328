package linum.magics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizesTest {
  @Test
  void bytesAreCountedInThousands() {
    assertThat(Sizes.bytes(999)).isEqualTo("999 B");
    assertThat(Sizes.bytes(79_400)).isEqualTo("79.4 KB");
    assertThat(Sizes.bytes(3_300_000)).isEqualTo("3.3 MB");
  }

  @Test
  void secondsTakeTheUnitThatSuitsThem() {
    assertThat(Sizes.seconds(0.0000234)).isEqualTo("23.4 µs");
    assertThat(Sizes.seconds(0.5)).isEqualTo("500 ms");
  }
}

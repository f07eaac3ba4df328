package notebook;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import linum.ir.Dims;
import linum.random.KeyReuseException;
import linum.random.PrngKey;
import linum.random.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Outside of the library's packages, as its users are: the error names their lines.
class KeyReuseTest {
  @BeforeEach
  void on() {
    Random.checkKeyReuse(true);
  }

  @AfterEach
  void off() {
    Random.checkKeyReuse(false);
  }

  @Test
  void aKeyUsedTwiceIsReportedWithBothLines() {
    PrngKey key = PrngKey.key(3);
    key.normal(2);
    assertThatThrownBy(() -> key.split())
        .isInstanceOf(KeyReuseException.class)
        .hasMessageMatching(
            "split at KeyReuseTest\\.java:\\d+ uses a random key that normal at KeyReuseTest\\.java:\\d+"
                + " has used up: both would draw the same numbers\\."
                + "\nSplit the key and use each part once: var keys = key\\.split\\(2\\);");
  }

  @Test
  void partsCopiesAndFoldedKeysAreFresh() {
    assertThatNoException()
        .isThrownBy(() -> {
          PrngKey key = PrngKey.key(3);
          key.copy().normal();
          key.foldIn(1).normal();
          key.foldIn(2).normal();
          PrngKey keys = key.copy().split();
          keys.get(0).normal();
          keys.get(1).normal();
          PrngKey.key(3).uniform();
        });
  }

  @Test
  void samplersThatSplitInsideUseTheirKeyOnce() {
    assertThatNoException().isThrownBy(() -> Random.randint(Random.key(5), Dims.of(3), 0, 9));
  }
}

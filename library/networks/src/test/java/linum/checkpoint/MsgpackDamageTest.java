package linum.checkpoint;

import static linum.checkpoint.Serialization.msgpackRestore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bytes that Flax did not write give an error of ours, and take no memory that is not theirs.
class MsgpackDamageTest {
  @Test
  void aFileThatEndsEarlyIsFoundAnywhere() {
    for (String name : FlaxBytes.names()) {
      byte[] bytes = FlaxBytes.of(name);
      for (int n = 0; n < bytes.length; n++) {
        byte[] cut = Arrays.copyOf(bytes, n);
        assertThatThrownBy(() -> msgpackRestore(cut))
            .as("%s after %d bytes", name, n)
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void changedBytesAreReadAsSomethingOrRefused() {
    SplittableRandom random = new SplittableRandom(7);
    for (String name : FlaxBytes.names()) {
      byte[] bytes = FlaxBytes.of(name);
      for (int i = 0; i < Math.min(bytes.length, 200); i++) {
        byte[] changed = bytes.clone();
        changed[i] = (byte) random.nextInt();
        refusesOrReads(changed);
      }
    }
  }

  @Test
  void noiseIsReadAsSomethingOrRefused() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      refusesOrReads(noise);
    }
  }

  private static void refusesOrReads(byte[] bytes) {
    try {
      msgpackRestore(bytes);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }

  // The lengths that these claim to have would take gigabytes.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dd7fffffff   | is damaged at byte 5: a value of kind LIST says that it has size 2147483647, but only 0 bytes follow
          df7fffffff   | is damaged at byte 5: a value of kind MAP says that it has size 2147483647, but only 0 bytes follow
          dbffffffff61 | is damaged at byte 5: a value of kind TEXT says that it has size 4294967295, but only 1 bytes follow
          c6ffffffff   | is damaged at byte 5: a value of kind BYTES says that it has size 4294967295, but only 0 bytes follow
          c9ffffffff01 | is damaged at byte 5: a value of kind EXTENSION says that it has size 4294967295, but only 1 bytes follow
          c1           | is damaged at byte 1: the byte 0xc1 begins no value
          9101c0       | something follows
          8101c0       | the key of a map is no text
          82a161c0a161c0 | a map has the key 'a' twice
          cfffffffffffffffff | the integer 18446744073709551615 does not fit into 64 bits with a sign
          a1ff         | a text in it is not UTF-8
          d40500       | a value has the unknown type 5
          """)
  void hostileLengths(String hex, String problem) {
    assertThatThrownBy(() -> msgpackRestore(HexFormat.of().parseHex(hex)))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining(problem.strip());
  }

  // The content of values of type 1.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          9392ce7fffffffce7fffffffa7666c6f61743332c400 | 0 bytes are no array of float32 with the sizes [2147483647, 2147483647]
          9391ffa7666c6f61743332c400     | 0 bytes are no array of float32 with the sizes [-1]
          9391d3ffffffff00000000a7666c6f61743332c400 | 0 bytes are no array of float32
          9391ce80000000a4626f6f6cc400   | 0 bytes are no array of bool with the sizes [2147483648]
          939101a7666c6f61743332c403000000 | 3 bytes are no array of float32 with the sizes [1]
          939101a7666c6f61743332c404000000 | a value of kind BYTES says that it has size 4, but only 3 bytes follow
          9201c0 | expected 3 elements, found 2
          93a0a0a0 | its shape is no list of sizes
          9391c0a0 | expected a value of kind INTEGER, found NIL
          """)
  void hostileArrays(String hex, String problem) {
    byte[] content = HexFormat.of().parseHex(hex);
    byte[] bytes = new byte[content.length + 3];
    bytes[0] = (byte) 0xc7;
    bytes[1] = (byte) content.length;
    bytes[2] = 1;
    System.arraycopy(content, 0, bytes, 3, content.length);
    assertThatThrownBy(() -> msgpackRestore(bytes))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining(problem.strip());
  }

  @Test
  void elementTypesThatDoNotExistHere() {
    byte[] bytes = FlaxBytes.of("float32");
    byte[] changed =
        new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
            .replace("float32", "float31")
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> msgpackRestore(changed))
        .hasMessage(
            """
            an array in the MessagePack has elements of type "float31"; arrays hold bool, int8 to int64, uint8 to uint64, float16, bfloat16, float32 and float64
            Convert it with astype before saving it.\
            """);
  }

  @Test
  void depthIsLimited() {
    byte[] lists = new byte[10_000];
    Arrays.fill(lists, (byte) 0x91);
    lists[9_999] = (byte) 0xc0;
    assertThatThrownBy(() -> msgpackRestore(lists))
        .hasMessageEndingWith("it is nested more than 512 levels deep");
    byte[] shallow = new byte[400];
    Arrays.fill(shallow, (byte) 0x91);
    shallow[399] = (byte) 0xc0;
    assertThatCode(() -> msgpackRestore(shallow)).doesNotThrowAnyException();
  }

  @Test
  void piecesOfAnArrayMustFit() {
    byte[] bytes = FlaxBytes.of("chunked");
    byte[] other =
        new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
            .replace("\u00a10\n\u00a11\n", "\u00a10\n\u00a11\u000b")
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> msgpackRestore(other))
        .hasMessageEndingWith("the pieces of an array do not fill its shape");
  }
}

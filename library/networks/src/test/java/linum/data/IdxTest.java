package linum.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import linum.core.Array;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxTest {
  @TempDir Path folder;

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("data"), content);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          00000802 00000002 00000003 00 01 02 fd fe ff | uint8[2,3]   | 0 1 2 253 254 255
          00000901 00000002 01 ff                      | int8[2]      | 1 -1
          00000b01 00000002 0100 ffff                  | int16[2]     | 256 -1
          00000c01 00000001 01020304                   | int32[1]     | 16909060
          00000d01 00000001 3fc00000                   | float32[1]   | 1.5
          00000e01 00000001 3ff8000000000000           | float64[1]   | 1.5
          00000800 07                                  | uint8[]      | 7
          00000802 00000000 00000005                   | uint8[0,5]   | ''
          """)
  void everyTypeOfElements(String content, String type, String values) throws IOException {
    byte[] plain = hex(content);
    ByteArrayOutputStream gz = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(gz)) {
      out.write(plain);
    }
    for (byte[] bytes : new byte[][] {plain, gz.toByteArray()}) {
      Array x = Idx.load(file(bytes));
      assertThat(x.aval()).hasToString(type);
      double[] expected =
          Arrays.stream(values.split(" "))
              .filter(s -> !s.isEmpty())
              .mapToDouble(Double::parseDouble)
              .toArray();
      assertThat(x.toDoubleArray()).containsExactly(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          01020801 00000000         | it begins with 0x0102 instead of zeros
          00000701 00000000         | 0x07 is no type of elements
          00000801 00000003 0102    | an array uint8[3] takes 3 bytes, but there are 2
          00000801 00000001 0102    | an array uint8[1] takes 1 bytes, but there are more
          00000801 7fffffff 01      | an array uint8[2147483647] takes 2147483647 bytes, but there are 1
          00000802 7fffffff 7fffffff 01 | its sizes are too large, the last one is 2147483647
          00000801 ffffffff         | its sizes are too large, the last one is -1
          000008                    | it ends early
          """)
  void damagedFiles(String content, String problem) throws IOException {
    Path file = file(hex(content));
    assertThatThrownBy(() -> Idx.load(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file + " is no IDX file, or damaged: " + problem);
  }

  @Test
  void damagedCompression() throws IOException {
    ByteArrayOutputStream gz = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(gz)) {
      out.write(ByteBuffer.allocate(1000).array());
    }
    Path file = file(Arrays.copyOf(gz.toByteArray(), 12));
    assertThatThrownBy(() -> Idx.load(file)).isInstanceOf(IllegalArgumentException.class);
  }
}

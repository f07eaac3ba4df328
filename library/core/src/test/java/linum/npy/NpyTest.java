package linum.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.core.HostArrays;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NpyTest {
  @TempDir Path folder;

  /// A file as NumPy writes it, from its header and its data.
  private static byte[] file(int major, String header, int... data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) major, 0});
    out.write(text.length);
    out.write(text.length >> 8);
    if (major > 1) {
      out.write(0);
      out.write(0);
    }
    out.writeBytes(text);
    for (int b : data) {
      out.write(b);
    }
    return out.toByteArray();
  }

  private static ConcreteArray load(byte[] bytes) {
    return (ConcreteArray) Npy.load(new ByteArrayInputStream(bytes));
  }

  private static byte[] saved(Array x) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.save(out, x);
    return out.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {
        "BOOL",
        "INT8",
        "INT16",
        "INT32",
        "INT64",
        "UINT8",
        "UINT16",
        "UINT32",
        "UINT64",
        "FLOAT16",
        "BFLOAT16",
        "FLOAT32",
        "FLOAT64"
      })
  void everyTypeComesBack(DType dtype) {
    ConcreteArray x = HostArrays.fromDoubles(new double[] {0, 1, 1, 0, 1, 0}, dtype, Dims.of(2, 3));
    ConcreteArray y = load(saved(x));
    assertThat(y.aval()).isEqualTo(x.aval());
    assertThat(HostArrays.toDoubles(y)).containsExactly(0, 1, 1, 0, 1, 0);
  }

  @Test
  void scalarsAndEmptyArraysComeBack() {
    ConcreteArray scalar = ConcreteArray.of(Aval.of(DType.FLOAT32), 2.5);
    assertThat(load(saved(scalar)).item()).isEqualTo(2.5);
    ConcreteArray empty = HostArrays.fromFloats(new float[0], Dims.of(0, 3));
    assertThat(load(saved(empty)).aval()).isEqualTo(empty.aval());
  }

  @Test
  void theBytesAreThoseThatNumpyWrites() {
    byte[] bytes = saved(HostArrays.fromInts(new int[] {1, 258}, Dims.of(2)));
    String header = "{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }";
    assertThat(Arrays.copyOf(bytes, 10))
        .containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0);
    assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
        .isEqualTo(header + " ".repeat(117 - header.length()) + "\n");
    assertThat(Arrays.copyOfRange(bytes, 128, bytes.length))
        .containsExactly(1, 0, 0, 0, 2, 1, 0, 0);
  }

  @Test
  void bigEndianDataIsTurnedAround() {
    ConcreteArray x =
        load(
            file(
                1,
                "{'descr': '>i2', 'fortran_order': False, 'shape': (2,), }\n",
                1,
                2,
                0xff,
                0xfe));
    assertThat(HostArrays.toInts(x)).containsExactly(258, -2);
    ConcreteArray y =
        load(
            file(
                1,
                "{'descr': '>f8', 'fortran_order': False, 'shape': (), }\n",
                0x3f,
                0xf8,
                0,
                0,
                0,
                0,
                0,
                0));
    assertThat(y.item()).isEqualTo(1.5);
  }

  @Test
  void fortranOrderIsTurnedIntoRows() {
    ConcreteArray x =
        load(
            file(
                1,
                "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }\n",
                1,
                2,
                3,
                4,
                5,
                6));
    assertThat(x.aval()).hasToString("uint8[2,3]");
    assertThat(HostArrays.toInts(x)).containsExactly(1, 3, 5, 2, 4, 6);
  }

  @Test
  void otherVersionsAndWaysToWriteTheHeaderAreUnderstood() {
    ConcreteArray x =
        load(file(2, "{\"shape\": (1L,), \"fortran_order\": False, \"descr\": \"<f2\"}", 0, 0x3c));
    assertThat(x.aval()).hasToString("float16[1]");
    assertThat(x.item()).isEqualTo(1);
    assertThat(load(file(3, "{'descr': '?', 'fortran_order': False, 'shape': (1,)}", 1)).dtype())
        .isEqualTo(DType.BOOL);
  }

  @ParameterizedTest
  @CsvSource({
    "|O, Python objects",
    "<c8, complex numbers",
    "<U3, text",
    "<M8[ns], times",
    "<f16, elements"
  })
  void whatIsNoNumberIsAnError(String descr, String kind) {
    byte[] bytes =
        file(1, "{'descr': '%s', 'fortran_order': False, 'shape': (1,), }".formatted(descr));
    assertThatThrownBy(() -> load(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the stream holds %s of type \"%s\"; arrays hold bool, int8 to int64, uint8 to uint64,"
                    .formatted(kind, descr)
                + " float16, bfloat16, float32 and float64\nConvert it in NumPy with astype before"
                + " saving it.");
  }

  @Test
  void recordsAreAnError() {
    assertThatThrownBy(() ->
            load(file(1, "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }")))
        .hasMessage(
            "the stream holds records with named fields, which are no numbers"
                + "\nSave each field as an array of its own.");
  }

  @Test
  void damagedFilesSayWhatIsWrong() {
    assertThatThrownBy(() -> load(new byte[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the stream is no .npy file: it does not begin with \\x93NUMPY"
                + "\nA .npz file is read with Npz.load.");
    assertThatThrownBy(() -> load(file(9, "{}")))
        .hasMessage("the stream has version 9.0 of the .npy format; known are 1.0 to 3.0");
    assertThatThrownBy(() -> load(file(1, "{'descr': '<f4'}")))
        .hasMessage("the stream is damaged: its header is \"{'descr': '<f4'}\"");
    byte[] whole = saved(HostArrays.fromFloats(new float[2], Dims.of(2)));
    assertThatThrownBy(() -> load(Arrays.copyOf(whole, whole.length - 3)))
        .hasMessage("the stream ends early: it has 5 bytes of data instead of 8");
    assertThatThrownBy(() -> load(Arrays.copyOf(whole, 50)))
        .hasMessage("the stream ends inside its header");
  }

  @Test
  void keysCannotBeSaved() {
    ConcreteArray keys = HostArrays.fromLongs(new long[1], DType.KEY, Dims.of(1));
    assertThatThrownBy(() -> saved(keys))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "an array of key<fry> cannot be saved as .npy"
                + "\nSave the words of the keys: keyData(key).");
  }

  @Test
  void filesAreReadAndWritten() {
    Path file = folder.resolve("x.npy");
    Npy.save(file, HostArrays.fromFloats(new float[] {1, 2}, Dims.of(2)));
    assertThat(HostArrays.toFloats((ConcreteArray) Npy.load(file))).containsExactly(1, 2);
    Path missing = folder.resolve("missing.npy");
    assertThatThrownBy(() -> Npy.load(missing))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("cannot read %s: %s".formatted(missing, missing));
  }

  @Test
  void archivesHoldArraysByName() {
    Map<String, Array> arrays = new LinkedHashMap<>();
    arrays.put("w", HostArrays.fromFloats(new float[] {1, 2}, Dims.of(2)));
    arrays.put("layer/b", HostArrays.fromInts(new int[] {3}, Dims.of(1)));
    Path plain = folder.resolve("plain.npz");
    Path small = folder.resolve("small.npz");
    Npz.save(plain, arrays);
    Npz.saveCompressed(small, arrays);
    for (Path file : List.of(plain, small)) {
      Map<String, Array> back = Npz.load(file);
      assertThat(back.keySet()).containsExactly("w", "layer/b");
      assertThat(HostArrays.toInts((ConcreteArray) back.get("layer/b"))).containsExactly(3);
    }
    assertThat(small.toFile().length()).isLessThan(plain.toFile().length());
  }

  @Test
  void arraysWithoutNamesAreNumbered() {
    Path file = folder.resolve("x.npz");
    Npz.save(file, List.of(HostArrays.fromInts(new int[] {3}, Dims.of(1))));
    assertThat(Npz.load(file).keySet()).containsExactly("arr_0");
  }

  @Test
  void whatIsNoArchiveSaysSo() throws IOException {
    Path file = folder.resolve("x.npz");
    Files.write(file, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> Npz.load(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "%s is no .npz file: it is no zip archive\nA .npy file is read with Npy.load."
                .formatted(file));
  }
}

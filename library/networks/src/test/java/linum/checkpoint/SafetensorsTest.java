package linum.checkpoint;

import static linum.numpy.Jnp.arange;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.zeros;
import static linum.testing.ArrayAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import linum.Linum;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.core.HostArrays;
import linum.ir.DType;
import linum.ir.Dims;
import linum.random.PrngKey;
import linum.transform.JitOptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  @TempDir Path folder;

  private static byte[] python() throws IOException {
    try (InputStream in = SafetensorsTest.class.getResourceAsStream("python.safetensors")) {
      return in.readAllBytes();
    }
  }

  private static String header(byte[] file) {
    long n = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return new String(file, 8, (int) n, StandardCharsets.UTF_8);
  }

  private static Array of(DType dtype, double... values) {
    return HostArrays.fromDoubles(values, dtype, Dims.of(values.length));
  }

  private static Map<String, Array> everyType() {
    Map<String, Array> m = new LinkedHashMap<>();
    m.put("w", arange(6).astype(DType.FLOAT32).reshape(2, 3));
    m.put("b", of(DType.INT64, 1, 2));
    m.put("flag", array(true, false));
    m.put("h", of(DType.FLOAT16, 1.5, -2));
    m.put("u8", of(DType.UINT8, 1, 255));
    m.put("i8", of(DType.INT8, -1));
    m.put("i16", of(DType.INT16, -2));
    m.put("u16", of(DType.UINT16, 65535));
    m.put("i32", of(DType.INT32, 7));
    m.put("u32", of(DType.UINT32, 4294967295.0));
    m.put("u64", HostArrays.fromLongs(new long[] {1L << 63}, DType.UINT64, Dims.of(1)));
    m.put("f64", HostArrays.fromDoubles(new double[] {0.1}, DType.FLOAT64, Dims.NONE));
    m.put("bf", of(DType.BFLOAT16, 1, 3));
    m.put("none", zeros(0, 4));
    m.put("ü\"q", array(1.0).reshape(1));
    return m;
  }

  @Nested
  class Exchange {
    @Test
    void readsWhatPythonWrote() throws IOException {
      Map<String, Array> read = Safetensors.load(python());
      Map<String, Array> expected = everyType();
      assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
      expected.forEach((name, array) -> assertSame(array, read.get(name)));
    }

    @Test
    void writesWhatPythonWrites() throws IOException {
      byte[] ours = Safetensors.save(everyType(), Map.of("format", "np"));
      byte[] theirs = python();
      assertThat(header(ours).strip()).isEqualTo(header(theirs).strip());
      int n = 85;
      assertThat(Arrays.copyOfRange(ours, ours.length - n, ours.length))
          .isEqualTo(Arrays.copyOfRange(theirs, theirs.length - n, theirs.length));
    }

    @Test
    void dataBeginAtAMultipleOf64() {
      byte[] bytes = Safetensors.save(Map.of("x", ones(3)), Map.of());
      assertThat((bytes.length - 12) % 64).isZero();
    }

    @Test
    void keysAreSavedAsWords() {
      assertThatThrownBy(() -> Safetensors.save(Map.of("k", PrngKey.key(0).data()), Map.of()))
          .hasMessage(
              """
              safetensors has no element type for key<fry>
              Save the words of the keys: Random.keyData(key).\
              """);
      assertThatThrownBy(() -> Safetensors.save(Map.of("__metadata__", ones(1)), Map.of()))
          .hasMessageStartingWith("a tensor cannot be named __metadata__");
    }
  }

  @Nested
  class OnDisk {
    @Test
    void arraysAreReadFromTheMappedFile() {
      Path file = folder.resolve("a.safetensors");
      Safetensors.saveFile(Map.of("a", arange(32), "b", ones(2, 3)), file, Map.of("k", "v"));
      SafetensorsFile opened = Safetensors.safeOpen(file);
      assertThat(opened.keys()).containsExactly("b", "a");
      assertThat(opened.metadata()).containsExactly(Map.entry("k", "v"));
      assertThat(opened.type("a")).hasToString("int32[32]");
      assertSame(ones(2, 3), opened.get("b"));
      assertThatThrownBy(() -> opened.get("c")).hasMessage(file + " has no tensor 'c', but [b, a]");
    }

    @Test
    void alignedArraysAreNotCopied() {
      Path file = folder.resolve("a.safetensors");
      Safetensors.saveFile(Map.of("a", arange(32), "b", arange(3)), file);
      ConcreteArray a = (ConcreteArray) Safetensors.safeOpen(file).get("a");
      assertThat(a.buffer()).isInstanceOf(MappedBuffer.class);
      assertThat(a.buffer().segment().isReadOnly()).isTrue();
      assertSame(arange(32).mul(2), a.add(a));
    }

    @Test
    void mappedArraysMayBeDonated() {
      Path file = folder.resolve("a.safetensors");
      Safetensors.saveFile(Map.of("a", arange(32)), file);
      Array a = Safetensors.loadFile(file).get("a");
      assertSame(
          arange(32).add(1), Linum.jit(x -> x.add(1), JitOptions.DEFAULT.donate(0)).apply(a));
      assertSame(arange(32), Safetensors.loadFile(file).get("a"));
    }

    @Test
    void aFileIsReplacedUnderItsReaders() throws IOException {
      Path file = folder.resolve("a.safetensors");
      Safetensors.saveFile(Map.of("a", arange(32)), file);
      Array old = Safetensors.loadFile(file).get("a");
      Safetensors.saveFile(Map.of("a", arange(64)), file);
      assertSame(arange(32), old);
      assertSame(arange(64), Safetensors.loadFile(file).get("a"));
      try (Stream<Path> all = Files.list(folder)) {
        assertThat(all).containsExactly(file);
      }
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
      assertThatThrownBy(() -> Safetensors.loadFile(folder.resolve("none")))
          .hasMessageContaining("cannot read " + folder.resolve("none"));
    }
  }

  @Nested
  class Damage {
    @Test
    void aFileThatEndsEarlyOrLateIsFound() throws IOException {
      byte[] bytes = python();
      for (int n = 0; n < bytes.length; n++) {
        byte[] cut = Arrays.copyOf(bytes, n);
        assertThatThrownBy(() -> Safetensors.load(cut)).isInstanceOf(DamagedFileException.class);
      }
      assertThatThrownBy(() -> Safetensors.load(Arrays.copyOf(bytes, bytes.length + 1)))
          .hasMessageEndingWith("its tensors take 85 bytes, but 86 follow the header");
    }

    @Test
    void changedHeadersAreReadAsSomethingOrRefused() throws IOException {
      byte[] bytes = python();
      SplittableRandom random = new SplittableRandom(3);
      for (int i = 0; i < 896; i++) {
        for (int k = 0; k < 3; k++) {
          byte[] changed = bytes.clone();
          changed[i] =
              k == 0 ? (byte) (changed[i] ^ 1 << random.nextInt(8)) : (byte) random.nextInt();
          readsOrRefuses(changed);
        }
      }
    }

    private void readsOrRefuses(byte[] bytes) {
      try {
        Safetensors.load(bytes);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        textBlock =
            """
            {"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[3,7]}} | 'b' begins at 3, but what is before it ends at 4
            {"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[3],"data_offsets":[5,8]}} | 'b' begins at 5, but what is before it ends at 4
            {"a":{"dtype":"U8","shape":[8],"data_offsets":[1,9]}} | 'a' begins at 1
            {"a":{"dtype":"U8","shape":[7],"data_offsets":[0,7]}} | its tensors take 7 bytes, but 8 follow
            {"a":{"dtype":"U8","shape":[9],"data_offsets":[0,9]}} | its tensors take 9 bytes, but 8 follow
            {"a":{"dtype":"U8","shape":[8],"data_offsets":[8,0]}} | the bytes 8 to 0 are no tensor 'a' of type U8 with the sizes [8]
            {"a":{"dtype":"F32","shape":[8],"data_offsets":[0,8]}} | the bytes 0 to 8 are no tensor 'a' of type F32 with the sizes [8]
            {"a":{"dtype":"U8","shape":[-8],"data_offsets":[0,8]}} | 'a' has a size or an offset that is no integer
            {"a":{"dtype":"U8","shape":[8.0],"data_offsets":[0,8]}} | 'a' has a size or an offset that is no integer
            {"a":{"dtype":"U8","shape":["8"],"data_offsets":[0,8]}} | 'a' has a size or an offset that is no integer
            {"a":{"dtype":"U8","shape":[99999999999999999999],"data_offsets":[0,8]}} | 'a' has a size or an offset that is no integer
            {"a":{"dtype":"F64","shape":[4294967296,4294967296],"data_offsets":[0,0]}} | are no tensor 'a'
            {"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}} | 'a' is in its header twice
            {"__metadata__":{},"__metadata__":{}} | '__metadata__' is in its header twice
            {"__metadata__":{"a":"1","a":"2"}} | 'a' is in its header twice
            {"__metadata__":{"a":1}} | the metadata 'a' are no text
            {"a":{"dtype":"U8","shape":[8]}} | 'a' lacks dtype, shape or data_offsets
            {"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8,9]}} | 'a' lacks dtype, shape or data_offsets
            {"a":[]} | its header is no JSON
            {'a':{}} | its header is no JSON
            {} {} | its tensors take 0 bytes, but 8 follow the header
            [] | its header is no JSON
            """)
    void whatAHeaderMustNotSay(String header, String problem) {
      assertThatThrownBy(() -> Safetensors.load(file(header, 8)))
          .isInstanceOf(DamagedFileException.class)
          .hasMessageContaining("the safetensors is no safetensors file, or damaged: ")
          .hasMessageContaining(problem.strip());
    }

    @Test
    void lengthsOfHeadersAreNotBelieved() {
      byte[] bytes = new byte[16];
      for (long n : new long[] {9, 100_000_001, Long.MAX_VALUE, -1}) {
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, n);
        assertThatThrownBy(() -> Safetensors.load(bytes))
            .hasMessageContaining(
                "its header has %s bytes, but 8 follow".formatted(Long.toUnsignedString(n)));
      }
    }

    @Test
    void elementTypesThatDoNotExistHere() {
      assertThatThrownBy(() ->
              Safetensors.load(
                  file("{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[8],\"data_offsets\":[0,8]}}", 8)))
          .hasMessage(
              """
              'a' in the safetensors has elements of type F8_E4M3, which arrays do not have
              Convert it where it was made.\
              """);
    }

    @Test
    void truthValuesAreZeroOrOne() {
      byte[] bytes = file("{\"a\":{\"dtype\":\"BOOL\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1);
      assertThat(Safetensors.load(bytes).get("a").toBooleanArray()).containsExactly(false);
      bytes[bytes.length - 1] = 2;
      assertThatThrownBy(() -> Safetensors.load(bytes))
          .hasMessage("'a' in the safetensors has truth values that are neither 0 nor 1");
    }

    private static byte[] file(String header, int data) {
      byte[] text = header.getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.allocate(8 + text.length + data)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putLong(text.length)
          .put(text)
          .array();
    }
  }
}

package linum.checkpoint;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import linum.checkpoint.SafetensorsHeader.Tensor;
import linum.ir.Aval;
import org.jspecify.annotations.Nullable;

/// Reads the header of a safetensors file, and believes nothing of it: the tensors must fill the
/// rest of the file without gaps, each exactly as large as its type says.
final class SafetensorsParser {
  private static final ValueLayout.OfLong LENGTH =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final long LONGEST = 100_000_000;

  private final MemorySegment file;
  private final String name;

  /// @param name of the file, for messages
  SafetensorsParser(MemorySegment file, String name) {
    this.file = file;
    this.name = name;
  }

  /// Where the data begin.
  long dataStart() {
    if (file.byteSize() < Long.BYTES) {
      throw damaged("it has %d bytes, fewer than its length takes".formatted(file.byteSize()));
    }
    long length = file.get(LENGTH, 0);
    if (length < 0 || length > LONGEST || length > file.byteSize() - Long.BYTES) {
      throw damaged(
          "its header has %s bytes, but %d follow"
              .formatted(Long.toUnsignedString(length), file.byteSize() - Long.BYTES));
    }
    return Long.BYTES + length;
  }

  SafetensorsHeader parse() {
    MemorySegment header = file.asSlice(Long.BYTES, dataStart() - Long.BYTES);
    try (JsonReader json = new JsonReader(new StringReader(text(header)))) {
      json.setStrictness(Strictness.STRICT);
      SafetensorsHeader parsed = parse(json);
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw damaged("something follows the text of its header");
      }
      return parsed;
    } catch (MalformedJsonException | EOFException | IllegalStateException e) {
      throw new DamagedFileException(problem("its header is no JSON: " + e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text(MemorySegment header) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(header.asByteBuffer()).toString();
    } catch (CharacterCodingException e) {
      throw new DamagedFileException(problem("its header is not UTF-8"), e);
    }
  }

  private SafetensorsHeader parse(JsonReader json) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    boolean hasMetadata = false;
    json.beginObject();
    while (json.hasNext()) {
      String key = json.nextName();
      if (key.equals(SafetensorsHeader.METADATA)) {
        if (hasMetadata) {
          throw twice(key);
        }
        hasMetadata = true;
        readMetadata(json, metadata);
      } else if (tensors.put(key, tensor(json, key)) != null) {
        throw twice(key);
      }
    }
    json.endObject();
    return new SafetensorsHeader(metadata, inOrder(tensors));
  }

  private DamagedFileException twice(String key) {
    return damaged("'%s' is in its header twice".formatted(key));
  }

  private void readMetadata(JsonReader json, Map<String, String> metadata) throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      String key = json.nextName();
      if (json.peek() != JsonToken.STRING) {
        throw damaged("the metadata '%s' are no text".formatted(key));
      }
      if (metadata.put(key, json.nextString()) != null) {
        throw twice(key);
      }
    }
    json.endObject();
  }

  private Tensor tensor(JsonReader json, String key) throws IOException {
    String type = null;
    long @Nullable [] shape = null;
    long @Nullable [] offsets = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "dtype" -> type = json.nextString();
        case "shape" -> shape = integers(json, key);
        case "data_offsets" -> offsets = integers(json, key);
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (type == null || shape == null || offsets == null || offsets.length != 2) {
      throw damaged("'%s' lacks dtype, shape or data_offsets".formatted(key));
    }
    return tensor(key, type, shape, offsets[0], offsets[1]);
  }

  private Tensor tensor(String key, String type, long[] shape, long begin, long end) {
    SafetensorsType known =
        SafetensorsType.named(type)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "'%s' in %s has elements of type %s, which arrays do not have\nConvert it where it was made."
                        .formatted(key, name, type)));
    Aval aval =
        DTypes.ofSizes(known.dtype(), shape, end - begin)
            .orElseThrow(() ->
                damaged(
                    "the bytes %d to %d are no tensor '%s' of type %s with the sizes %s"
                        .formatted(begin, end, key, type, List.of(box(shape)))));
    return new Tensor(aval, begin, end);
  }

  private static Long[] box(long[] values) {
    Long[] out = new Long[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[i];
    }
    return out;
  }

  private long[] integers(JsonReader json, String key) throws IOException {
    List<Long> values = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      String text = json.peek() == JsonToken.NUMBER ? json.nextString() : "";
      if (!text.matches("0|[1-9][0-9]{0,17}")) {
        throw damaged("'%s' has a size or an offset that is no integer".formatted(key));
      }
      values.add(Long.parseLong(text));
    }
    json.endArray();
    return values.stream().mapToLong(Long::longValue).toArray();
  }

  /// The tensors by their places, which must be one after the other up to the end of the file.
  private Map<String, Tensor> inOrder(Map<String, Tensor> tensors) {
    List<Map.Entry<String, Tensor>> sorted = new ArrayList<>(tensors.entrySet());
    sorted.sort(
        Comparator.<Map.Entry<String, Tensor>>comparingLong(e -> e.getValue().begin())
            .thenComparingLong(e -> e.getValue().end()));
    Map<String, Tensor> out = new LinkedHashMap<>();
    long at = 0;
    for (Map.Entry<String, Tensor> e : sorted) {
      if (e.getValue().begin() != at) {
        throw damaged(
            "'%s' begins at %d, but what is before it ends at %d"
                .formatted(e.getKey(), e.getValue().begin(), at));
      }
      at = e.getValue().end();
      out.put(e.getKey(), e.getValue());
    }
    long data = file.byteSize() - dataStart();
    if (at != data) {
      throw damaged("its tensors take %d bytes, but %d follow the header".formatted(at, data));
    }
    return out;
  }

  private DamagedFileException damaged(String what) {
    return new DamagedFileException(problem(what));
  }

  private String problem(String what) {
    return "%s is no safetensors file, or damaged: %s".formatted(name, what);
  }
}

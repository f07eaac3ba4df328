package linum.checkpoint;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import linum.core.Array;
import linum.ir.Aval;

/// What stands before the data of a safetensors file: text by name, and the type and place of each
/// tensor, in the order of the places.
record SafetensorsHeader(Map<String, String> metadata, Map<String, Tensor> tensors) {
  static final String METADATA = "__metadata__";

  /// Tensors begin at multiples of this, if the sizes of those before allow it.
  private static final int ALIGNMENT = 64;

  /// The type of a tensor, and where its bytes begin and end after the header.
  record Tensor(Aval aval, long begin, long end) {}

  SafetensorsHeader {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /// Places arrays one after the other, as other writers do: wide elements first, then by name.
  static SafetensorsHeader of(Map<String, ? extends Array> arrays, Map<String, String> metadata) {
    List<Map.Entry<String, ? extends Array>> sorted = new ArrayList<>(arrays.entrySet());
    sorted.sort(
        Comparator.<Map.Entry<String, ? extends Array>, SafetensorsType>comparing(
                e -> SafetensorsType.of(e.getValue().dtype()))
            .reversed()
            .thenComparing(e -> e.getKey()));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    long at = 0;
    for (Map.Entry<String, ? extends Array> e : sorted) {
      Aval aval = e.getValue().aval();
      if (e.getKey().equals(METADATA)) {
        throw new IllegalArgumentException(
            "a tensor cannot be named %s, which is where a file has its text".formatted(METADATA));
      }
      tensors.put(e.getKey(), new Tensor(aval, at, at + aval.byteSize()));
      at += aval.byteSize();
    }
    return new SafetensorsHeader(metadata, tensors);
  }

  /// The length and the text, filled with spaces up to where the data begin.
  byte[] bytes() {
    byte[] json = json().getBytes(StandardCharsets.UTF_8);
    int total = Math.ceilDiv(Long.BYTES + json.length, ALIGNMENT) * ALIGNMENT;
    ByteBuffer out = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(total - Long.BYTES).put(json);
    while (out.hasRemaining()) {
      out.put((byte) ' ');
    }
    return out.array();
  }

  private String json() {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.beginObject();
      if (!metadata.isEmpty()) {
        json.name(METADATA).beginObject();
        for (Map.Entry<String, String> e : metadata.entrySet()) {
          json.name(e.getKey()).value(e.getValue());
        }
        json.endObject();
      }
      for (Map.Entry<String, Tensor> e : tensors.entrySet()) {
        write(json.name(e.getKey()), e.getValue());
      }
      json.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonWriter json, Tensor tensor) throws IOException {
    json.beginObject();
    json.name("dtype").value(SafetensorsType.of(tensor.aval().dtype()).name());
    json.name("shape").beginArray();
    for (int size : tensor.aval().shape().toArray()) {
      json.value(size);
    }
    json.endArray();
    json.name("data_offsets").beginArray();
    json.value(tensor.begin()).value(tensor.end()).endArray();
    json.endObject();
  }
}

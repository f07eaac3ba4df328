package linum.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Properties;

/// What Flax itself wrote, see the file of the same name.
final class FlaxBytes {
  private static final Properties VECTORS = load();

  private FlaxBytes() {}

  static byte[] of(String name) {
    return HexFormat.of().parseHex(VECTORS.getProperty(name));
  }

  private static Properties load() {
    Properties vectors = new Properties();
    try (InputStream in = FlaxBytes.class.getResourceAsStream("flax-msgpack.properties")) {
      vectors.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return vectors;
  }

  static Iterable<String> names() {
    return VECTORS.stringPropertyNames().stream().sorted().toList();
  }
}

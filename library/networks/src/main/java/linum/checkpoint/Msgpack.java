package linum.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import linum.core.Array;
import linum.ir.Repr;
import org.jspecify.annotations.Nullable;

/// Maps, lists, numbers, text and arrays in Flax's MessagePack.
///
/// @param maxChunkBytes how large an array may be before it is cut into pieces
record Msgpack(long maxChunkBytes) {
  /// Flax's limit: values of MessagePack have less than 2³² bytes, Python's less than 2³¹.
  static final Msgpack FLAX = new Msgpack(1L << 30);

  /// Deeper values are refused, since reading them takes stack.
  private static final int DEEPEST = 512;

  void write(@Nullable Object value, OutputStream out) throws IOException {
    write(value, new MsgpackWriter(out), 0);
  }

  private void write(@Nullable Object value, MsgpackWriter out, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException(
          "a tree is nested more than %d levels deep, which no reader would take"
              .formatted(DEEPEST));
    }
    switch (value) {
      case null -> out.nil();
      case Boolean b -> out.bool(b);
      case Long n -> out.integer(n);
      case Integer n -> out.integer(n);
      case Short n -> out.integer(n);
      case Byte n -> out.integer(n);
      case Double x -> out.real(x);
      case Float x -> out.real(x);
      case String s -> out.text(s);
      case byte[] b -> out.bytes(MemorySegment.ofArray(b));
      case Array a -> write(a, out);
      case Map<?, ?> m -> {
        out.map(m.size());
        for (Map.Entry<?, ?> e : m.entrySet()) {
          out.text(key(e.getKey()));
          write(e.getValue(), out, depth + 1);
        }
      }
      case List<?> l -> {
        out.list(l.size());
        for (Object x : l) {
          write(x, out, depth + 1);
        }
      }
      default -> throw unknown(value);
    }
  }

  private static String key(Object key) {
    if (key instanceof String s) {
      return s;
    }
    throw new IllegalArgumentException(
        "the keys of a map to be written are text, but %s is a %s\nUse toStateDict first, which makes them text."
            .formatted(Repr.of(key), key.getClass().getSimpleName()));
  }

  private static IllegalArgumentException unknown(Object value) {
    return new IllegalArgumentException(
        "a %s cannot be written as MessagePack: %s\nArrays, numbers, text, lists and maps can; other trees after toStateDict."
            .formatted(value.getClass().getSimpleName(), value));
  }

  private void write(Array array, MsgpackWriter out) throws IOException {
    StateDict.checkStorable(array);
    ArrayBytes.read(
        array,
        data -> {
          if (data.byteSize() > maxChunkBytes) {
            ChunkedArrays.write(out, array.aval(), data, maxChunkBytes);
          } else {
            MsgpackArrays.write(out, array.aval(), data);
          }
        });
  }

  /// The value that fills `bytes`.
  ///
  /// @param name of the file, for messages
  static @Nullable Object read(MemorySegment bytes, String name) {
    MsgpackReader in = new MsgpackReader(bytes, name);
    Object value = read(in, 0);
    if (!in.atEnd()) {
      throw in.damaged("something follows its value");
    }
    return value;
  }

  private static @Nullable Object read(MsgpackReader in, int depth) {
    if (depth > DEEPEST) {
      throw in.damaged("it is nested more than %d levels deep".formatted(DEEPEST));
    }
    return switch (in.next()) {
      case NIL -> null;
      case BOOL -> in.number() != 0;
      case INTEGER -> in.number();
      case REAL -> in.real();
      case TEXT -> in.text(in.number());
      case BYTES -> binary(in);
      case LIST -> list(in, depth);
      case MAP -> map(in, depth);
      case EXTENSION -> extension(in);
    };
  }

  private static byte[] binary(MsgpackReader in) {
    if (in.number() > Integer.MAX_VALUE - 8) {
      throw in.damaged("it holds %d bytes in one piece".formatted(in.number()));
    }
    return in.take(in.number()).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
  }

  private static List<@Nullable Object> list(MsgpackReader in, int depth) {
    long size = in.number();
    List<@Nullable Object> list = new ArrayList<>();
    for (long i = 0; i < size; i++) {
      list.add(read(in, depth + 1));
    }
    return Collections.unmodifiableList(list);
  }

  private static Object map(MsgpackReader in, int depth) {
    long size = in.number();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (long i = 0; i < size; i++) {
      if (in.next() != MsgpackReader.Kind.TEXT) {
        throw in.damaged("the key of a map is no text");
      }
      String key = in.text(in.number());
      if (map.containsKey(key)) {
        throw in.damaged("a map has the key '%s' twice".formatted(key));
      }
      map.put(key, read(in, depth + 1));
    }
    return map.containsKey(ChunkedArrays.MARK)
        ? ChunkedArrays.join(map, in)
        : Collections.unmodifiableMap(map);
  }

  private static Object extension(MsgpackReader in) {
    long size = in.number();
    int type = in.extensionType();
    return switch (type) {
      case MsgpackArrays.NDARRAY, MsgpackArrays.SCALAR -> MsgpackArrays.read(in, size);
      case MsgpackArrays.COMPLEX ->
          throw new IllegalArgumentException(
              "%s holds a complex number, and arrays here are real\nSave its parts: {'re': x.real, 'im': x.imag}."
                  .formatted(in.name()));
      default -> throw in.damaged("a value has the unknown type %d".formatted(type));
    };
  }
}

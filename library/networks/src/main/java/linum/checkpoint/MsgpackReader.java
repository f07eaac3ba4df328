package linum.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.foreign.ValueLayout.OfDouble;
import java.lang.foreign.ValueLayout.OfFloat;
import java.lang.foreign.ValueLayout.OfInt;
import java.lang.foreign.ValueLayout.OfLong;
import java.lang.foreign.ValueLayout.OfShort;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads values in the MessagePack format from memory, which may be a mapped file.
///
/// No length is believed before the bytes are seen to be there, so that what a reader allocates is
/// bounded by what it was given.
final class MsgpackReader {
  private static final OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  /// What comes next: its kind, and the number or length that its first bytes hold.
  enum Kind {
    NIL,
    BOOL,
    INTEGER,
    REAL,
    TEXT,
    BYTES,
    LIST,
    MAP,
    EXTENSION
  }

  private final MemorySegment bytes;
  private final String name;
  private long at;
  private long number;
  private double real;

  /// @param name of the file, for messages
  MsgpackReader(MemorySegment bytes, String name) {
    this.bytes = bytes;
    this.name = name;
  }

  String name() {
    return name;
  }

  boolean atEnd() {
    return at == bytes.byteSize();
  }

  /// Reads the first bytes of a value. Its number or length is told by [#number] and [#real].
  Kind next() {
    int code = u8();
    if (code < 0x80 || code >= 0xe0) {
      return integer((byte) code);
    }
    return switch (code & 0xf0) {
      case 0x80 -> sized(Kind.MAP, code & 0xf, 2);
      case 0x90 -> sized(Kind.LIST, code & 0xf, 1);
      case 0xa0, 0xb0 -> sized(Kind.TEXT, code & 0x1f, 1);
      default -> coded(code);
    };
  }

  private Kind coded(int code) {
    return switch (code) {
      case 0xc0 -> Kind.NIL;
      case 0xc2, 0xc3 -> {
        number = code & 1;
        yield Kind.BOOL;
      }
      case 0xc4, 0xc5, 0xc6 -> sized(Kind.BYTES, unsigned(code - 0xc4), 1);
      case 0xc7, 0xc8, 0xc9 -> sized(Kind.EXTENSION, unsigned(code - 0xc7), 1);
      case 0xca -> real(bytes.get(FLOAT, advance(4)));
      case 0xcb -> real(bytes.get(DOUBLE, advance(8)));
      case 0xcc, 0xcd, 0xce -> integer(unsigned(code - 0xcc));
      case 0xcf -> integer(u64());
      case 0xd0 -> integer((byte) u8());
      case 0xd1 -> integer(bytes.get(SHORT, advance(2)));
      case 0xd2 -> integer(bytes.get(INT, advance(4)));
      case 0xd3 -> integer(bytes.get(LONG, advance(8)));
      case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> sized(Kind.EXTENSION, 1L << (code - 0xd4), 1);
      case 0xd9, 0xda, 0xdb -> sized(Kind.TEXT, unsigned(code - 0xd9), 1);
      case 0xdc, 0xdd -> sized(Kind.LIST, unsigned(code - 0xdc + 1), 1);
      case 0xde, 0xdf -> sized(Kind.MAP, unsigned(code - 0xde + 1), 2);
      default -> throw damaged("the byte 0x%x begins no value".formatted(code));
    };
  }

  private Kind integer(long value) {
    number = value;
    return Kind.INTEGER;
  }

  private Kind real(double value) {
    real = value;
    return Kind.REAL;
  }

  // An element takes at least `each` bytes.
  private Kind sized(Kind kind, long size, int each) {
    if (size > (bytes.byteSize() - at) / each) {
      throw damaged(
          "a value of kind %s says that it has size %d, but only %d bytes follow"
              .formatted(kind, size, bytes.byteSize() - at));
    }
    number = size;
    return kind;
  }

  private long unsigned(int log) {
    return switch (log) {
      case 0 -> u8();
      case 1 -> bytes.get(SHORT, advance(2)) & 0xffffL;
      default -> bytes.get(INT, advance(4)) & 0xffff_ffffL;
    };
  }

  private long u64() {
    long value = bytes.get(LONG, advance(8));
    if (value < 0) {
      throw damaged(
          "the integer %s does not fit into 64 bits with a sign"
              .formatted(Long.toUnsignedString(value)));
    }
    return value;
  }

  private int u8() {
    return bytes.get(ValueLayout.JAVA_BYTE, advance(1)) & 0xff;
  }

  private long advance(long n) {
    if (n > bytes.byteSize() - at) {
      throw damaged("it ends inside a value");
    }
    long here = at;
    at += n;
    return here;
  }

  /// The integer, the truth value, or the length of what [#next] found.
  long number() {
    return number;
  }

  /// The floating number that [#next] found.
  double real() {
    return real;
  }

  /// The next `size` bytes, not copied.
  MemorySegment take(long size) {
    return bytes.asSlice(advance(size), size);
  }

  /// The next `size` bytes as text.
  String text(long size) {
    if (size > Integer.MAX_VALUE) {
      throw damaged("a text in it has %d bytes".formatted(size));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(take(size).asByteBuffer()).toString();
    } catch (CharacterCodingException e) {
      throw new DamagedFileException(problem("a text in it is not UTF-8"), e);
    }
  }

  /// The number that tells types of the application's apart.
  int extensionType() {
    return (byte) u8();
  }

  DamagedFileException damaged(String what) {
    return new DamagedFileException(problem(what));
  }

  private String problem(String what) {
    return "%s is damaged at byte %d: %s".formatted(name, at, what);
  }
}

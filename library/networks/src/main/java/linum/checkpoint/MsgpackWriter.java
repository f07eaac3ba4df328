package linum.checkpoint;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// Writes values in the MessagePack format, each in its shortest form, as Python's `msgpack` does.
final class MsgpackWriter {
  private final DataOutputStream out;

  MsgpackWriter(OutputStream out) {
    this.out = new DataOutputStream(out);
  }

  void nil() throws IOException {
    out.writeByte(0xc0);
  }

  void bool(boolean value) throws IOException {
    out.writeByte(value ? 0xc3 : 0xc2);
  }

  void integer(long value) throws IOException {
    if (value >= 0) {
      unsigned(value);
    } else if (value >= -32) {
      out.writeByte((int) value);
    } else if (value >= Byte.MIN_VALUE) {
      out.writeByte(0xd0);
      out.writeByte((int) value);
    } else if (value >= Short.MIN_VALUE) {
      out.writeByte(0xd1);
      out.writeShort((int) value);
    } else if (value >= Integer.MIN_VALUE) {
      out.writeByte(0xd2);
      out.writeInt((int) value);
    } else {
      out.writeByte(0xd3);
      out.writeLong(value);
    }
  }

  private void unsigned(long value) throws IOException {
    if (value < 0x80) {
      out.writeByte((int) value);
    } else if (value <= 0xff) {
      out.writeByte(0xcc);
      out.writeByte((int) value);
    } else if (value <= 0xffff) {
      out.writeByte(0xcd);
      out.writeShort((int) value);
    } else if (value <= 0xffff_ffffL) {
      out.writeByte(0xce);
      out.writeInt((int) value);
    } else {
      out.writeByte(0xcf);
      out.writeLong(value);
    }
  }

  void real(double value) throws IOException {
    out.writeByte(0xcb);
    out.writeDouble(value);
  }

  void text(String value) throws IOException {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    if (utf8.length < 32) {
      out.writeByte(0xa0 | utf8.length);
    } else {
      header(utf8.length, 0xd9, 0xda, 0xdb);
    }
    out.write(utf8);
  }

  void bytes(MemorySegment value) throws IOException {
    header(value.byteSize(), 0xc4, 0xc5, 0xc6);
    ArrayBytes.write(value, out);
  }

  /// Bytes that are in the format already.
  void raw(byte[] encoded) throws IOException {
    out.write(encoded);
  }

  /// The beginning of a list; its elements follow.
  void list(int size) throws IOException {
    container(size, 0x90, 0xdc);
  }

  /// The beginning of a map; its keys and values follow in turn.
  void map(int size) throws IOException {
    container(size, 0x80, 0xde);
  }

  /// The beginning of a value of a type of the application's; `size` bytes follow.
  void extension(int type, long size) throws IOException {
    int log = Long.numberOfTrailingZeros(size);
    if (Long.bitCount(size) == 1 && log <= 4) {
      out.writeByte(0xd4 + log);
    } else {
      header(size, 0xc7, 0xc8, 0xc9);
    }
    out.writeByte(type);
  }

  private void container(int size, int fix, int code16) throws IOException {
    if (size < 16) {
      out.writeByte(fix | size);
    } else if (size <= 0xffff) {
      out.writeByte(code16);
      out.writeShort(size);
    } else {
      out.writeByte(code16 + 1);
      out.writeInt(size);
    }
  }

  private void header(long size, int code8, int code16, int code32) throws IOException {
    if (size <= 0xff) {
      out.writeByte(code8);
      out.writeByte((int) size);
    } else if (size <= 0xffff) {
      out.writeByte(code16);
      out.writeShort((int) size);
    } else {
      out.writeByte(code32);
      out.writeInt((int) size);
    }
  }
}

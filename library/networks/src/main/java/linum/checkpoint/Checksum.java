package linum.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.zip.CRC32C;
import linum.core.Array;

/// Sums that tell changed bytes: CRC-32C, as eight hexadecimal digits.
final class Checksum {
  private static final long CHUNK = 1L << 30;

  private Checksum() {}

  static String of(MemorySegment bytes) {
    CRC32C crc = new CRC32C();
    for (long at = 0; at < bytes.byteSize(); at += CHUNK) {
      crc.update(bytes.asSlice(at, Math.min(CHUNK, bytes.byteSize() - at)).asByteBuffer());
    }
    return "%08x".formatted(crc.getValue());
  }

  static String of(byte[] bytes) {
    return of(MemorySegment.ofArray(bytes));
  }

  static String of(Array array) {
    String[] sum = new String[1];
    try {
      ArrayBytes.read(array, bytes -> sum[0] = of(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sum[0];
  }
}

package linum.llvm.natives;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Checksums of 128 bits, for names of files and to notice damage. They are no protection against
/// somebody who wants two texts to have the same one.
///
/// The JDK's digests would do, but finding one of them takes longer than most programs that come
/// from the cache: a process has to set up its security providers for the first.
final class Digest {
  /// How many bytes a digest has.
  static final int BYTES = 16;

  // Odd numbers without a pattern: the fractions of the golden ratio and of the roots of 2 and 3.
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long ROOT2 = 0x6A09E667F3BCC909L;
  private static final long ROOT3 = 0xBB67AE8584CAA73BL;

  private Digest() {}

  /// The digest of a text as a name of a file.
  static String name(String text) {
    return HexFormat.of().formatHex(of(text.getBytes(StandardCharsets.UTF_8), 0));
  }

  /// The digest of the bytes from a position on.
  static byte[] of(byte[] bytes, int from) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int length = bytes.length - from;
    long a = GOLDEN ^ length;
    long b = ROOT2 + length;
    int at = from;
    // For a given word each step is a bijection of the state, and for a given state one of the
    // word: texts that differ in one word never meet there.
    for (; at + 8 <= bytes.length; at += 8) {
      long next = mixed(a ^ in.getLong(at));
      a = b ^ next;
      b = Long.rotateLeft(next, 23) * ROOT3;
    }
    long rest = 0;
    for (; at < bytes.length; at++) {
      rest = rest << 8 | (bytes[at] & 0xFF);
    }
    long last = mixed(a ^ rest);
    long first = mixed(b + last);
    return ByteBuffer.allocate(BYTES).putLong(first).putLong(mixed(last ^ first * GOLDEN)).array();
  }

  private static long mixed(long x) {
    long y = (x ^ x >>> 32) * GOLDEN;
    y = (y ^ y >>> 29) * ROOT2;
    return y ^ y >>> 32;
  }
}

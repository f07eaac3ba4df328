package linum.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.core.HostArrays;
import linum.core.Transfer;

/// The bytes of arrays on their way to a file.
final class ArrayBytes {
  private static final int CHUNK = 1 << 16;

  private ArrayBytes() {}

  /// Something done with bytes that may fail.
  interface Work {
    void on(MemorySegment bytes) throws IOException;
  }

  /// Does something with the bytes of an array on the host, which are valid meanwhile.
  ///
  /// @throws linum.core.ConcretizationException if the array is traced
  static void read(Array array, Work work) throws IOException {
    try {
      HostArrays.read(
          (ConcreteArray) Transfer.deviceGet(array),
          bytes -> {
            try {
              work.on(bytes);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return array;
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  static void write(Array array, OutputStream out) throws IOException {
    read(array, bytes -> write(bytes, out));
  }

  static void write(MemorySegment bytes, OutputStream out) throws IOException {
    byte[] chunk = new byte[(int) Math.min(CHUNK, bytes.byteSize())];
    for (long at = 0; at < bytes.byteSize(); at += CHUNK) {
      int n = (int) Math.min(CHUNK, bytes.byteSize() - at);
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, chunk, 0, n);
      out.write(chunk, 0, n);
    }
  }
}

package linum.npy;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.core.Device;
import linum.core.HostArrays;
import linum.core.HostMemory;
import linum.core.Ops;
import linum.core.Transfer;
import linum.ir.Aval;
import linum.ir.Dims;

/// Files that hold one array. In JAX: `jnp.save` and `jnp.load`.
public final class Npy {
  private static final int CHUNK = 1 << 16;

  private Npy() {}

  /// The array in a file, with the element type of the file; also where 64-bit types are not
  /// enabled.
  ///
  /// Both byte orders and both orders of axes are understood. A two-byte type that NumPy does not
  /// know (`V2`) is taken for `bfloat16`.
  ///
  /// @throws IllegalArgumentException if it is no such file, or holds something other than numbers
  /// @throws UncheckedIOException if it cannot be read
  public static Array load(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return load(in, file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// The array that a stream holds from its present position on; the stream stays open.
  ///
  /// @throws IllegalArgumentException as [#load(Path)]
  /// @throws UncheckedIOException if reading fails
  public static Array load(InputStream in) {
    try {
      return load(in, "the stream");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the stream: " + e.getMessage(), e);
    }
  }

  static Array load(InputStream in, String name) throws IOException {
    Header header = Header.read(new DataInputStream(in), name);
    Dims stored = header.fortranOrder() ? header.shape().reversed() : header.shape();
    Aval aval = new Aval(header.descr().dtype(), stored);
    linum.core.Buffer buffer = HostMemory.allocate(aval.byteSize(), new Device("cpu", 0));
    read(in, buffer.segment(), name);
    if (header.descr().bigEndian()) {
      swap(buffer.segment(), aval.dtype().byteSize());
    }
    Array array = ConcreteArray.of(aval, buffer);
    return header.fortranOrder()
        ? Ops.transpose(array, Dims.range(stored.rank()).reversed())
        : array;
  }

  private static void read(InputStream in, MemorySegment to, String name) throws IOException {
    byte[] chunk = new byte[CHUNK];
    long at = 0;
    while (at < to.byteSize()) {
      int n = in.read(chunk, 0, (int) Math.min(CHUNK, to.byteSize() - at));
      if (n < 0) {
        throw new IllegalArgumentException(
            "%s ends early: it has %d bytes of data instead of %d"
                .formatted(name, at, to.byteSize()));
      }
      MemorySegment.copy(chunk, 0, to, ValueLayout.JAVA_BYTE, at, n);
      at += n;
    }
  }

  /// Turns the bytes of each element around.
  private static void swap(MemorySegment data, int size) {
    for (long i = 0; i < data.byteSize(); i += size) {
      for (int k = 0; k < size / 2; k++) {
        byte low = data.get(ValueLayout.JAVA_BYTE, i + k);
        data.set(ValueLayout.JAVA_BYTE, i + k, data.get(ValueLayout.JAVA_BYTE, i + size - 1 - k));
        data.set(ValueLayout.JAVA_BYTE, i + size - 1 - k, low);
      }
    }
  }

  /// Writes an array, little-endian and row-major; replaces the file. `bfloat16` is written as
  /// `V2`.
  ///
  /// @throws IllegalArgumentException if it holds keys
  /// @throws linum.core.ConcretizationException if it is traced
  /// @throws UncheckedIOException if it cannot be written
  public static void save(Path file, Array array) {
    ConcreteArray data = data(array);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      write(out, data);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// Writes an array to a stream, which stays open.
  public static void save(OutputStream out, Array array) {
    try {
      write(out, data(array));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the stream: " + e.getMessage(), e);
    }
  }

  private static ConcreteArray data(Array array) {
    return (ConcreteArray) Transfer.deviceGet(array);
  }

  private static void write(OutputStream out, ConcreteArray array) throws IOException {
    out.write(new Header(Descr.of(array.dtype()), false, array.shape()).bytes());
    try {
      HostArrays.read(
          array,
          bytes -> {
            copy(bytes, out);
            return array;
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void copy(MemorySegment bytes, OutputStream out) {
    byte[] chunk = new byte[CHUNK];
    for (long at = 0; at < bytes.byteSize(); at += CHUNK) {
      int n = (int) Math.min(CHUNK, bytes.byteSize() - at);
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, chunk, 0, n);
      try {
        out.write(chunk, 0, n);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

package linum.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import linum.core.Array;
import linum.core.HostArrays;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;

/// Files in the IDX format of the MNIST data: one array, big-endian, compressed or not.
///
/// ```java
/// var images = Idx.load(Path.of("train-images-idx3-ubyte.gz"));   // uint8[60000,28,28]
/// ```
public final class Idx {
  private static final int GZIP = 0x1f8b;

  private Idx() {}

  /// The array in a file, with the element type of the file.
  ///
  /// @throws IllegalArgumentException if it is no such file, or ends early or late
  /// @throws UncheckedIOException if it cannot be read
  public static Array load(Path file) {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        DataInputStream in = new DataInputStream(plain(raw))) {
      return load(in, file);
    } catch (EOFException | ZipException e) {
      throw damaged(file, "it ends early, or its compression is damaged", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static InputStream plain(InputStream raw) throws IOException {
    raw.mark(2);
    int magic = (raw.read() << 8) | raw.read();
    raw.reset();
    return magic == GZIP ? new BufferedInputStream(new GZIPInputStream(raw)) : raw;
  }

  private static Array load(DataInputStream in, Path file) throws IOException {
    int zero = in.readUnsignedShort();
    int code = in.readUnsignedByte();
    int rank = in.readUnsignedByte();
    if (zero != 0) {
      throw damaged(file, "it begins with 0x%04x instead of zeros".formatted(zero), null);
    }
    DType dtype = dtype(code, file);
    int[] shape = new int[rank];
    long bytes = dtype.byteSize();
    for (int i = 0; i < rank; i++) {
      shape[i] = in.readInt();
      if (shape[i] < 0 || (shape[i] > 0 && bytes > Integer.MAX_VALUE / shape[i])) {
        throw damaged(file, "its sizes are too large, the last one is " + shape[i], null);
      }
      bytes *= shape[i];
    }
    // Reads as far as there is something, whatever the sizes say.
    byte[] data = in.readNBytes((int) bytes);
    if (data.length < bytes || in.read() >= 0) {
      throw damaged(
          file,
          "an array %s takes %d bytes, but there are %s"
              .formatted(
                  new Aval(dtype, Dims.of(shape)),
                  bytes,
                  data.length < bytes ? Integer.toString(data.length) : "more"),
          null);
    }
    toNativeOrder(data, dtype.byteSize());
    return HostArrays.fromSegment(MemorySegment.ofArray(data), new Aval(dtype, Dims.of(shape)));
  }

  private static DType dtype(int code, Path file) {
    return switch (code) {
      case 0x08 -> DType.UINT8;
      case 0x09 -> DType.INT8;
      case 0x0b -> DType.INT16;
      case 0x0c -> DType.INT32;
      case 0x0d -> DType.FLOAT32;
      case 0x0e -> DType.FLOAT64;
      default -> throw damaged(file, "0x%02x is no type of elements".formatted(code), null);
    };
  }

  private static void toNativeOrder(byte[] data, int size) {
    ByteBuffer from = ByteBuffer.wrap(data).order(ByteOrder.BIG_ENDIAN);
    ByteBuffer to = ByteBuffer.wrap(data).order(ByteOrder.nativeOrder());
    for (int i = 0; size > 1 && i < data.length; i += size) {
      switch (size) {
        case 2 -> to.putShort(i, from.getShort(i));
        case 4 -> to.putInt(i, from.getInt(i));
        default -> to.putLong(i, from.getLong(i));
      }
    }
  }

  private static IllegalArgumentException damaged(
      Path file, String what, @org.jspecify.annotations.Nullable Throwable cause) {
    return new IllegalArgumentException(
        "%s is no IDX file, or damaged: %s".formatted(file, what), cause);
  }
}

package linum.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import linum.checkpoint.MsgpackReader.Kind;
import linum.core.Array;
import linum.core.HostArrays;
import linum.ir.Aval;
import linum.ir.DType;

/// Arrays as Flax puts them into MessagePack: a value of type 1 that holds the list of shape, name
/// of the element type, and bytes in row-major order.
final class MsgpackArrays {
  /// The types of Flax's extension values.
  static final int NDARRAY = 1;

  static final int COMPLEX = 2;
  static final int SCALAR = 3;

  private static final int HIGHEST_RANK = 64;

  private MsgpackArrays() {}

  static void write(MsgpackWriter out, Aval aval, MemorySegment data) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    MsgpackWriter inner = new MsgpackWriter(head);
    inner.list(3);
    inner.list(aval.rank());
    for (int size : aval.shape().toArray()) {
      inner.integer(size);
    }
    inner.text(aval.dtype().toString());
    long headerOfBytes = data.byteSize() <= 0xff ? 2 : data.byteSize() <= 0xffff ? 3 : 5;
    out.extension(NDARRAY, head.size() + headerOfBytes + data.byteSize());
    out.raw(head.toByteArray());
    out.bytes(data);
  }

  /// Reads the content of an extension value of `size` bytes.
  static Array read(MsgpackReader file, long size) {
    MsgpackReader in = new MsgpackReader(file.take(size), "an array in " + file.name());
    expect(in, Kind.LIST, 3);
    if (in.next() != Kind.LIST || in.number() > HIGHEST_RANK) {
      throw in.damaged("its shape is no list of sizes");
    }
    long[] sizes = new long[(int) in.number()];
    for (int i = 0; i < sizes.length; i++) {
      expect(in, Kind.INTEGER);
      sizes[i] = in.number();
    }
    expect(in, Kind.TEXT);
    String name = in.text(in.number());
    DType dtype = DTypes.named(name).orElseThrow(() -> unknown(name, in));
    expect(in, Kind.BYTES);
    long length = in.number();
    Aval aval =
        DTypes.ofSizes(dtype, sizes, length)
            .orElseThrow(() ->
                in.damaged(
                    "%d bytes are no array of %s with the sizes %s"
                        .formatted(length, dtype, Arrays.toString(sizes))));
    MemorySegment data = in.take(length);
    if (!in.atEnd()) {
      throw in.damaged("something follows its bytes");
    }
    if (dtype == DType.BOOL && !DTypes.areBooleans(data)) {
      throw in.damaged("a truth value is neither 0 nor 1");
    }
    return HostArrays.fromSegment(data, aval);
  }

  private static void expect(MsgpackReader in, Kind kind) {
    Kind found = in.next();
    if (found != kind) {
      throw in.damaged("expected a value of kind %s, found %s".formatted(kind, found));
    }
  }

  private static void expect(MsgpackReader in, Kind kind, long size) {
    expect(in, kind);
    if (in.number() != size) {
      throw in.damaged("expected %d elements, found %d".formatted(size, in.number()));
    }
  }

  private static IllegalArgumentException unknown(String name, MsgpackReader in) {
    return new IllegalArgumentException(
        "%s has elements of type \"%s\"; arrays hold bool, int8 to int64, uint8 to uint64, float16, bfloat16, float32 and float64\nConvert it with astype before saving it."
            .formatted(in.name(), name));
  }
}

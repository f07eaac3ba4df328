package linum.checkpoint;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import linum.core.Array;
import linum.core.Buffer;
import linum.core.ConcreteArray;
import linum.core.Device;
import linum.core.HostArrays;
import linum.core.HostMemory;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;

/// Arrays too large for one value of MessagePack, as Flax cuts them: a map of the shape and of flat
/// pieces, with positions as keys.
final class ChunkedArrays {
  static final String MARK = "__msgpack_chunked_array__";

  private ChunkedArrays() {}

  static void write(MsgpackWriter out, Aval aval, MemorySegment data, long maxChunkBytes)
      throws IOException {
    long step = Math.max(1, maxChunkBytes / aval.dtype().byteSize());
    out.map(3);
    out.text(MARK);
    out.bool(true);
    out.text("shape");
    out.map(aval.rank());
    for (int i = 0; i < aval.rank(); i++) {
      out.text(Integer.toString(i));
      out.integer(aval.shape().get(i));
    }
    out.text("chunks");
    out.map(Math.toIntExact(Math.ceilDiv(aval.size(), step)));
    for (long i = 0; i * step < aval.size(); i++) {
      int n = Math.toIntExact(Math.min(step, aval.size() - i * step));
      Aval flat = new Aval(aval.dtype(), Dims.of(n));
      out.text(Long.toString(i));
      MsgpackArrays.write(
          out, flat, data.asSlice(i * step * aval.dtype().byteSize(), flat.byteSize()));
    }
  }

  /// The array that a map with the [#MARK] stands for.
  static Array join(Map<String, ?> parts, MsgpackReader in) {
    if (parts.size() != 3
        || !(parts.get("shape") instanceof Map<?, ?> shape)
        || !(parts.get("chunks") instanceof Map<?, ?> chunks)) {
      throw in.damaged("an array in pieces lacks its shape or its pieces");
    }
    long[] sizes = new long[shape.size()];
    for (int i = 0; i < sizes.length; i++) {
      if (!(shape.get(Integer.toString(i)) instanceof Long n)) {
        throw in.damaged("an array in pieces lacks its size along axis " + i);
      }
      sizes[i] = n;
    }
    return join(sizes, pieces(chunks, in), in);
  }

  private static List<ConcreteArray> pieces(Map<?, ?> chunks, MsgpackReader in) {
    List<ConcreteArray> pieces = new ArrayList<>();
    for (int i = 0; i < chunks.size(); i++) {
      if (!(chunks.get(Integer.toString(i)) instanceof ConcreteArray piece && piece.ndim() == 1)) {
        throw in.damaged("an array in pieces lacks piece " + i);
      }
      pieces.add(piece);
    }
    return pieces;
  }

  private static Array join(long[] sizes, List<ConcreteArray> pieces, MsgpackReader in) {
    List<DType> types = pieces.stream().map(Array::dtype).distinct().toList();
    if (types.size() != 1) {
      throw in.damaged("the pieces of an array have the element types " + types);
    }
    long total = pieces.stream().mapToLong(Array::nbytes).sum();
    Aval aval =
        DTypes.ofSizes(types.getFirst(), sizes, total)
            .orElseThrow(() -> in.damaged("the pieces of an array do not fill its shape"));
    Buffer buffer = HostMemory.allocate(total, new Device("cpu", 0));
    long at = 0;
    for (ConcreteArray p : pieces) {
      at += copy(p, buffer.segment().asSlice(at, p.nbytes()));
    }
    return ConcreteArray.of(aval, buffer);
  }

  private static long copy(ConcreteArray from, MemorySegment to) {
    return HostArrays.read(from, bytes -> to.copyFrom(bytes).byteSize());
  }
}

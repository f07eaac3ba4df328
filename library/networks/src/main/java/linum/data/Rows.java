package linum.data;

import java.lang.foreign.MemorySegment;
import java.util.List;
import linum.core.Array;
import linum.core.Buffer;
import linum.core.ConcreteArray;
import linum.core.Device;
import linum.core.HostArrays;
import linum.core.HostMemory;
import linum.core.Transfer;
import linum.ir.Aval;
import linum.random.PrngKey;
import linum.tree.Tree;

/// Rows of arrays, copied from memory to memory: no program needs to be compiled for them.
final class Rows {
  private Rows() {}

  /// Row `i` of an array, without its first axis.
  static Array row(ConcreteArray x, int i) {
    Array one = gather(x, new int[] {i});
    return ConcreteArray.of(
        x.aval().strong().withShape(x.shape().slice(1, x.ndim())), ((ConcreteArray) one).buffer());
  }

  /// The rows of an array at the given positions.
  static Array gather(ConcreteArray x, int[] positions) {
    Aval aval = x.aval().strong().withShape(x.shape().with(0, positions.length));
    Buffer out = HostMemory.allocate(aval.byteSize(), new Device("cpu", 0));
    long row = x.shape(0) == 0 ? 0 : x.nbytes() / x.shape(0);
    return HostArrays.read(
        x,
        bytes -> {
          copy(bytes, positions, row, out.segment());
          return ConcreteArray.of(aval, out);
        });
  }

  private static void copy(MemorySegment from, int[] positions, long row, MemorySegment to) {
    int n = 1;
    for (int i = 0; i < positions.length; i += n) {
      // Neighbours are copied together.
      n = 1;
      while (i + n < positions.length && positions[i + n] == positions[i] + n) {
        n++;
      }
      MemorySegment.copy(from, positions[i] * row, to, i * row, n * row);
    }
  }

  /// Trees of one structure as one, each array with one more axis in front.
  static <T> T stack(List<T> examples) {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("a batch needs at least one example");
    }
    return Tree.mapAll(
        Rows::stackArrays, examples.getFirst(), examples.subList(1, examples.size()));
  }

  private static Array stackArrays(List<Array> rows) {
    Aval first = rows.getFirst().aval();
    Aval aval = first.strong().withShape(first.shape().insert(0, rows.size()));
    Buffer out = HostMemory.allocate(aval.byteSize(), new Device("cpu", 0));
    for (int i = 0; i < rows.size(); i++) {
      if (!rows.get(i).aval().matches(first)) {
        throw new IllegalArgumentException(
            "a batch needs examples of one type, but the first has an array %s, and number %d an array %s\nMake them equal: dataset.map(…)."
                .formatted(first, i, rows.get(i).aval()));
      }
      long at = i * first.byteSize();
      HostArrays.read(
          (ConcreteArray) Transfer.deviceGet(rows.get(i)),
          bytes -> out.segment().asSlice(at, first.byteSize()).copyFrom(bytes));
    }
    return ConcreteArray.of(aval, out);
  }

  /// `0, 1, … n - 1` in the order that a key gives.
  static int[] permutation(PrngKey key, int n) {
    long[] order = n == 0 ? new long[0] : key.permutation(n).toLongArray();
    int[] positions = new int[n];
    for (int i = 0; i < n; i++) {
      positions[i] = (int) order[i];
    }
    return positions;
  }
}

package linum.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;

/// Element types by NumPy's names, and shapes as files give them.
final class DTypes {
  private DTypes() {}

  /// Whether arrays of this type can be stored as they are: keys cannot, nor complex numbers, which
  /// nothing here computes with.
  static boolean isStorable(DType dtype) {
    return switch (dtype.kind()) {
      case BOOL, SIGNED, UNSIGNED, FLOATING -> true;
      case COMPLEX, KEY, FLOAT0, TOKEN -> false;
    };
  }

  /// The storable type with a name such as `float32`.
  static Optional<DType> named(String name) {
    return Arrays.stream(DType.values())
        .filter(d -> isStorable(d) && d.toString().equals(name))
        .findFirst();
  }

  /// The type of an array of the given sizes that takes exactly `bytes` bytes; empty if there is
  /// none.
  static Optional<Aval> ofSizes(DType dtype, long[] sizes, long bytes) {
    return ofSizes(dtype, sizes).filter(aval -> aval.byteSize() == bytes);
  }

  /// The type of an array of the given sizes; empty if one is negative, or they are too large
  /// together.
  static Optional<Aval> ofSizes(DType dtype, long[] sizes) {
    long total = dtype.byteSize();
    for (long n : sizes) {
      if (n < 0 || n > Integer.MAX_VALUE || (n != 0 && total > Long.MAX_VALUE / n)) {
        return Optional.empty();
      }
      total *= n;
    }
    return Optional.of(new Aval(dtype, Dims.of(Arrays.stream(sizes).mapToInt(n -> (int) n))));
  }

  /// Whether every byte is 0 or 1.
  static boolean areBooleans(MemorySegment bytes) {
    for (long i = 0; i < bytes.byteSize(); i++) {
      if ((bytes.get(ValueLayout.JAVA_BYTE, i) & 0xfe) != 0) {
        return false;
      }
    }
    return true;
  }
}

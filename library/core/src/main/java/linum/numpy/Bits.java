package linum.numpy;

import java.util.List;
import linum.core.Array;
import linum.core.Axes;
import linum.core.Named;
import linum.core.Ops;
import linum.ir.DType;
import linum.ir.Dims;

/// Booleans as the bits of bytes, and back.
final class Bits {
  private Bits() {}

  /// Eight elements along an axis to a byte; those missing at the end count as 0.
  static Array pack(Array x, int axis, String order) {
    int a = Axes.of("packbits", axis, x.aval());
    if (!x.dtype().isInteger() && x.dtype() != DType.BOOL) {
      throw new IllegalArgumentException("packbits takes booleans or integers, got " + x.aval());
    }
    Array weights = weights("packbits", order);
    return Named.call("packbits", List.of(a, order), v -> packed(v, a, weights), x);
  }

  private static Array packed(Array x, int axis, Array weights) {
    int n = x.shape(axis);
    int bytes = Math.ceilDiv(n, 8);
    Array last = Jnp.moveaxis(x.ne(0).astype(DType.UINT8), axis, -1);
    int[][] widths = new int[x.ndim()][2];
    widths[x.ndim() - 1][1] = bytes * 8 - n;
    Dims front = last.shape().slice(0, x.ndim() - 1);
    Array bits = Padding.pad(last, widths, "constant", 0).reshape(front.concat(Dims.of(bytes, 8)));
    return Jnp.moveaxis(bits.mul(weights).sum(Jnp.over(-1).dtype(DType.UINT8)), -1, axis);
  }

  /// Each byte along an axis as eight elements, of which the first `count` are kept; all if it is
  /// negative.
  static Array unpack(Array x, int axis, int count, String order) {
    int a = Axes.of("unpackbits", axis, x.aval());
    if (x.dtype() != DType.UINT8) {
      throw new IllegalArgumentException(
          "unpackbits takes uint8, got %s\nConvert it: x.astype(DType.UINT8)".formatted(x.aval()));
    }
    Array weights = weights("unpackbits", order);
    return Named.call(
        "unpackbits", List.of(a, count, order), v -> unpacked(v, a, count, weights), x);
  }

  private static Array unpacked(Array x, int axis, int count, Array weights) {
    Array last = Jnp.moveaxis(x, axis, -1);
    Array bits = last.expandDims(-1).and(weights).ne(0).astype(DType.UINT8);
    int n = 8 * x.shape(axis);
    Array flat = bits.reshape(last.shape().with(x.ndim() - 1, n));
    Array kept = Ops.sliceInDim(flat, x.ndim() - 1, 0, count < 0 ? n : Math.min(count, n));
    return Jnp.moveaxis(kept, -1, axis);
  }

  private static Array weights(String name, String order) {
    return switch (order) {
      case "big" -> Jnp.array(new int[] {128, 64, 32, 16, 8, 4, 2, 1}, DType.UINT8);
      case "little" -> Jnp.array(new int[] {1, 2, 4, 8, 16, 32, 64, 128}, DType.UINT8);
      default ->
          throw new IllegalArgumentException(
              "%s: there is no bit order \"%s\"; there are big and little".formatted(name, order));
    };
  }
}

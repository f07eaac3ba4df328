package linum.core;

import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Elementwise;
import linum.ir.Promotion;

/// The bits of arrays as elements of other types.
public final class Views {
  private Views() {}

  /// As the primitive does it: narrower elements get an axis of their own, and wider ones are made
  /// of the last axis. In JAX: `lax.bitcast_convert_type`.
  public static Array bitcast(Array x, DType dtype) {
    return Trace.bind(new Elementwise.BitcastConvertType(Promotion.canonical(dtype)), x);
  }

  /// As NumPy does it: the last axis gets longer or shorter. In JAX: `x.view`.
  static Array view(Array x, DType dtype) {
    DType to = Promotion.canonical(dtype);
    if (x.dtype() == to) {
      return x;
    }
    if (to == DType.BOOL) {
      return view(x, DType.UINT8).ne(0);
    }
    Array bits = x.dtype() == DType.BOOL ? Ops.convert(x, DType.UINT8) : x;
    int from = bits.itemsize();
    int size = to.byteSize();
    if (from == size) {
      return bitcast(bits, to);
    }
    if (x.ndim() == 0 || (long) x.shape(-1) * from % size != 0) {
      throw new IllegalArgumentException(
          "view: %s as %s: the bytes of the last axis make no whole number of elements\nPad the last axis, or use x.astype(%s) to convert the values"
              .formatted(x.aval(), to, to.name()));
    }
    Dims outer = x.shape().slice(0, x.ndim() - 1);
    int last = Math.toIntExact((long) x.shape(-1) * from / size);
    return from > size
        ? bitcast(bits, to).reshape(outer.insert(outer.rank(), last))
        : bitcast(
            bits.reshape(outer.insert(outer.rank(), last).insert(outer.rank() + 1, size / from)),
            to);
  }
}

package linum.reference;

import linum.ir.DType;
import linum.ir.Dims;

/// Elements as another type.
final class Conversion {
  private static final double TWO_63 = 0x1p63;

  private Conversion() {}

  /// Floating numbers are truncated toward zero and moved into the range of an integer type, NaN
  /// becomes 0; integers wrap.
  static Value convert(Value x, DType to) {
    if (x.dtype() == to) {
      return x;
    }
    Dims shape = x.shape();
    return switch (to.kind()) {
      case FLOATING ->
          Value.Reals.rounded(to, shape, to == DType.FLOAT32 ? toFloats(x) : copyOfReals(x));
      case BOOL -> new Value.Wholes(to, shape, toBooleans(x));
      case SIGNED, UNSIGNED -> new Value.Wholes(to, shape, toIntegers(x, to));
      case COMPLEX, KEY, FLOAT0, TOKEN -> {
        if (to == DType.FLOAT0) {
          yield Value.zeros(to, shape);
        }
        throw new UnsupportedOperationException(
            "convert_element_type: %s cannot be converted to %s".formatted(x.aval(), to));
      }
    };
  }

  /// The elements of any value as `double`; those of a floating one are not copied.
  static double[] toReals(Value x) {
    return x instanceof Value.Reals r ? r.data() : copyOfReals(x);
  }

  private static double[] copyOfReals(Value x) {
    return switch (x) {
      case Value.Reals r -> r.data().clone();
      case Value.Wholes w -> {
        double[] out = new double[w.data().length];
        for (int i = 0; i < out.length; i++) {
          out[i] = toDouble(w.data()[i], w.dtype());
        }
        yield out;
      }
    };
  }

  /// Rounded once: from a 64-bit integer to `float`, not by way of `double`.
  private static double[] toFloats(Value x) {
    double[] out = copyOfReals(x);
    if (x instanceof Value.Wholes w && w.dtype().byteSize() == 8) {
      for (int i = 0; i < out.length; i++) {
        out[i] =
            w.dtype() == DType.UINT64 && w.data()[i] < 0
                ? halved(w.data()[i])
                : (float) w.data()[i];
      }
    }
    return out;
  }

  /// A `uint64` above the range of `long`: half of it, with a sticky last bit, then doubled.
  private static double halved(long bits) {
    return 2.0 * (float) ((bits >>> 1) | (bits & 1));
  }

  private static double toDouble(long v, DType dtype) {
    return dtype == DType.UINT64 && v < 0 ? 2.0 * (double) ((v >>> 1) | (v & 1)) : (double) v;
  }

  private static long[] toBooleans(Value x) {
    long[] out = new long[x.size()];
    switch (x) {
      case Value.Reals r -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = r.data()[i] != 0 ? 1 : 0;
        }
      }
      case Value.Wholes w -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = w.data()[i] != 0 ? 1 : 0;
        }
      }
    }
    return out;
  }

  private static long[] toIntegers(Value x, DType to) {
    return switch (x) {
      case Value.Reals r -> {
        long[] out = new long[r.data().length];
        for (int i = 0; i < out.length; i++) {
          out[i] = toInteger(r.data()[i], to);
        }
        yield out;
      }
      case Value.Wholes w -> {
        long[] out = w.data().clone();
        Rounding.wrap(out, to);
        yield out;
      }
    };
  }

  private static long toInteger(double x, DType to) {
    int bits = to.bits();
    if (to.isSigned()) {
      return Math.clamp((long) x, -1L << (bits - 1), (1L << (bits - 1)) - 1);
    }
    if (!(x > 0)) {
      return 0;
    }
    if (bits < 64) {
      return Math.min((long) x, (1L << bits) - 1);
    }
    return x < TWO_63 ? (long) x : x < 2 * TWO_63 ? (long) (x - TWO_63) | Long.MIN_VALUE : -1L;
  }
}

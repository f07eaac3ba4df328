package linum.random;

import static linum.core.Trace.bind;

import java.util.List;
import linum.core.Array;
import linum.core.Named;
import linum.core.Ops;
import linum.core.Types;
import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Elementwise;
import linum.ir.FloatFormat;

/// Uniform numbers: floating ones from mantissa bits, integers by remainder.
final class Uniform {
  private Uniform() {}

  static Array sample(Array key, Dims shape, DType dtype) {
    return sample(key, shape, dtype, Types.weak(0.0), Types.weak(1.0));
  }

  static Array sample(Array key, Dims shape, DType dtype, double minval, double maxval) {
    return sample(key, shape, dtype, Ops.scalar(minval, dtype), Ops.scalar(maxval, dtype));
  }

  /// `u = bits / 2^m` in `[0, 1)`, exactly; then `max(minval, u · (maxval - minval) + minval)`.
  static Array sample(Array key, Dims shape, DType dtype, Array minval, Array maxval) {
    return Named.call(
        "_uniform",
        List.of(shape, dtype),
        in -> sampleOf(in.get(0), shape, dtype, in.get(1), in.get(2)),
        List.of(key, minval, maxval));
  }

  private static Array sampleOf(Array key, Dims shape, DType dtype, Array minval, Array maxval) {
    Array typedLo = Ops.convert(minval, dtype);
    Array typedHi = Ops.convert(maxval, dtype);
    Array lo = Defaults.ranked(typedLo, shape);
    Array hi = Defaults.ranked(typedHi, shape);
    Array scaled = Ops.mul(unit(key, shape, dtype), Ops.sub(hi, lo));
    return Ops.max(lo, Ops.add(scaled, lo));
  }

  // Random mantissa bits under the exponent of one give a number in [1, 2).
  private static Array unit(Array key, Dims shape, DType dtype) {
    FloatFormat format = FloatFormat.of(dtype);
    int width = format.mantissa() < 8 ? 8 : format.bits();
    DType unsigned = format.unsigned();
    Array bits = Ops.convert(Keys.bits(key, width, shape), unsigned);
    Array shift = Ops.scalar((long) (width - format.mantissa()), unsigned);
    Array mantissa = bind(Binary.SHIFT_RIGHT_LOGICAL, bits, shift);
    Array inOneTwo = Ops.or(mantissa, Ops.scalar(format.one(), unsigned));
    Array floats = bind(new Elementwise.BitcastConvertType(dtype), inOneTwo);
    return Ops.sub(floats, Ops.scalar(1.0, dtype));
  }

  /// `minval + (hi · 2^w + lo) mod (maxval - minval)` from two words of `w` bits each; `minval`
  /// where the range is empty.
  static Array integers(Array key, Dims shape, Array minval, Array maxval, DType dtype) {
    if (dtype.byteSize() < 4) {
      Array lo = clip(minval, DType.INT32, lowest(dtype), highest(dtype));
      Array hi = clip(maxval, DType.INT32, lowest(dtype), highest(dtype) + 1);
      return Ops.convert(integers(key, shape, lo, hi, DType.INT32), dtype);
    }
    return Named.call(
        "_randint",
        List.of(shape, dtype),
        in -> integersOf(in.get(0), shape, in.get(1), in.get(2), dtype),
        List.of(key, minval, maxval));
  }

  private static Array integersOf(Array key, Dims shape, Array minval, Array maxval, DType dtype) {
    int width = dtype.bits();
    DType unsigned = width == 32 ? DType.UINT32 : DType.UINT64;
    Array above = aboveRange(maxval, dtype);
    Array clippedLo = clip(minval, dtype);
    Array clippedHi = clip(maxval, dtype);
    Array lo = Defaults.ranked(clippedLo, shape);
    Array hi = Defaults.ranked(clippedHi, shape);
    Array[] keys = Keys.split(key, 2);
    Array high = Keys.bits(keys[0], width, shape);
    Array low = Keys.bits(keys[1], width, shape);
    Array one = Ops.scalar(1L, unsigned);
    Array span = Ops.convert(Ops.sub(hi, lo), unsigned);
    span = where(Ops.le(hi, lo), one, span);
    Array wider = Ops.and(above, Ops.gt(hi, lo));
    span = where(wider, Ops.add(span, one), span);
    Array half = Ops.rem(Ops.scalar(1L << (width / 2), unsigned), span);
    Array multiplier = Ops.rem(Ops.mul(half, half), span);
    Array offset =
        Ops.rem(Ops.add(Ops.mul(Ops.rem(high, span), multiplier), Ops.rem(low, span)), span);
    return Ops.add(lo, Ops.convert(offset, dtype));
  }

  private static Array where(Array condition, Array onTrue, Array onFalse) {
    Dims shape = condition.ndim() == 0 ? onFalse.shape() : condition.shape();
    return Ops.select(condition, Ops.broadcast(onTrue, shape), Ops.broadcast(onFalse, shape));
  }

  // Whether the (exclusive) end lies outside the type, as 256 does for uint8.
  private static Array aboveRange(Array maxval, DType dtype) {
    DType own = maxval.dtype();
    long most =
        Long.compareUnsigned(highest(own), highest(dtype)) <= 0 ? highest(own) : highest(dtype);
    return Ops.gt(maxval, Ops.scalar(most, own));
  }

  private static Array clip(Array x, DType dtype) {
    return x.dtype() == dtype ? x : clip(x, dtype, lowest(dtype), highest(dtype));
  }

  // The value of x that lies nearest to lo … hi, as another type.
  private static Array clip(Array x, DType dtype, long lo, long hi) {
    DType own = x.dtype();
    if (!own.isInteger()) {
      return clip(Ops.convert(x, Defaults.integer()), dtype, lo, hi);
    }
    Array low = Ops.scalar(Math.max(lo, lowest(own)), own);
    long top = Long.compareUnsigned(hi, highest(own)) < 0 ? hi : highest(own);
    Array high = Ops.scalar(top, own);
    return Ops.convert(Ops.min(Ops.max(x, low), high), dtype);
  }

  private static long lowest(DType dtype) {
    return dtype.isUnsigned() ? 0 : Long.MIN_VALUE >> (64 - dtype.bits());
  }

  // As an unsigned number: that of uint64 has all bits set.
  private static long highest(DType dtype) {
    return -1L >>> (64 - dtype.bits() + (dtype.isUnsigned() ? 0 : 1));
  }
}

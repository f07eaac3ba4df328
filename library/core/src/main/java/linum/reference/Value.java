package linum.reference;

import java.util.Arrays;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Scalars;

/// An array while a program runs. It is not changed after it is made.
///
/// `Value = Reals | Wholes`
sealed interface Value {
  DType dtype();

  Dims shape();

  int size();

  /// The same elements under another shape.
  Value withShape(Dims shape);

  /// Element `i`, as a [Double] or a [Long].
  Number get(int i);

  /// Puts a number, rounded to the type, at place `i`. Only for values that are being made.
  void set(int i, Number value);

  /// Elements of a floating type.
  final class Reals implements Value {
    private final DType dtype;
    private final Dims shape;
    final double[] data;

    Reals(DType dtype, Dims shape, double[] data) {
      this.dtype = dtype;
      this.shape = shape;
      this.data = data;
    }

    /// With every element rounded to the type, in place.
    static Reals rounded(DType dtype, Dims shape, double[] data) {
      Rounding.round(data, dtype);
      return new Reals(dtype, shape, data);
    }

    @Override
    public DType dtype() {
      return dtype;
    }

    @Override
    public Dims shape() {
      return shape;
    }

    @Override
    public int size() {
      return data.length;
    }

    @Override
    public Value withShape(Dims newShape) {
      return new Reals(dtype, newShape, data);
    }

    @Override
    public Number get(int i) {
      return data[i];
    }

    @Override
    public void set(int i, Number value) {
      data[i] = Scalars.round(value, dtype).doubleValue();
    }
  }

  /// Elements of an integer type, booleans as 0 and 1, and keys as two words, the first one low. A
  /// `uint64` is its bits.
  final class Wholes implements Value {
    private final DType dtype;
    private final Dims shape;
    final long[] data;

    Wholes(DType dtype, Dims shape, long[] data) {
      this.dtype = dtype;
      this.shape = shape;
      this.data = data;
    }

    /// With every element wrapped to the type, in place.
    static Wholes wrapped(DType dtype, Dims shape, long[] data) {
      Rounding.wrap(data, dtype);
      return new Wholes(dtype, shape, data);
    }

    @Override
    public DType dtype() {
      return dtype;
    }

    @Override
    public Dims shape() {
      return shape;
    }

    @Override
    public int size() {
      return data.length;
    }

    @Override
    public Value withShape(Dims newShape) {
      return new Wholes(dtype, newShape, data);
    }

    @Override
    public Number get(int i) {
      return data[i];
    }

    @Override
    public void set(int i, Number value) {
      data[i] = Scalars.round(value, dtype).longValue();
    }
  }

  /// Zeros, to be filled.
  static Value zeros(DType dtype, Dims shape) {
    int n = size(dtype, shape);
    return isReal(dtype) ? new Reals(dtype, shape, new double[n]) : new Wholes(dtype, shape, new long[n]);
  }

  static Value zeros(Aval aval) {
    return zeros(aval.dtype(), aval.shape());
  }

  static Value scalar(DType dtype, Number value) {
    return full(dtype, Dims.NONE, value);
  }

  static Value full(DType dtype, Dims shape, Number value) {
    Value v = zeros(dtype, shape);
    Number rounded = Scalars.round(value, dtype);
    switch (v) {
      case Reals r -> Arrays.fill(r.data, rounded.doubleValue());
      case Wholes w -> Arrays.fill(w.data, rounded.longValue());
    }
    return v;
  }

  private static boolean isReal(DType dtype) {
    return switch (dtype.kind()) {
      case FLOATING -> true;
      case BOOL, SIGNED, UNSIGNED, KEY, FLOAT0 -> false;
      case COMPLEX ->
          throw new UnsupportedOperationException(
              "the reference backend does not compute with " + dtype
                  + "\nKeep the real and the imaginary part in two arrays.");
    };
  }

  /// The number of elements, which must fit into a Java array.
  static int size(DType dtype, Dims shape) {
    long n = shape.size();
    if (n > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "the reference backend holds at most %d elements an array, but %s has %d"
              .formatted(Integer.MAX_VALUE - 8, new Aval(dtype, shape), n));
    }
    return (int) n;
  }

  default Aval aval() {
    return new Aval(dtype(), shape());
  }

  /// The elements of a floating value.
  static double[] reals(Value v) {
    return ((Reals) v).data;
  }

  /// The elements of any other value.
  static long[] wholes(Value v) {
    return ((Wholes) v).data;
  }

  /// A scalar integer, moved into the range of `int`.
  static int intScalar(Value v) {
    long x = wholes(v)[0];
    if (v.dtype() == DType.UINT64 && x < 0) {
      return Integer.MAX_VALUE;
    }
    return Math.clamp(x, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}

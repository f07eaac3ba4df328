package linum.reference;

import java.util.Arrays;
import java.util.Objects;
import linum.core.Buffer;
import linum.core.HostData;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Scalars;
import org.jspecify.annotations.Nullable;

/// An array while a program runs. It is not changed after it is made. Inputs stay in the memory of
/// their buffer until their elements are needed.
///
/// `Value = Reals | Wholes`
sealed interface Value {
  DType dtype();

  Dims shape();

  int size();

  /// The same elements under another shape.
  Value withShape(Dims shape);

  /// Whether the elements have been read from the memory of a buffer, or were never there.
  boolean isLoaded();

  /// Reads the elements now.
  default void load() {
    switch (this) {
      case Reals r -> r.data();
      case Wholes w -> w.data();
    }
  }

  /// Element `i`, as a [Double] or a [Long].
  Number get(int i);

  /// Puts a number, rounded to the type, at place `i`. Only for values that are being made.
  void set(int i, Number value);

  /// Elements of a floating type.
  final class Reals implements Value {
    private final DType dtype;
    private final Dims shape;
    private final @Nullable Buffer stored;
    private double @Nullable [] data;

    Reals(DType dtype, Dims shape, double[] data) {
      this.dtype = dtype;
      this.shape = shape;
      this.stored = null;
      this.data = data;
    }

    private Reals(DType dtype, Dims shape, @Nullable Buffer stored, double @Nullable [] data) {
      this.dtype = dtype;
      this.shape = shape;
      this.stored = stored;
      this.data = data;
    }

    /// The elements; read from memory if they were not before.
    double[] data() {
      double[] known = data;
      if (known == null) {
        known = Memory.loadReals(Objects.requireNonNull(stored), aval());
        data = known;
      }
      return known;
    }

    /// One element, read from memory by itself if the others were not read.
    double at(int i) {
      double[] known = data;
      return known == null
          ? HostData.read(Objects.requireNonNull(stored), dtype, i).doubleValue()
          : known[i];
    }

    @Override
    public boolean isLoaded() {
      return data != null;
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
      return (int) shape.size();
    }

    @Override
    public Value withShape(Dims newShape) {
      return new Reals(dtype, newShape, stored, data);
    }

    @Override
    public Number get(int i) {
      return at(i);
    }

    @Override
    public void set(int i, Number value) {
      data()[i] = Scalars.round(value, dtype).doubleValue();
    }
  }

  /// Elements of an integer type, booleans as 0 and 1, and keys as two words, the first one low. A
  /// `uint64` is its bits.
  final class Wholes implements Value {
    private final DType dtype;
    private final Dims shape;
    private final @Nullable Buffer stored;
    private long @Nullable [] data;

    Wholes(DType dtype, Dims shape, long[] data) {
      this.dtype = dtype;
      this.shape = shape;
      this.stored = null;
      this.data = data;
    }

    private Wholes(DType dtype, Dims shape, @Nullable Buffer stored, long @Nullable [] data) {
      this.dtype = dtype;
      this.shape = shape;
      this.stored = stored;
      this.data = data;
    }

    /// The elements; read from memory if they were not before.
    long[] data() {
      long[] known = data;
      if (known == null) {
        known = Memory.loadWholes(Objects.requireNonNull(stored), aval());
        data = known;
      }
      return known;
    }

    /// One element, read from memory by itself if the others were not read.
    long at(int i) {
      long[] known = data;
      return known == null
          ? HostData.read(Objects.requireNonNull(stored), dtype, i).longValue()
          : known[i];
    }

    @Override
    public boolean isLoaded() {
      return data != null;
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
      return (int) shape.size();
    }

    @Override
    public Value withShape(Dims newShape) {
      return new Wholes(dtype, newShape, stored, data);
    }

    @Override
    public Number get(int i) {
      return at(i);
    }

    @Override
    public void set(int i, Number value) {
      data()[i] = Scalars.round(value, dtype).longValue();
    }
  }

  /// What a buffer holds. Few elements of it may be needed, so it is read when they are.
  static Value stored(Buffer buffer, Aval aval) {
    return isReal(aval.dtype())
        ? new Reals(aval.dtype(), aval.shape(), buffer, null)
        : new Wholes(aval.dtype(), aval.shape(), buffer, null);
  }

  /// Zeros, to be filled.
  static Value zeros(DType dtype, Dims shape) {
    int n = size(dtype, shape);
    return isReal(dtype)
        ? new Reals(dtype, shape, new double[n])
        : new Wholes(dtype, shape, new long[n]);
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
      case Reals r -> Arrays.fill(r.data(), rounded.doubleValue());
      case Wholes w -> Arrays.fill(w.data(), rounded.longValue());
    }
    return v;
  }

  private static boolean isReal(DType dtype) {
    return switch (dtype.kind()) {
      case FLOATING -> true;
      case BOOL, SIGNED, UNSIGNED, KEY, FLOAT0, TOKEN -> false;
      case COMPLEX ->
          throw new UnsupportedOperationException(
              "the reference backend does not compute with "
                  + dtype
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
    return ((Reals) v).data();
  }

  /// The elements of any other value.
  static long[] wholes(Value v) {
    return ((Wholes) v).data();
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

package linum.testing;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Locale;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.core.HostData;
import linum.core.Tracer;
import linum.ir.DType;
import linum.ir.Dims;

/// Assertions about arrays, for any test framework: each throws an [AssertionError] that says where
/// the arrays differ most, and by how much.
///
/// ```java
/// import static linum.testing.ArrayAssertions.assertClose;
///
/// assertClose(array(1, 2, 3), f.apply(x));
/// ```
public final class ArrayAssertions {
  private ArrayAssertions() {}

  /// How much two elements may differ.
  private interface Tolerance {
    /// By how much they differ beyond what is allowed; positive if too much, NaN if they do not
    /// compare.
    double excess(Number expected, Number actual);

    String describe(Number expected, Number actual);
  }

  /// As [#assertClose(Array, Array, double, double)], with the tolerances that fit the type: `rtol`
  /// and `atol` are 1e-6 for `float32`, 1e-12 for `float64`, 1e-3 for `float16`, 1e-2 for
  /// `bfloat16`. Integers and booleans must be equal.
  public static void assertClose(Array expected, Array actual) {
    double tolerance = tolerance(expected.dtype());
    assertClose(expected, actual, tolerance, tolerance);
  }

  /// Asserts that types and shapes are equal and `|actual - expected| ≤ atol + rtol · |expected|`
  /// everywhere. NaN is close to NaN, infinities to themselves.
  public static void assertClose(Array expected, Array actual, double rtol, double atol) {
    compare(expected, actual, new Close(rtol, atol));
  }

  /// Asserts that types, shapes and all elements are equal. NaN equals NaN, and -0 equals 0.
  public static void assertSame(Array expected, Array actual) {
    compare(expected, actual, new Close(0, 0));
  }

  /// Asserts that no element is more than `ulps` representable numbers away.
  public static void assertWithinUlps(Array expected, Array actual, long ulps) {
    compare(expected, actual, new WithinUlps(ulps, expected.dtype()));
  }

  private record Close(double rtol, double atol) implements Tolerance {
    @Override
    public double excess(Number expected, Number actual) {
      if (expected instanceof Long e && actual instanceof Long a && rtol == 0 && atol == 0) {
        return e.longValue() == a.longValue() ? 0 : Math.max(1, Math.abs((double) e - (double) a));
      }
      double e = expected.doubleValue();
      double a = actual.doubleValue();
      return e == a || (Double.isNaN(e) && Double.isNaN(a))
          ? 0
          : Math.abs(a - e) - (atol + rtol * Math.abs(e));
    }

    @Override
    public String describe(Number expected, Number actual) {
      double difference = Math.abs(actual.doubleValue() - expected.doubleValue());
      return rtol == 0 && atol == 0
          ? "difference %s".formatted(number(difference))
          : "difference %s > %s + %s · |expected|"
              .formatted(number(difference), number(atol), number(rtol));
    }
  }

  private record WithinUlps(long ulps, DType dtype) implements Tolerance {
    @Override
    public double excess(Number expected, Number actual) {
      return (double) distance(expected, actual) - ulps;
    }

    @Override
    public String describe(Number expected, Number actual) {
      return "%d ulps apart > %d".formatted(distance(expected, actual), ulps);
    }

    private long distance(Number expected, Number actual) {
      return Ulps.distance(expected.doubleValue(), actual.doubleValue(), dtype);
    }
  }

  private static void compare(Array expected, Array actual, Tolerance tolerance) {
    if (!expected.aval().matches(actual.aval())) {
      throw new AssertionError(
          "arrays differ in type: expected %s, got %s".formatted(expected.aval(), actual.aval()));
    }
    Number[] e = values(expected);
    Number[] a = values(actual);
    int outside = 0;
    int worst = -1;
    double most = 0;
    for (int i = 0; i < e.length; i++) {
      double excess = tolerance.excess(e[i], a[i]);
      if (excess > 0 || Double.isNaN(excess)) {
        outside++;
        double size = Double.isNaN(excess) ? Double.POSITIVE_INFINITY : excess;
        if (worst < 0 || size > most) {
          worst = i;
          most = size;
        }
      }
    }
    if (worst >= 0) {
      throw new AssertionError(
          "arrays of type %s differ at %s: expected %s, got %s, %s\n%d of %d elements are outside the tolerance"
              .formatted(
                  expected.aval(),
                  position(worst, expected.shape()),
                  number(e[worst]),
                  number(a[worst]),
                  tolerance.describe(e[worst], a[worst]),
                  outside,
                  e.length));
    }
  }

  private static double tolerance(DType dtype) {
    return switch (dtype) {
      case FLOAT64, COMPLEX128 -> 1e-12;
      case FLOAT32, COMPLEX64 -> 1e-6;
      case FLOAT16 -> 1e-3;
      case BFLOAT16 -> 1e-2;
      case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, KEY, FLOAT0, TOKEN -> 0;
    };
  }

  /// The elements in row-major order: [Long] for integers, booleans and keys, [Double] for floating
  /// types.
  static Number[] values(Array array) {
    return switch (array) {
      case ConcreteArray c -> {
        MemorySegment segment = c.buffer().segment();
        Number[] out = new Number[Math.toIntExact(c.size())];
        Arrays.setAll(out, i -> HostData.read(segment, c.dtype(), i));
        yield out;
      }
      case Tracer t ->
          throw new IllegalArgumentException(
              "an assertion about arrays reads their values, but this one is traced: "
                  + t.aval()
                  + "\nReturn the array from the function, and assert on the result.");
    };
  }

  private static String position(int flat, Dims shape) {
    int[] index = new int[shape.rank()];
    int rest = flat;
    for (int i = shape.rank() - 1; i >= 0; i--) {
      index[i] = rest % shape.get(i);
      rest /= shape.get(i);
    }
    return Arrays.toString(index);
  }

  private static String number(Number x) {
    return x instanceof Long || x.doubleValue() == 0 || !Double.isFinite(x.doubleValue())
        ? x.toString()
        : String.format(Locale.ROOT, "%.9g", x.doubleValue());
  }
}

package linum.numpy;

import java.util.List;
import linum.core.Arithmetic;
import linum.core.Array;
import linum.core.Named;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.Contraction;
import linum.ir.ConvDimensionNumbers;
import linum.ir.Dims;

/// Convolutions of vectors, and polynomials as vectors of coefficients, highest power first.
final class Polynomials {
  private Polynomials() {}

  /// Division from the highest power on. The remainder has as many coefficients as `a`.
  static List<Array> polydiv(Array a, Array b) {
    requireVectors("polydiv", a, b);
    List<Array> in = Arithmetic.converted(Arithmetic.Promote.INEXACT, a, b);
    Array rest = in.get(0);
    Array divisor = in.get(1);
    int n = divisor.shape(0);
    int terms = a.shape(0) - n + 1;
    if (terms < 1) {
      return List.of(Jnp.zeros(Dims.of(0), rest.dtype()), rest);
    }
    Array[] quotient = new Array[terms];
    for (int k = 0; k < terms; k++) {
      quotient[k] = Ops.sliceInDim(rest, 0, k, k + 1).div(Ops.sliceInDim(divisor, 0, 0, 1));
      Array zero = Ops.scalar(0, rest);
      Dims behind = Dims.of(rest.shape(0) - n - k);
      rest = rest.sub(Ops.pad(divisor.mul(quotient[k]), zero, Dims.of(k), behind, Dims.of(0)));
    }
    return List.of(Ops.concatenate(List.of(quotient), 0), rest);
  }

  static Array poly(Array roots) {
    if (roots.ndim() != 1) {
      throw new IllegalArgumentException(
          "poly: the roots must be a vector, got %s\nOf a matrix it would take the eigenvalues, which there are none of yet"
              .formatted(roots.aval()));
    }
    Array r = Arithmetic.promoted(Arithmetic.Promote.INEXACT, roots);
    Array out = Jnp.ones(Dims.of(1), r.dtype());
    for (int i = 0; i < r.shape(0); i++) {
      Array factor = Ops.sliceInDim(r, 0, i, i + 1).neg();
      Array zero = Ops.scalar(0, out);
      Array raised = Ops.pad(out, zero, Dims.of(0), Dims.of(1), Dims.of(0));
      Array lower = Ops.pad(out.mul(factor), zero, Dims.of(1), Dims.of(0), Dims.of(0));
      out = raised.add(lower);
    }
    return out;
  }

  /// @param mode `full`, `same` or `valid`
  static Array convolve(Array x, Array y, String mode) {
    return Named.call(
        "convolve", List.of(mode), in -> convolveOf(in.get(0), in.get(1), mode), List.of(x, y));
  }

  private static Array convolveOf(Array x, Array y, String mode) {
    requireVectors("convolve", x, y);
    boolean swap = x.shape(0) < y.shape(0);
    Array a = swap ? y : x;
    Array b = swap ? x : y;
    return slide(a, Manipulate.flip(b), mode, "convolve");
  }

  static Array correlate(Array x, Array y, String mode) {
    return Named.call(
        "correlate", List.of(mode), in -> correlateOf(in.get(0), in.get(1), mode), List.of(x, y));
  }

  private static Array correlateOf(Array x, Array y, String mode) {
    requireVectors("correlate", x, y);
    return x.shape(0) < y.shape(0)
        ? Manipulate.flip(slide(y, x, mode, "correlate"))
        : slide(x, y, mode, "correlate");
  }

  private static void requireVectors(String name, Array x, Array y) {
    if (x.ndim() != 1 || y.ndim() != 1 || x.size() == 0 || y.size() == 0) {
      throw new IllegalArgumentException(
          "%s: operands must be vectors that are not empty, got %s and %s"
              .formatted(name, x.aval(), y.aval()));
    }
  }

  /// Products of the shorter vector with every part of the longer one, without flipping.
  private static Array slide(Array x, Array y, String mode, String name) {
    int n = y.shape(0);
    int low;
    int high;
    switch (mode) {
      case "full" -> {
        low = n - 1;
        high = n - 1;
      }
      case "same" -> {
        low = n / 2;
        high = n - n / 2 - 1;
      }
      case "valid" -> {
        low = 0;
        high = 0;
      }
      default ->
          throw new IllegalArgumentException(
              "%s: there is no mode \"%s\"; there are full, same and valid".formatted(name, mode));
    }
    List<Array> in = Arithmetic.converted(Arithmetic.Promote.INEXACT, x, y);
    Dims one = Dims.of(1);
    Dims order = Dims.of(0, 1, 2);
    Contraction.Conv conv =
        new Contraction.Conv(
            one,
            Dims.of(low),
            Dims.of(high),
            one,
            one,
            new ConvDimensionNumbers(order, order, order),
            1,
            1,
            null,
            null);
    return Trace.bind(conv, in.get(0).expandDims(0, 1), in.get(1).expandDims(0, 1)).squeeze(0, 1);
  }

  static Array polyval(Array p, Array x) {
    Array y = Jnp.zerosLike(x.mul(p.get(0)));
    for (int i = 0; i < p.shape(0); i++) {
      y = y.mul(x).add(p.get(i));
    }
    return y;
  }

  static Array polyadd(Array a, Array b) {
    int n = Math.max(a.shape(0), b.shape(0));
    return lengthened(a, n).add(lengthened(b, n));
  }

  private static Array lengthened(Array p, int n) {
    return Padding.pad(p, new int[][] {{n - p.shape(0), 0}}, "constant", 0);
  }

  static Array polyder(Array p, int m) {
    Array out = Ufuncs.inexact(p);
    for (int k = 0; k < m; k++) {
      int n = out.shape(0);
      if (n <= 1) {
        return Ops.zeros(out.aval().withShape(Dims.of(0)));
      }
      out = Ops.sliceInDim(out, 0, 0, n - 1).mul(Create.arange(n - 1, 0, -1));
    }
    return out;
  }

  static Array polyint(Array p, int m) {
    Array out = Ufuncs.inexact(p);
    for (int k = 0; k < m; k++) {
      Array divided = out.div(Create.arange(out.shape(0), 0, -1).astype(out.dtype()));
      out = Padding.pad(divided, new int[][] {{0, 1}}, "constant", 0);
    }
    return out;
  }
}

package linum.numpy;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.core.Axes;
import linum.core.Ops;
import linum.core.Over;
import org.jspecify.annotations.Nullable;

/// Norms and products of vectors and matrices. In JAX: `jnp.linalg`.
public final class Linalg {
  private Linalg() {}

  /// The Euclidean norm of all elements.
  public static Array norm(Array x) {
    return vectorNorm(x.ravel(), 2, -1, false);
  }

  /// The Euclidean norms along an axis.
  public static Array norm(Array x, int axis) {
    return vectorNorm(x, 2, axis, false);
  }

  public static Array norm(Array x, int axis, boolean keepdims) {
    return vectorNorm(x, 2, axis, keepdims);
  }

  /// A norm of a vector, or of a matrix if there are two axes.
  public static Array norm(Array x, double ord) {
    return x.ndim() == 2 ? matrixNorm(x, ord) : vectorNorm(x, ord, requireVector(x), false);
  }

  private static int requireVector(Array x) {
    if (x.ndim() != 1) {
      throw new IllegalArgumentException(
          "norm: with an order the array must be a vector or a matrix, got %s\nFor more axes say which: vectorNorm(x, ord, axis, false)"
              .formatted(x.aval()));
    }
    return 0;
  }

  /// `(sum |x|^ord)^(1/ord)` along an axis; the largest or smallest magnitude for infinite `ord`,
  /// the number of elements that are not zero for 0.
  public static Array vectorNorm(Array x, double ord, int axis, boolean keepdims) {
    int a = Axes.of("vectorNorm", axis, x.aval());
    Over over = Over.over(a).keepdims(keepdims);
    Array v = Ufuncs.inexact(x);
    if (ord == 2) {
      return v.mul(v).sum(over).sqrt();
    }
    if (ord == 1) {
      return v.abs().sum(over);
    }
    if (ord == 0) {
      return v.ne(0).sum(over).astype(v.dtype());
    }
    if (ord == Double.POSITIVE_INFINITY) {
      return v.abs().max(over);
    }
    if (ord == Double.NEGATIVE_INFINITY) {
      return v.abs().min(over);
    }
    return v.abs().pow(ord).sum(over).pow(1 / ord);
  }

  /// The largest (`1`, infinity) or smallest (`-1`, minus infinity) sum of magnitudes of a column
  /// or row.
  ///
  /// @throws IllegalArgumentException for other orders: they need singular values
  public static Array matrixNorm(Array x, double ord) {
    Array v = Ufuncs.inexact(x).abs();
    if (ord == 1) {
      return v.sum(-2).max(-1);
    }
    if (ord == -1) {
      return v.sum(-2).min(-1);
    }
    if (ord == Double.POSITIVE_INFINITY) {
      return v.sum(-1).max(-1);
    }
    if (ord == Double.NEGATIVE_INFINITY) {
      return v.sum(-1).min(-1);
    }
    throw new IllegalArgumentException(
        "matrixNorm: order %s of %s needs singular values\nThe orders 1, -1, infinity and minus infinity, and the Frobenius norm matrixNorm(x), do not"
            .formatted(ord, x.aval()));
  }

  /// The Frobenius norms of the matrices in the last two axes.
  public static Array matrixNorm(Array x) {
    Array v = Ufuncs.inexact(x);
    return v.mul(v).sum(-2, -1).sqrt();
  }

  public static Array inner(Array x, Array y) {
    return Contractions.inner(x, y);
  }

  public static Array outer(Array x, Array y) {
    return Jnp.outer(x, y);
  }

  public static Array cross(Array x, Array y) {
    return Contractions.cross(x, y);
  }

  public static Array matmul(Array x, Array y) {
    return x.matmul(y);
  }

  public static Array vecdot(Array x, Array y) {
    return Contractions.vecdot(x, y, -1);
  }

  public static Array tensordot(Array x, Array y, int axes) {
    return Contractions.tensordot(x, y, axes);
  }

  public static Array matrixTranspose(Array x) {
    return x.mT();
  }

  /// The diagonals of the matrices in the last two axes.
  public static Array diagonal(Array x, int offset) {
    return x.diagonal(offset, -2, -1);
  }

  /// The traces of the matrices in the last two axes.
  public static Array trace(Array x, int offset) {
    return x.trace(offset, -2, -1);
  }

  /// A square matrix to a power that is not negative.
  public static Array matrixPower(Array x, int n) {
    if (x.ndim() < 2 || x.shape(-1) != x.shape(-2)) {
      throw new IllegalArgumentException("matrixPower: matrices must be square, got " + x.aval());
    }
    if (n < 0) {
      throw new IllegalArgumentException(
          "matrixPower: the power %d is negative; it needs an inverse".formatted(n));
    }
    @Nullable Array result = null;
    Array square = x;
    for (int k = n; k > 0; k >>= 1) {
      if ((k & 1) != 0) {
        result = result == null ? square : result.matmul(square);
      }
      square = k > 1 ? square.matmul(square) : square;
    }
    return result == null
        ? Ops.broadcast(Create.eye(x.shape(-1), x.shape(-1), 0, x.dtype()), x.shape())
        : result;
  }

  /// The product of several matrices, in the order that takes the fewest multiplications; the first
  /// and the last may be vectors.
  public static Array multiDot(Array... xs) {
    if (xs.length < 2) {
      throw new IllegalArgumentException(
          "multiDot: at least two arrays are needed, got " + xs.length);
    }
    StringBuilder subscripts = new StringBuilder();
    StringBuilder out = new StringBuilder();
    char next = 'a';
    for (int i = 0; i < xs.length; i++) {
      boolean end = i == 0 || i == xs.length - 1;
      if (xs[i].ndim() != 2 && !(end && xs[i].ndim() == 1)) {
        throw new IllegalArgumentException(
            "multiDot: operand %d must be a matrix, got %s".formatted(i, xs[i].aval()));
      }
      char left = next;
      char right = (char) (next + 1);
      boolean row = i == 0 && xs[i].ndim() == 1;
      boolean column = i == xs.length - 1 && xs[i].ndim() == 1;
      subscripts
          .append(i == 0 ? "" : ",")
          .append(row ? "" + right : column ? "" + left : "" + left + right);
      if (i == 0 && !row) {
        out.append(left);
      }
      if (i == xs.length - 1 && !column) {
        out.append(right);
      }
      next = right;
    }
    List<Array> operands = new ArrayList<>(List.of(xs));
    return Einsum.einsum(subscripts + "->" + out, operands);
  }
}

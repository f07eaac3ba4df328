package linum.ir;

import static linum.ir.DType.Kind.BOOL;
import static linum.ir.DType.Kind.COMPLEX;
import static linum.ir.DType.Kind.FLOATING;
import static linum.ir.DType.Kind.SIGNED;
import static linum.ir.DType.Kind.UNSIGNED;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The checks that typing rules share. Each throws an [IllegalArgumentException] that names the
/// operation and both sides of what does not fit.
final class Typing {
  private Typing() {}

  static List<Aval> operands(Primitive p, List<Aval> in, int count) {
    if (in.size() != count) {
      throw new IllegalArgumentException(
          "%s takes %d operand%s, got %d"
              .formatted(p.label(), count, count == 1 ? "" : "s", in.size()));
    }
    return in;
  }

  static Aval require(Primitive p, Aval x, DType.Kind... kinds) {
    if (!Arrays.asList(kinds).contains(x.dtype().kind())) {
      throw new IllegalArgumentException(
          "%s takes %s, got %s%s"
              .formatted(p.label(), Kinds.described(kinds), x, Kinds.wayOut(x.dtype(), kinds)));
    }
    return x;
  }

  static Aval requireNumeric(Primitive p, Aval x) {
    return require(p, x, BOOL, SIGNED, UNSIGNED, FLOATING, COMPLEX);
  }

  static void checkShape(Primitive p, Dims shape) {
    if (shape.stream().anyMatch(d -> d < 0)) {
      throw new IllegalArgumentException(
          "%s: a shape has no negative sizes, got %s".formatted(p.label(), shape));
    }
  }

  static void sameDtype(Primitive p, List<Aval> in) {
    if (in.stream().map(Aval::dtype).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "%s: operands must have one dtype, got %s\nConvert them with astype, or use the function of Jnp, which promotes."
              .formatted(p.label(), list(in)));
    }
  }

  /// The common shape of operands that have equal shapes or are scalars.
  static Dims elementwiseShape(Primitive p, List<Aval> in) {
    Dims shape = Dims.NONE;
    for (Aval a : in) {
      if (a.isScalar()) {
        continue;
      }
      if (shape.isEmpty()) {
        shape = a.shape();
      } else if (!shape.equals(a.shape())) {
        throw new IllegalArgumentException(
            "%s: operands must have equal shapes or be scalars, got %s\nBroadcast them with broadcastInDim, or use the function of Jnp, which broadcasts."
                .formatted(p.label(), list(in)));
      }
    }
    return shape;
  }

  /// The common shape of operands of one rank whose sizes are equal or 1, or that are scalars.
  static Dims broadcastShape(Primitive p, List<Aval> in) {
    Dims shape = Dims.NONE;
    for (Aval a : in) {
      if (a.isScalar() || a.shape().equals(shape)) {
        continue;
      }
      if (shape.isEmpty()) {
        shape = a.shape();
        continue;
      }
      if (a.rank() != shape.rank()) {
        throw unlike(p, in);
      }
      for (int i = 0; i < a.rank(); i++) {
        int size = a.shape().get(i);
        if (shape.get(i) == 1) {
          shape = shape.with(i, size);
        } else if (size != 1 && size != shape.get(i)) {
          throw unlike(p, in);
        }
      }
    }
    return shape;
  }

  private static IllegalArgumentException unlike(Primitive p, List<Aval> in) {
    return new IllegalArgumentException(
        "%s: operands must have shapes that are equal up to axes of size 1, or be scalars, got %s\nBring them to one number of axes with expandDims, or use the function of Jnp, which broadcasts."
            .formatted(p.label(), list(in)));
  }

  static int axis(Primitive p, int axis, Aval x) {
    if (axis < 0 || axis >= x.rank()) {
      throw new IllegalArgumentException(
          "%s: axis %d is out of range for %s, which has %d %s"
              .formatted(p.label(), axis, x, x.rank(), x.rank() == 1 ? "axis" : "axes"));
    }
    return axis;
  }

  static void axes(Primitive p, Dims axes, Aval x) {
    axes.stream().forEach(a -> axis(p, a, x));
    if (axes.stream().distinct().count() != axes.rank()) {
      throw new IllegalArgumentException(
          "%s: axes %s of %s are not distinct".formatted(p.label(), axes, x));
    }
  }

  static Aval selectN(List<Aval> in) {
    if (in.size() < 2) {
      throw new IllegalArgumentException(
          "select_n takes an index and at least one case, got " + list(in));
    }
    Aval which = in.getFirst();
    List<Aval> cases = in.subList(1, in.size());
    Aval first = cases.getFirst();
    boolean typed =
        which.dtype() == DType.INT32 || (which.dtype() == DType.BOOL && cases.size() <= 2);
    if (!typed) {
      throw new IllegalArgumentException(
          "select_n: the index must be bool for two cases or int32 for more, got %s for %d cases"
              .formatted(which, cases.size()));
    }
    if (!cases.stream().allMatch(first::matches)) {
      throw new IllegalArgumentException(
          "select_n: the cases must have one type, got " + list(cases));
    }
    if (!which.isScalar() && !which.shape().equals(first.shape())) {
      throw new IllegalArgumentException(
          "select_n: the index must be a scalar or have the shape of the cases, got %s for %s"
              .formatted(which, first));
    }
    return first.withWeak(cases.stream().allMatch(Aval::weak));
  }

  static Aval bitcast(Aval x, DType to) {
    boolean opaque = !isBits(x.dtype()) || !isBits(to);
    if (opaque && x.dtype() != to) {
      throw new IllegalArgumentException(
          "bitcast_convert_type: from %s to %s: only integers and floating numbers are seen as bits"
              .formatted(x, to));
    }
    int from = x.dtype().byteSize();
    if (from == to.byteSize()) {
      return new Aval(to, x.shape());
    }
    if (from > to.byteSize()) {
      return new Aval(to, x.shape().insert(x.rank(), from / to.byteSize()));
    }
    int ratio = to.byteSize() / from;
    if (x.rank() == 0 || x.shape().get(-1) != ratio) {
      throw new IllegalArgumentException(
          "bitcast_convert_type: from %s to %s the last axis must have size %d"
              .formatted(x, to, ratio));
    }
    return new Aval(to, x.shape().slice(0, x.rank() - 1));
  }

  private static boolean isBits(DType dtype) {
    return dtype.isInteger() || dtype.isFloating();
  }

  static String list(List<Aval> avals) {
    return avals.stream().map(Aval::toString).collect(Collectors.joining(" and "));
  }
}

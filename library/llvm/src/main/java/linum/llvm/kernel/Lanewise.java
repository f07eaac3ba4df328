package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;

/// Products that are apart from each other and lie side by side, such as the channels of a
/// depthwise convolution: a batch axis goes into the lanes.
///
/// @param across the batch axis along which both operands and the result are contiguous
record Lanewise(Product p, Axis across, Storage left, Storage right, int lanes) {
  private static final int VECTORS = 4;

  static boolean fits(Product p) {
    return p.columns().isEmpty() && !p.batch().isEmpty() && isAcross(p.batch().getLast());
  }

  private static boolean isAcross(Axis a) {
    return a.lhs() == 1 && a.rhs() == 1 && a.out() == 1;
  }

  static Lanewise of(Product p, Storage left, Storage right, int lanes) {
    return new Lanewise(p, p.batch().getLast(), left, right, lanes);
  }

  private List<Axis> others() {
    return p.batch().subList(0, p.batch().size() - 1);
  }

  long steps() {
    return Product.steps(others()) * p.m();
  }

  /// All sums of a row.
  ///
  /// @param step its number, counted over all batches
  void emit(Code code, Val lhs, Val rhs, Val step, ChunkLoops.Finish finish) {
    Val row = Index.rem(code, step, p.m());
    Val batch = Index.div(code, step, p.m());
    Val leftAt =
        code.add(
            Index.offset(code, batch, others(), Axis::lhs),
            Index.offset(code, row, p.rows(), Axis::lhs));
    Val rightAt = Index.offset(code, batch, others(), Axis::rhs);
    Val at =
        code.add(
            Index.offset(code, batch, others(), Axis::out),
            Index.offset(code, row, p.rows(), Axis::out));
    WindowLoops.channels(
        code,
        Val.i64(0),
        Val.i64(across.count()),
        lanes,
        VECTORS,
        (c, width, vectors) -> {
          List<Val> zeros = new ArrayList<>();
          for (int v = 0; v < vectors; v++) {
            zeros.add(
                left.sum().isFloat()
                    ? Val.constant(left.sum().of(width), 0.0)
                    : Val.constant(left.sum().of(width), 0L));
          }
          List<Val> sums =
              nest(
                  code,
                  code.at(lhs, code.add(leftAt, c), left.bytes()),
                  code.at(rhs, code.add(rightAt, c), right.bytes()),
                  p.depth(),
                  width,
                  zeros);
          for (int v = 0; v < vectors; v++) {
            finish.emit(sums.get(v), code.add(at, Index.plus(code, c, (long) v * width)));
          }
        });
  }

  private List<Val> nest(Code code, Val x, Val y, List<Axis> depth, int width, List<Val> sums) {
    if (depth.isEmpty()) {
      return step(code, x, y, width, sums);
    }
    Axis a = depth.getFirst();
    return code.loop(
        Val.i64(0),
        Val.i64(a.count()),
        1,
        sums,
        (i, now) ->
            nest(
                code,
                code.at(x, Index.times(code, i, a.lhs()), left.bytes()),
                code.at(y, Index.times(code, i, a.rhs()), right.bytes()),
                depth.subList(1, depth.size()),
                width,
                now));
  }

  private List<Val> step(Code code, Val x, Val y, int width, List<Val> sums) {
    List<Val> next = new ArrayList<>();
    for (int v = 0; v < sums.size(); v++) {
      Val place = Val.i64((long) v * width);
      Val a = left.load(code, code.at(x, place, left.bytes()), width);
      Val b = right.load(code, code.at(y, place, right.bytes()), width);
      next.add(
          left.sum().isFloat()
              ? code.fma(a, b, sums.get(v))
              : code.add(sums.get(v), code.mul(a, b)));
    }
    return next;
  }
}

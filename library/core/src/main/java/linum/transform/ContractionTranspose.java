package linum.transform;

import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.Aval;
import linum.ir.Binary;
import linum.ir.Contraction;
import linum.ir.Contraction.DotGeneral;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Reduction;
import org.jspecify.annotations.Nullable;

/// Transposes of sums of products, in either factor.
final class ContractionTranspose {
  private ContractionTranspose() {}

  static List<@Nullable Array> rule(Contraction p, Operands in, Array ct) {
    List<@Nullable Array> out = Duals.zeros(in.size());
    boolean left = in.isLinear(0);
    Array other = in.value(left ? 1 : 0);
    Array ct2 = Ops.convert(ct, wider(ct, other));
    Array factor = Ops.convert(other, wider(ct, other));
    int i = left ? 0 : 1;
    Array back =
        switch (p) {
          case DotGeneral d ->
              left ? dotLeft(d, in.aval(0), ct2, factor) : dotRight(d, in.aval(1), ct2, factor);
          case Contraction.Conv c ->
              left
                  ? ConvTranspose.lhs(c, in.aval(0), ct2, factor)
                  : ConvTranspose.rhs(c, in.aval(1), ct2, factor);
          case Contraction.RaggedDot r ->
              left
                  ? raggedLeft(r, ct2, factor, in.value(2))
                  : raggedRight(ct2, factor, in.value(2));
        };
    out.set(i, Ops.convert(back, in.aval(i).dtype()));
    return out;
  }

  // The cotangent has another type than the factors where the contraction was asked for one.
  private static DType wider(Array ct, Array factor) {
    return ct.dtype().byteSize() >= factor.dtype().byteSize() ? ct.dtype() : factor.dtype();
  }

  // dx = ct · y over the free axes of y
  private static Array dotLeft(DotGeneral d, Aval x, Array ct, Array y) {
    Dims free = d.lhsFree(x.rank());
    Dims otherFree = d.rhsFree(y.ndim());
    int batch = d.lhsBatch().rank();
    Dims ctAxes = Dims.range(batch + free.rank(), ct.ndim());
    return contracted(
        d,
        ct,
        ctAxes,
        y,
        otherFree,
        d.rhsBatch(),
        d.rhsContracting(),
        d.lhsContracting(),
        d.lhsBatch(),
        free);
  }

  // dy = ct · x over the free axes of x
  private static Array dotRight(DotGeneral d, Aval y, Array ct, Array x) {
    Dims free = d.rhsFree(y.rank());
    Dims otherFree = d.lhsFree(x.ndim());
    int batch = d.rhsBatch().rank();
    Dims ctAxes = Dims.range(batch, batch + otherFree.rank());
    return contracted(
        d,
        ct,
        ctAxes,
        x,
        otherFree,
        d.lhsBatch(),
        d.lhsContracting(),
        d.rhsContracting(),
        d.rhsBatch(),
        free);
  }

  // The product has axes batch, free, contracting (in the other factor's order); they are put back.
  private static Array contracted(
      DotGeneral d,
      Array ct,
      Dims ctAxes,
      Array other,
      Dims otherFree,
      Dims otherBatch,
      Dims otherContracting,
      Dims contracting,
      Dims batch,
      Dims free) {
    DotGeneral dot = d.withAxes(ctAxes, otherFree, Dims.range(batch.rank()), otherBatch);
    Array product = Ops.dot(dot, ct, other);
    Dims sorted = otherContracting.sorted().map(a -> contracting.get(otherContracting.indexOf(a)));
    return Ops.transpose(product, batch.concat(free).concat(sorted).inverse());
  }

  // ct[m, n] with each group's rhs[k, n]
  private static Array raggedLeft(Contraction.RaggedDot r, Array ct, Array rhs, Array sizes) {
    return Trace.bind(r, ct, Ops.transpose(rhs, Dims.of(0, 2, 1)), sizes);
  }

  // drhs[g, k, n] = Σ over the rows m of group g of x[m, k] ct[m, n]
  private static Array raggedRight(Array ct, Array x, Array sizes) {
    int m = x.shape(0);
    int groups = sizes.shape(0);
    DType index = sizes.dtype();
    Array ends = Trace.bind(new Reduction.Cumulative(Reduction.Running.SUM, 0, false), sizes);
    Dims shape = Dims.of(groups, m);
    Array row = Ops.iota(index, shape, 1);
    Array end = Ops.broadcastInDim(ends, shape, Dims.of(0));
    Array start = Ops.broadcastInDim(Trace.bind(Binary.SUB, ends, sizes), shape, Dims.of(0));
    Array inside = Ops.convert(Ops.and(Ops.le(start, row), Ops.lt(row, end)), x.dtype());
    Dims masked = Dims.of(groups, m, x.shape(1));
    Array rows =
        Ops.mul(
            Ops.broadcastInDim(inside, masked, Dims.of(0, 1)),
            Ops.broadcastInDim(x, masked, Dims.of(1, 2)));
    return Ops.dot(new DotGeneral(Dims.of(1), Dims.of(0), Dims.NONE, Dims.NONE), rows, ct);
  }
}

package linum.xla;

import java.util.List;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Reduction;
import linum.ir.Window;

/// Elements combined along axes.
final class Reductions {
  private Reductions() {}

  static List<Tensor> lower(Reduction reduction, List<Tensor> in, List<TensorType> out, Block b) {
    return switch (reduction) {
      case Reduction.Reduce p ->
          List.of(reduce(Combination.of(p.kind()), in.getFirst(), p.axes(), b));
      case Reduction.ArgReduce p -> List.of(argReduce(p, in.getFirst(), out.getFirst(), b));
      case Reduction.Cumulative p -> List.of(cumulative(p, in.getFirst(), b));
      case Reduction.GeneralReduce p ->
          b.generic(
              "reduce",
              "dimensions = " + Attributes.array(p.dimensions()),
              out,
              in,
              Programs.region(p.computation()));
    };
  }

  static Tensor reduce(Combination how, Tensor x, Dims axes, Block b) {
    Tensor start = how.neutral(b, x.dtype());
    return b.op(
        "reduce(%s init: %s) applies stablehlo.%s across dimensions = %s"
            .formatted(x.name(), start.name(), how.operation(), Attributes.list(axes)),
        x.type().withShape(x.shape().without(axes)),
        List.of(x, start));
  }

  /// The extreme element and its position are reduced together; of equal ones the first stays, and
  /// NaN is more extreme than any number.
  private static Tensor argReduce(Reduction.ArgReduce p, Tensor x, TensorType out, Block b) {
    TensorType positions = x.type().withDtype(p.indexDtype());
    TensorType element = TensorType.scalar(x.dtype());
    TensorType position = TensorType.scalar(p.indexDtype());
    Tensor start = (p.max() ? Combination.MAX : Combination.MIN).neutral(b, x.dtype());
    Region pick =
        new Region(
            List.of(element, position, element, position),
            (r, v) -> pick(p.max(), v.get(0), v.get(1), v.get(2), v.get(3), r));
    return b.generic(
            "reduce",
            "dimensions = " + Attributes.array(Dims.of(p.axis())),
            List.of(x.type().withShape(out.shape()), out),
            List.of(x, Ops.iota(b, positions, p.axis()), start, Ops.constant(b, position, 0L)),
            pick)
        .get(1);
  }

  private static List<Tensor> pick(boolean max, Tensor x, Tensor i, Tensor y, Tensor j, Block b) {
    Tensor better = Ops.compare(b, max ? "GT" : "LT", x, y);
    if (x.dtype().isFloating()) {
      better = b.same("or", better, Ops.compare(b, "NE", x, x));
    }
    Tensor earlier = b.same("and", Ops.compare(b, "EQ", x, y), Ops.compare(b, "LT", i, j));
    return List.of(Ops.select(b, better, x, y), Ops.select(b, b.same("or", better, earlier), i, j));
  }

  /// A window that ends (or, in reverse, begins) at each element and is as long as the axis. XLA
  /// knows this form, and makes a scan of it.
  private static Tensor cumulative(Reduction.Cumulative p, Tensor x, Block b) {
    int rank = x.rank();
    int n = x.shape().get(p.axis());
    if (n == 0) {
      return x;
    }
    Dims ones = Dims.repeat(1, rank);
    Dims none = Dims.repeat(0, rank);
    Dims reach = none.with(p.axis(), n - 1);
    Window window =
        new Window(
            ones.with(p.axis(), n),
            ones,
            p.reverse() ? none : reach,
            p.reverse() ? reach : none,
            ones,
            ones);
    return switch (p.kind()) {
      case SUM -> Windows.reduce(Combination.SUM, window, x, x.type(), b);
      case PROD -> Windows.reduce(Combination.PROD, window, x, x.type(), b);
      case MAX -> Windows.reduce(Combination.MAX, window, x, x.type(), b);
      case MIN -> Windows.reduce(Combination.MIN, window, x, x.type(), b);
      case LOGSUMEXP ->
          Windows.reduce(
              new Region(
                  List.of(TensorType.scalar(x.dtype()), TensorType.scalar(x.dtype())),
                  (r, v) -> List.of(logAddExp(v.get(0), v.get(1), r))),
              window,
              x,
              Combination.MAX.neutral(b, x.dtype()),
              x.type(),
              b);
    };
  }

  /// `ln(e^x + e^y)` without overflow.
  private static Tensor logAddExp(Tensor x, Tensor y, Block b) {
    Tensor larger = b.same("maximum", x, y);
    Tensor distance = b.same("abs", Ops.sub(b, x, y));
    Tensor sum =
        Ops.add(
            b, larger, b.same("log_plus_one", b.same("exponential", b.same("negate", distance))));
    Tensor finite = b.op("is_finite", larger.type().withDtype(DType.BOOL), larger);
    return Ops.select(b, finite, sum, larger);
  }
}

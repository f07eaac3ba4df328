package linum.xla;

import java.util.List;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Window;
import linum.ir.Windowed;

/// Sliding windows.
final class Windows {
  private Windows() {}

  static Tensor lower(Windowed windowed, List<Tensor> in, TensorType out, Block b) {
    return switch (windowed) {
      case Windowed.ReduceWindow p ->
          reduce(Combination.of(p.kind()), p.window(), in.getFirst(), out, b);
      case Windowed.GeneralReduceWindow p ->
          reduce(Programs.region(p.computation()), p.window(), in.get(0), in.get(1), out, b);
      case Windowed.SelectAndScatter p ->
          scatter(
              p.window(), in, out, Programs.region(p.select()), Programs.region(p.scatter()), b);
      case Windowed.SelectAndScatterAdd p -> scatterAdd(p, in.get(0), in.get(1), out, b);
      case Windowed.SelectAndGatherAdd p -> gatherAdd(p, in.get(0), in.get(1), out, b);
    };
  }

  static Tensor reduce(Combination how, Window window, Tensor x, TensorType out, Block b) {
    Tensor start = how.neutral(b, x.dtype());
    return reduce(how.region(x.dtype()), window, x, start, out, b);
  }

  static Tensor reduce(Region how, Window window, Tensor x, Tensor start, TensorType out, Block b) {
    return b.generic("reduce_window", attributes(window), List.of(out), List.of(x, start), how)
        .getFirst();
  }

  private static String attributes(Window w) {
    return String.join(
        ", ",
        "base_dilations = " + Attributes.array(w.baseDilation()),
        "padding = " + Attributes.densePairs(w.paddingLow(), w.paddingHigh()),
        "window_dilations = " + Attributes.array(w.windowDilation()),
        "window_dimensions = " + Attributes.array(w.dimensions()),
        "window_strides = " + Attributes.array(w.strides()));
  }

  private static Tensor scatterAdd(
      Windowed.SelectAndScatterAdd p, Tensor source, Tensor x, TensorType out, Block b) {
    Window w = p.window();
    Dims dense = Dims.repeat(1, x.rank());
    if (!w.baseDilation().equals(dense) || !w.windowDilation().equals(dense)) {
      throw Primitives.unsupported(p, "its window is dilated");
    }
    TensorType scalar = TensorType.scalar(x.dtype());
    Region stays =
        new Region(
            List.of(scalar, scalar),
            (r, v) -> List.of(Ops.compare(r, p.max() ? "GE" : "LE", v.get(0), v.get(1))));
    Tensor zero = Combination.SUM.neutral(b, x.dtype());
    return scatter(w, List.of(x, source, zero), out, stays, Combination.SUM.region(x.dtype()), b);
  }

  private static Tensor scatter(
      Window w, List<Tensor> in, TensorType out, Region select, Region scatter, Block b) {
    String attributes =
        String.join(
            ", ",
            "padding = " + Attributes.densePairs(w.paddingLow(), w.paddingHigh()),
            "window_dimensions = " + Attributes.array(w.dimensions()),
            "window_strides = " + Attributes.array(w.strides()));
    return b.generic("select_and_scatter", attributes, List.of(out), in, select, scatter)
        .getFirst();
  }

  /// What decides and what is gathered go through the windows together.
  private static Tensor gatherAdd(
      Windowed.SelectAndGatherAdd p, Tensor x, Tensor by, TensorType out, Block b) {
    DType dtype = by.dtype();
    TensorType key = TensorType.scalar(dtype);
    TensorType element = TensorType.scalar(x.dtype());
    Region better =
        new Region(
            List.of(key, element, key, element),
            (r, v) -> {
              Tensor stays = Ops.compare(r, p.max() ? "GE" : "LE", v.get(0), v.get(2));
              return List.of(
                  Ops.select(r, stays, v.get(0), v.get(2)),
                  Ops.select(r, stays, v.get(1), v.get(3)));
            });
    Tensor start = (p.max() ? Combination.MAX : Combination.MIN).neutral(b, dtype);
    return b.generic(
            "reduce_window",
            attributes(p.window()),
            List.of(out.withDtype(dtype), out),
            List.of(by, x, start, Combination.SUM.neutral(b, x.dtype())),
            better)
        .get(1);
  }
}

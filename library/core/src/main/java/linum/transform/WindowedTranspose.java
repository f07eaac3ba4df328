package linum.transform;

import static linum.transform.TransposeRules.single;

import java.util.Arrays;
import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.Dims;
import linum.ir.Window;
import linum.ir.Windowed;
import org.jspecify.annotations.Nullable;

/// Transposes of operations over sliding windows.
final class WindowedTranspose {
  private WindowedTranspose() {}

  static List<@Nullable Array> rule(Windowed p, Operands in, Array ct) {
    return switch (p) {
      case Windowed.ReduceWindow(var kind, Window w) when kind == Windowed.Kind.SUM ->
          single(sum(w, in.aval(0).shape(), ct));
      case Windowed.SelectAndScatterAdd(boolean max, Window w) ->
          Arrays.asList(Trace.bind(new Windowed.SelectAndGatherAdd(max, w), ct, in.value(1)), null);
      case Windowed.SelectAndGatherAdd(boolean max, Window w) ->
          Arrays.asList(
              Trace.bind(new Windowed.SelectAndScatterAdd(max, w), ct, in.value(1)), null);
      case Windowed.ReduceWindow _, Windowed.GeneralReduceWindow _, Windowed.SelectAndScatter _ ->
          throw in.notLinear();
    };
  }

  // A window sum is a convolution with ones, and so is its transpose.
  private static Array sum(Window w, Dims in, Array ct) {
    int n = in.rank();
    if (ct.size() == 0) {
      return Ops.zeros(ct.aval().withShape(in).strong());
    }
    int[] low = new int[n];
    int[] high = new int[n];
    for (int i = 0; i < n; i++) {
      int window = dilated(w.dimensions().get(i), w.windowDilation().get(i));
      low[i] = window - w.paddingLow().get(i) - 1;
      high[i] =
          dilated(in.get(i), w.baseDilation().get(i))
              + window
              - 1
              - dilated(ct.shape(i), w.strides().get(i))
              - low[i];
    }
    Array padded =
        Ops.pad(ct, Ops.scalar(0.0, ct), Dims.of(low), Dims.of(high), w.strides().map(s -> s - 1));
    Dims zeros = Dims.repeat(0, n);
    Window back =
        new Window(
            w.dimensions(), w.baseDilation(), zeros, zeros, Dims.repeat(1, n), w.windowDilation());
    return Trace.bind(new Windowed.ReduceWindow(Windowed.Kind.SUM, back), padded);
  }

  private static int dilated(int size, int dilation) {
    return size == 0 ? 0 : (size - 1) * dilation + 1;
  }
}

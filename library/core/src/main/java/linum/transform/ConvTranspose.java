package linum.transform;

import linum.core.Array;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.Aval;
import linum.ir.Contraction.Conv;
import linum.ir.ConvDimensionNumbers;
import linum.ir.Dims;

/// Transposes of convolution: both are convolutions again, with strides and dilations exchanged.
final class ConvTranspose {
  private ConvTranspose() {}

  /// The cotangent of the input: the output's cotangent, spread by the strides, convolved with the
  /// flipped kernel whose feature axes are exchanged.
  static Array lhs(Conv c, Aval lhs, Array ct, Array rhs) {
    if (ct.size() == 0) {
      return Ops.zeros(lhs.withDtype(ct.dtype()).strong());
    }
    ConvDimensionNumbers n = c.dimensionNumbers();
    Dims kernelShape = rhs.shape().at(spatial(n.rhsSpec()));
    int groups = Math.max(c.featureGroupCount(), c.batchGroupCount());
    Array kernel = rhs;
    if (groups > 1) {
      kernel = splitAxis(kernel, n.rhsSpec().get(0), groups);
      kernel = mergeAxis(kernel, n.rhsSpec().get(0), n.rhsSpec().get(1));
    }
    Dims in = lhs.shape().at(spatial(n.lhsSpec()));
    Dims out = ct.shape().at(spatial(n.outSpec()));
    int axes = in.rank();
    int[] low = new int[axes];
    int[] high = new int[axes];
    for (int i = 0; i < axes; i++) {
      int window = dilated(kernelShape.get(i), c.rhsDilation().get(i));
      low[i] = window - c.paddingLow().get(i) - 1;
      high[i] =
          dilated(in.get(i), c.lhsDilation().get(i))
              + window
              - 1
              - dilated(out.get(i), c.windowStrides().get(i))
              - low[i];
    }
    Conv back =
        new Conv(
            c.lhsDilation(),
            Dims.of(low),
            Dims.of(high),
            c.windowStrides(),
            c.rhsDilation(),
            new ConvDimensionNumbers(n.outSpec(), swapped(n.rhsSpec()), n.lhsSpec()),
            groups,
            1,
            c.precision(),
            null);
    Array x = Trace.bind(back, ct, Ops.rev(kernel, spatial(n.rhsSpec())));
    if (c.batchGroupCount() > 1) {
      x = splitAxis(x, n.lhsSpec().get(1), c.batchGroupCount());
      x = mergeAxis(x, n.lhsSpec().get(1), n.lhsSpec().get(0));
    }
    return x;
  }

  /// The cotangent of the kernel: the input convolved with the output's cotangent, examples taking
  /// the place of features.
  static Array rhs(Conv c, Aval rhs, Array ct, Array lhs) {
    if (ct.size() == 0) {
      return Ops.zeros(rhs.withDtype(ct.dtype()).strong());
    }
    ConvDimensionNumbers n = c.dimensionNumbers();
    Dims in = lhs.shape().at(spatial(n.lhsSpec()));
    Dims kernel = rhs.shape().at(spatial(n.rhsSpec()));
    Dims out = ct.shape().at(spatial(n.outSpec()));
    int axes = in.rank();
    int[] high = new int[axes];
    for (int i = 0; i < axes; i++) {
      high[i] =
          dilated(out.get(i), c.windowStrides().get(i))
              - dilated(in.get(i), c.lhsDilation().get(i))
              + dilated(kernel.get(i), c.rhsDilation().get(i))
              - c.paddingLow().get(i)
              - 1;
    }
    boolean batches = c.batchGroupCount() > 1;
    Conv back =
        new Conv(
            c.rhsDilation(),
            c.paddingLow(),
            Dims.of(high),
            c.lhsDilation(),
            c.windowStrides(),
            new ConvDimensionNumbers(
                swapped(n.lhsSpec()), swapped(n.outSpec()), swapped(n.rhsSpec())),
            batches ? c.batchGroupCount() : 1,
            batches ? 1 : c.featureGroupCount(),
            c.precision(),
            null);
    return Trace.bind(back, lhs, ct);
  }

  private static Dims spatial(Dims spec) {
    return spec.slice(2, spec.rank());
  }

  private static Dims swapped(Dims spec) {
    return spec.with(0, spec.get(1)).with(1, spec.get(0));
  }

  private static int dilated(int size, int dilation) {
    return size == 0 ? 0 : (size - 1) * dilation + 1;
  }

  // Axis `axis` becomes two: `count` blocks, and the places inside a block.
  private static Array splitAxis(Array x, int axis, int count) {
    int size = x.shape(axis);
    return Ops.reshape(x, x.shape().with(axis, size / count).insert(axis, count));
  }

  // Axis `from` is taken out and becomes the slower part of axis `to` (counted without it).
  private static Array mergeAxis(Array x, int from, int to) {
    Array moved = Ops.moveaxis(x, from, to);
    int size = moved.shape(to) * moved.shape(to + 1);
    return Ops.reshape(moved, moved.shape().without(to).with(to, size));
  }
}

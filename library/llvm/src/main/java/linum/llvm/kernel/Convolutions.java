package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import linum.ir.Contraction.Conv;
import linum.ir.ConvDimensionNumbers;
import linum.ir.Dims;
import linum.ir.Eqn;
import linum.llvm.plan.Lowering;
import linum.llvm.plan.Value;

/// Convolution as a sum of products over a padded input.
///
/// Once padding and the gaps of dilation are there as zeros, what a window reads at an output
/// position is at a place that is linear in the indices of both. So the loops are those of a
/// product of matrices, whose left operand overlaps with itself, and no patches are written down.
/// Both gradients of a convolution are convolutions with other axes in the same roles.
final class Convolutions {
  private Convolutions() {}

  static void lower(Conv p, Eqn e, Lowering to) {
    Value lhs = to.read(e.inputs().get(0));
    Value rhs = to.read(e.inputs().get(1));
    Value result = to.result(e.outputs().getFirst());
    Dims out = result.aval().shape();
    if (lhs.aval().size() == 0 || rhs.aval().size() == 0) {
      to.add(Zeros.kernel(p.label(), result));
      return;
    }
    PaddedInput input = PaddedInput.of(p, lhs.aval(), rhs.aval().shape(), out);
    Value padded = lhs;
    if (!input.isPlain()) {
      padded = to.scratch(input.padded());
      to.add(input.kernel(p.label(), lhs, padded));
    }
    List<Axis> axes = axes(p, padded.aval().shape(), rhs.aval().shape(), out);
    Products.add(p.label(), axes, padded, rhs, rhs.aval().dtype(), result, to);
  }

  static List<Axis> axes(Conv p, Dims in, Dims kernel, Dims out) {
    ConvDimensionNumbers n = p.dimensionNumbers();
    long[] x = in.strides();
    long[] w = kernel.strides();
    long[] o = out.strides();
    int batchAxis = n.lhsSpec().get(0);
    int featureAxis = n.lhsSpec().get(1);
    int makes = n.rhsSpec().get(0);
    int takes = n.rhsSpec().get(1);
    int toFeature = n.outSpec().get(1);
    int groups = p.featureGroupCount() * p.batchGroupCount();
    long batch = in.get(batchAxis) / p.batchGroupCount();
    long features = kernel.get(makes) / groups;
    long group =
        p.batchGroupCount() > 1 ? batch * x[batchAxis] : kernel.get(takes) * x[featureAxis];
    List<Axis> axes = new ArrayList<>();
    axes.add(new Axis(groups, group, features * w[makes], features * o[toFeature]));
    axes.add(new Axis(batch, x[batchAxis], 0, o[n.outSpec().get(0)]));
    axes.add(new Axis(features, 0, w[makes], o[toFeature]));
    axes.add(new Axis(kernel.get(takes), x[featureAxis], w[takes], 0));
    for (int i = 0; i < p.windowStrides().rank(); i++) {
      long step = x[n.lhsSpec().get(i + 2)];
      int to = n.outSpec().get(i + 2);
      int tap = n.rhsSpec().get(i + 2);
      axes.add(new Axis(out.get(to), p.windowStrides().get(i) * step, 0, o[to]));
      axes.add(new Axis(kernel.get(tap), p.rhsDilation().get(i) * step, w[tap], 0));
    }
    return axes;
  }
}

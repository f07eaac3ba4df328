package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import linum.ir.Aval;
import linum.ir.Contraction.Conv;
import linum.ir.ConvDimensionNumbers;
import linum.ir.Dims;
import linum.ir.Eqn;
import linum.llvm.plan.Lowering;
import linum.llvm.plan.Value;

/// Convolution as sums of products over a padded input.
///
/// Once padding is there as zeros, what a window reads at an output position is at a place that is
/// linear in the indices of both. So the loops are those of a product of matrices, whose left
/// operand overlaps with itself, and no patches are written down. Both gradients of a convolution
/// are convolutions with other axes in the same roles.
///
/// The gaps of a dilated input are left out where that gives products whose columns are contiguous:
/// each combination of [phases][Phase] is a product of its own. Otherwise they are zeros, too.
final class Convolutions {
  private final Conv p;
  private final Dims kernel;
  private final Dims out;

  private Convolutions(Conv p, Dims kernel, Dims out) {
    this.p = p;
    this.kernel = kernel;
    this.out = out;
  }

  static void lower(Conv p, Eqn e, Lowering to) {
    Value lhs = to.read(e.inputs().get(0));
    Value rhs = to.read(e.inputs().get(1));
    Value result = to.result(e.outputs().getFirst());
    if (lhs.aval().size() == 0 || rhs.aval().size() == 0) {
      to.add(Zeros.kernel(p.label(), result));
      return;
    }
    new Convolutions(p, rhs.aval().shape(), result.aval().shape()).add(lhs, rhs, result, to);
  }

  private void add(Value lhs, Value rhs, Value result, Lowering to) {
    List<SpatialAxis> axes = spatial(true);
    if (!columnsAreChannels() || isDeep(lhs.aval(), axes)) {
      axes = spatial(false);
    }
    PaddedInput input = PaddedInput.of(p.dimensionNumbers(), lhs.aval(), axes);
    Value padded = lhs;
    if (!input.isPlain()) {
      padded = to.scratch(input.padded());
      to.add(input.kernel(p.label(), lhs, padded));
    }
    if (axes.stream().anyMatch(SpatialAxis::hasEmpty)) {
      to.add(Zeros.kernel(p.label(), result));
    }
    for (List<Phase> phases : combinations(axes)) {
      if (phases.stream().allMatch(f -> f.taps() > 0)) {
        product(phases, axes, padded, rhs, result, to);
      }
    }
  }

  private List<SpatialAxis> spatial(boolean dense) {
    List<SpatialAxis> axes = new ArrayList<>();
    for (int i = 0; i < p.windowStrides().rank(); i++) {
      axes.add(
          SpatialAxis.of(
              new Phase.Geometry(
                  p.windowStrides().get(i),
                  p.paddingLow().get(i),
                  p.lhsDilation().get(i),
                  p.rhsDilation().get(i),
                  out.get(p.dimensionNumbers().outSpec().get(i + 2)),
                  kernel.get(p.dimensionNumbers().rhsSpec().get(i + 2))),
              dense));
    }
    return axes;
  }

  private boolean columnsAreChannels() {
    int channels = p.dimensionNumbers().outSpec().get(1);
    return channels == out.rank() - 1 && out.get(channels) > 1;
  }

  /// Whether the depth of a phase is so long that it is cut, and its result then put together as if
  /// it were the whole.
  private boolean isDeep(Aval in, List<SpatialAxis> axes) {
    return axes.stream().anyMatch(a -> a.phases().size() > 1)
        && combinations(axes).stream()
            .anyMatch(f ->
                Cutting.isDeep(
                    Product.of(axes(in.shape(), f)),
                    Storage.sums(in.dtype(), in.dtype()).byteSize()));
  }

  /// One phase of each axis, in all ways.
  private static List<List<Phase>> combinations(List<SpatialAxis> axes) {
    List<List<Phase>> all = List.of(List.of());
    for (SpatialAxis a : axes) {
      List<List<Phase>> longer = new ArrayList<>();
      for (List<Phase> before : all) {
        for (Phase f : a.phases()) {
          List<Phase> with = new ArrayList<>(before);
          with.add(f);
          longer.add(with);
        }
      }
      all = longer;
    }
    return all;
  }

  private void product(
      List<Phase> phases,
      List<SpatialAxis> spatial,
      Value padded,
      Value rhs,
      Value result,
      Lowering to) {
    ConvDimensionNumbers n = p.dimensionNumbers();
    Dims in = padded.aval().shape();
    long left = 0;
    long right = 0;
    long at = 0;
    for (int i = 0; i < phases.size(); i++) {
      Phase f = phases.get(i);
      left += spatial.get(i).offset(f) * in.strides()[n.lhsSpec().get(i + 2)];
      right += f.tap() * kernel.strides()[n.rhsSpec().get(i + 2)];
      at += f.first() * out.strides()[n.outSpec().get(i + 2)];
    }
    Products.add(
        p.label(),
        axes(in, phases),
        from(padded, left),
        from(rhs, right),
        rhs.aval().dtype(),
        from(result, at),
        to);
  }

  /// A value from an element on.
  private static Value from(Value v, long element) {
    if (element == 0) {
      return v;
    }
    Aval rest = v.aval().withShape(Dims.of((int) (v.aval().size() - element)));
    return v.view(rest, element * v.aval().dtype().byteSize());
  }

  private List<Axis> axes(Dims in, List<Phase> phases) {
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
    for (int i = 0; i < phases.size(); i++) {
      Phase f = phases.get(i);
      long step = x[n.lhsSpec().get(i + 2)];
      long place = o[n.outSpec().get(i + 2)];
      long tap = w[n.rhsSpec().get(i + 2)];
      axes.add(new Axis(f.count(), f.move() * step, 0, f.step() * place));
      axes.add(new Axis(f.taps(), f.tapMove() * step, f.tapStep() * tap, 0));
    }
    return axes;
  }
}

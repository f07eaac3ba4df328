package linum.reference;

import java.util.Arrays;
import linum.ir.Aval;
import linum.ir.Contraction;
import linum.ir.ConvDimensionNumbers;
import linum.ir.Dims;

/// Convolution as a product of matrices: for one example and one group of features, the kernel as
/// `[out feature, in feature · window]` times the input's patches as `[in feature · window, out
/// position]`.
final class Convolution {
  private Convolution() {}

  static Value apply(Contraction.Conv p, Value x, Value kernel, Aval out) {
    ConvDimensionNumbers numbers = p.dimensionNumbers();
    Value input = MovementRules.transpose(x, numbers.lhsSpec());
    Value weights = MovementRules.transpose(kernel, numbers.rhsSpec());
    Dims shape = out.shape().at(numbers.outSpec());
    double[] sums = convolve(p, input, weights, shape);
    Value rounded =
        out.dtype().isFloating()
            ? Value.Reals.rounded(out.dtype(), shape, sums)
            : Value.Wholes.wrapped(out.dtype(), shape, toLongs(sums));
    return MovementRules.transpose(rounded, numbers.outSpec().inverse());
  }

  private static long[] toLongs(double[] sums) {
    return Arrays.stream(sums).mapToLong(v -> (long) v).toArray();
  }

  private static double[] convolve(Contraction.Conv p, Value input, Value weights, Dims shape) {
    int rank = shape.rank();
    Dims window = weights.shape().slice(2, rank);
    Dims space = input.shape().slice(2, rank);
    int[] taps = taps(p, space, window, shape.slice(2, rank));
    double[] x = Conversion.toReals(input);
    double[] w = Conversion.toReals(weights);
    int batch = shape.get(0);
    int features = shape.get(1);
    int positions = (int) shape.slice(2, rank).size();
    int inFeatures = weights.shape().get(1);
    int depth = inFeatures * (int) window.size();
    int area = (int) space.size();
    int groups = p.featureGroupCount() * p.batchGroupCount();
    int perGroup = features / groups;
    double[] out = new double[batch * features * positions];
    double[] patches = new double[depth * positions];
    MatMul product = new MatMul(perGroup, depth, positions, depth, 1);
    for (int n = 0; n < batch; n++) {
      for (int g = 0; g < groups; g++) {
        Plan.checkInterrupt();
        int example = p.batchGroupCount() > 1 ? g * batch + n : n;
        int firstFeature = p.batchGroupCount() > 1 ? 0 : g * inFeatures;
        int at = (example * input.shape().get(1) + firstFeature) * area;
        gather(x, at, area, inFeatures, taps, patches);
        product.add(
            w, g * perGroup * depth, patches, 0, out, (n * features + g * perGroup) * positions);
      }
    }
    return out;
  }

  private static void gather(
      double[] x, int start, int area, int inFeatures, int[] taps, double[] patches) {
    for (int f = 0; f < inFeatures; f++) {
      int from = start + f * area;
      int to = f * taps.length;
      for (int i = 0; i < taps.length; i++) {
        patches[to + i] = taps[i] < 0 ? 0 : x[from + taps[i]];
      }
    }
  }

  /// For each place of the window and each output position, which input place meets there, or -1
  /// for padding and for the gaps of dilation.
  private static int[] taps(Contraction.Conv p, Dims space, Dims window, Dims positions) {
    int rank = space.rank();
    int[] taps = new int[(int) (window.size() * positions.size())];
    Dims all = window.concat(positions);
    long[] strides = all.strides();
    for (int i = 0; i < taps.length; i++) {
      int place = 0;
      for (int d = 0; d < rank && place >= 0; d++) {
        int w = (int) (i / strides[d] % window.get(d));
        int o = (int) (i / strides[rank + d] % positions.get(d));
        int at = o * p.windowStrides().get(d) + w * p.rhsDilation().get(d) - p.paddingLow().get(d);
        int dilation = p.lhsDilation().get(d);
        boolean inside = at >= 0 && at % dilation == 0 && at / dilation < space.get(d);
        place = inside ? place * space.get(d) + at / dilation : -1;
      }
      taps[i] = place;
    }
    return taps;
  }
}

package linum.optax.contrib;

import linum.optax.Stateless;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Updates scaled by the shapes of matrices, so that learning rates transfer between widths.
///
/// @param weightDimensionNumbers which axes are rows and columns
/// @param consistentRms the root mean square of all steps; null for scales by `√max(1, out / in)`
public record ScaleByShape(MuonWeights weightDimensionNumbers, @Nullable Double consistentRms)
    implements Stateless {
  ScaleByShape() {
    this(MuonWeights.MATRICES, null);
  }

  public ScaleByShape weightDimensionNumbers(MuonWeights newWeightDimensionNumbers) {
    return new ScaleByShape(newWeightDimensionNumbers, consistentRms);
  }

  public ScaleByShape consistentRms(double newConsistentRms) {
    return new ScaleByShape(weightDimensionNumbers, newConsistentRms);
  }

  @Override
  public <P> P transform(P updates, @Nullable P params) {
    return Tree.mapWithPath(
        (path, u) -> {
          MuonDimensionNumbers numbers = weightDimensionNumbers.of(path, u);
          return numbers == null ? u : u.mul(factor(numbers.fanIn(u), numbers.fanOut(u)));
        },
        updates);
  }

  private double factor(int fanIn, int fanOut) {
    return consistentRms == null
        ? Math.sqrt(Math.max(1, fanOut / (double) fanIn))
        : Math.sqrt(Math.max(fanIn, fanOut)) * consistentRms;
  }
}

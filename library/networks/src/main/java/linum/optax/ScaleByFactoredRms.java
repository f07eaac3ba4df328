package linum.optax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.ir.DType;
import linum.numpy.Jnp;
import linum.tree.Flat;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Updates over the root of a mean of squares of which only rows and columns are kept.
///
/// Source: Shazeer and Stern, "Adafactor: Adaptive Learning Rates with Sublinear Memory Cost",
/// 2018.
///
/// @param factored whether large arrays are kept by row and column
/// @param decayRate exponent of the decay, which is `1 - (step + 1) ^ -decayRate`
/// @param stepOffset steps that are not counted, for training on
/// @param minDimSizeToFactor arrays with two axes at least this long are large
/// @param epsilon added to the squares
public record ScaleByFactoredRms(
    boolean factored, double decayRate, int stepOffset, int minDimSizeToFactor, double epsilon)
    implements GradientTransformation {
  ScaleByFactoredRms() {
    this(true, 0.8, 0, 128, 1e-30);
  }

  public ScaleByFactoredRms factored(boolean newFactored) {
    return new ScaleByFactoredRms(newFactored, decayRate, stepOffset, minDimSizeToFactor, epsilon);
  }

  public ScaleByFactoredRms decayRate(double newDecayRate) {
    return new ScaleByFactoredRms(factored, newDecayRate, stepOffset, minDimSizeToFactor, epsilon);
  }

  public ScaleByFactoredRms stepOffset(int newStepOffset) {
    return new ScaleByFactoredRms(factored, decayRate, newStepOffset, minDimSizeToFactor, epsilon);
  }

  public ScaleByFactoredRms minDimSizeToFactor(int newMinDimSizeToFactor) {
    return new ScaleByFactoredRms(factored, decayRate, stepOffset, newMinDimSizeToFactor, epsilon);
  }

  public ScaleByFactoredRms epsilon(double newEpsilon) {
    return new ScaleByFactoredRms(factored, decayRate, stepOffset, minDimSizeToFactor, newEpsilon);
  }

  /// Its state.
  ///
  /// @param count the number of steps
  /// @param vRow means by row, one number where there are none
  /// @param vCol means by column, one number where there are none
  /// @param v means of all elements, one number where there are none
  public record FactoredState(Array count, Object vRow, Object vCol, Object v) {}

  @Override
  public FactoredState init(Object params) {
    return new FactoredState(
        Counts.zero(),
        Tree.map(p -> FactoredMoments.zeros(this, p).row(), params),
        Tree.map(p -> FactoredMoments.zeros(this, p).column(), params),
        Tree.map(p -> FactoredMoments.zeros(this, p).all(), params));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    FactoredState s = Need.state(FactoredState.class, state);
    P at = Need.params("scaleByFactoredRms", params);
    Moments.checkFit(updates, at);
    Array step = s.count().sub(stepOffset).add(1).astype(DType.FLOAT32);
    Array decay = Jnp.subtract(1, step.pow(-decayRate));
    Flat flat = Tree.flatten(updates);
    List<Array> rows = Tree.leaves(s.vRow());
    List<Array> columns = Tree.leaves(s.vCol());
    List<Array> alls = Tree.leaves(s.v());
    List<Array> out = new ArrayList<>();
    List<FactoredMoments> next = new ArrayList<>();
    for (int i = 0; i < flat.leaves().size(); i++) {
      Array g = flat.leaves().get(i);
      FactoredMoments m =
          new FactoredMoments(rows.get(i), columns.get(i), alls.get(i)).updated(this, g, decay);
      next.add(m);
      out.add(m.scaled(this, g));
    }
    return new Update<>(
        flat.unflatten(out),
        new FactoredState(
            Counts.next(s.count()),
            flat.unflatten(next.stream().map(FactoredMoments::row).toList()),
            flat.unflatten(next.stream().map(FactoredMoments::column).toList()),
            flat.unflatten(next.stream().map(FactoredMoments::all).toList())));
  }

  /// The two longest axes, the longest last, if the array is kept by row and column.
  int @Nullable [] axes(Array x) {
    if (!factored || x.ndim() < 2) {
      return null;
    }
    List<Integer> bySize =
        IntStream.range(0, x.ndim()).boxed().sorted(Comparator.comparingInt(x::shape)).toList();
    int d1 = bySize.get(x.ndim() - 2);
    int d0 = bySize.get(x.ndim() - 1);
    return x.shape(d1) < minDimSizeToFactor ? null : new int[] {d1, d0};
  }
}

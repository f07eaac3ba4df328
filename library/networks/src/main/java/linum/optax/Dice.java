package linum.optax;

import java.util.List;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.lax.Lax;
import linum.nn.Nn;
import linum.numpy.Jnp;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// The options of [Optax#diceLoss].
///
/// @param classWeights a weight for every class; null for ones
/// @param smooth added to numerator and denominator
/// @param alpha weight of what is predicted and is not there
/// @param beta weight of what is there and is not predicted
/// @param applySoftmax whether predictions are logits, or probabilities
/// @param reduction what is done with the losses of the classes
/// @param ignoreBackground whether class 0 is left out
/// @param axes the axes of space; none for all but the first and the last
public record Dice(
    @Nullable Array classWeights,
    double smooth,
    double alpha,
    double beta,
    boolean applySoftmax,
    Reduction reduction,
    boolean ignoreBackground,
    List<Integer> axes) {
  Dice() {
    this(null, 1, 0.5, 0.5, true, Reduction.MEAN, false, List.of());
  }

  public Dice classWeights(Array newClassWeights) {
    return with("classWeights", newClassWeights);
  }

  public Dice smooth(double newSmooth) {
    return with("smooth", newSmooth);
  }

  public Dice alpha(double newAlpha) {
    return with("alpha", newAlpha);
  }

  public Dice beta(double newBeta) {
    return with("beta", newBeta);
  }

  public Dice applySoftmax(boolean newApplySoftmax) {
    return with("applySoftmax", newApplySoftmax);
  }

  public Dice reduction(Reduction newReduction) {
    return with("reduction", newReduction);
  }

  public Dice ignoreBackground(boolean newIgnoreBackground) {
    return with("ignoreBackground", newIgnoreBackground);
  }

  public Dice axes(List<Integer> newAxes) {
    return with("axes", newAxes);
  }

  private Dice with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  /// The usual options.
  public static final Dice DEFAULT = new Dice();

  /// What is done with the losses of the classes.
  public enum Reduction {
    MEAN,
    SUM,
    NONE
  }

  Array apply(Array predictions, Array targets) {
    Array x = predictions.ndim() == targets.ndim() - 1 ? predictions.expandDims(-1) : predictions;
    Array y = targets.ndim() == x.ndim() - 1 ? targets.expandDims(-1) : targets;
    Expect.sameShape("diceLoss", "predictions", x, "targets", y);
    boolean binary = x.shape(-1) == 1;
    Array p = !applySoftmax ? x : binary ? Nn.sigmoid(x) : Nn.softmax(x);
    Array t = y.astype(p.dtype());
    int[] space =
        axes.isEmpty()
            ? IntStream.range(1, p.ndim() - 1).toArray()
            : axes.stream().mapToInt(i -> i).toArray();
    Array both = sum(p.mul(t), space);
    Array onlyPredicted = sum(p, space).sub(both);
    Array onlyThere = sum(t, space).sub(both);
    Array above = both.add(smooth);
    Array below = above.add(onlyPredicted.mul(alpha)).add(onlyThere.mul(beta));
    Array loss = Jnp.subtract(1, above.div(below));
    Array weighted = classWeights == null ? loss : loss.mul(classWeights);
    int classes = weighted.shape(-1);
    Array counted =
        ignoreBackground && !binary
            ? Lax.sliceInDim(weighted, 1, classes, weighted.ndim() - 1)
            : weighted;
    return switch (reduction) {
      case MEAN -> counted.mean(-1);
      case SUM -> counted.sum(-1);
      case NONE -> counted;
    };
  }

  private static Array sum(Array x, int[] axes) {
    return axes.length == 0 ? x : x.sum(axes);
  }

  static Array generalized(
      Array predictions,
      Array targets,
      double smooth,
      boolean applySoftmax,
      boolean ignoreBackground) {
    Expect.sameShape(
        "multiclassGeneralizedDiceLoss", "predictions", predictions, "targets", targets);
    Array frequency = targets.sum(IntStream.range(0, targets.ndim() - 1).toArray());
    Array weights = Jnp.divide(1, frequency.square().add(1e-7));
    Array normalized = weights.div(weights.sum()).mul(weights.shape(0));
    return DEFAULT
        .classWeights(normalized)
        .smooth(smooth)
        .applySoftmax(applySoftmax)
        .reduction(Reduction.NONE)
        .ignoreBackground(ignoreBackground)
        .apply(predictions, targets)
        .mean();
  }

  static Array binary(Array predictions, Array targets, double smooth, boolean applySigmoid) {
    boolean bare = predictions.ndim() == targets.ndim() && predictions.shape(-1) != 1;
    return DEFAULT
        .smooth(smooth)
        .applySoftmax(applySigmoid)
        .apply(
            bare ? predictions.expandDims(-1) : predictions,
            bare ? targets.expandDims(-1) : targets);
  }
}

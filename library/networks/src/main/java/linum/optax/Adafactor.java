package linum.optax;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import linum.core.Array;
import linum.ir.DType;
import linum.tree.KeyPath;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// Adam that keeps means of squares by row and column: less memory for large matrices.
///
/// Source: Shazeer and Stern, "Adafactor: Adaptive Learning Rates with Sublinear Memory Cost",
/// 2018.
///
/// @param learningRate the step size, a number or a schedule; null for 1
/// @param minDimSizeToFactor arrays with two axes at least this long are kept by row and column
/// @param decayRate exponent of the decay of the means
/// @param decayOffset steps that are not counted, for training on
/// @param multiplyByParameterScale whether steps are as large as the parameters
/// @param clippingThreshold the largest root mean square of an array; null for any
/// @param momentum decay of a mean of the updates; null for none
/// @param dtypeMomentum type of that mean
/// @param weightDecayRate strength of the decay of the weights; null for none
/// @param eps added to the squares
/// @param factored whether large arrays are kept by row and column
/// @param weightDecayMask which parameters decay
public record Adafactor(
    @Nullable ScalarOrSchedule learningRate,
    int minDimSizeToFactor,
    double decayRate,
    int decayOffset,
    boolean multiplyByParameterScale,
    @Nullable Scalar clippingThreshold,
    @Nullable Scalar momentum,
    DType dtypeMomentum,
    @Nullable ScalarOrSchedule weightDecayRate,
    double eps,
    boolean factored,
    Mask weightDecayMask)
    implements Composed {
  Adafactor() {
    this(
        null,
        128,
        0.8,
        0,
        true,
        Scalar.of(1),
        null,
        DType.FLOAT32,
        null,
        1e-30,
        true,
        Mask.everything());
  }

  public Adafactor learningRate(double newLearningRate) {
    return with("learningRate", Scalar.of(newLearningRate));
  }

  public Adafactor learningRate(ScalarOrSchedule newLearningRate) {
    return with("learningRate", newLearningRate);
  }

  public Adafactor minDimSizeToFactor(int newMinDimSizeToFactor) {
    return with("minDimSizeToFactor", newMinDimSizeToFactor);
  }

  public Adafactor decayRate(double newDecayRate) {
    return with("decayRate", newDecayRate);
  }

  public Adafactor decayOffset(int newDecayOffset) {
    return with("decayOffset", newDecayOffset);
  }

  public Adafactor multiplyByParameterScale(boolean newMultiplyByParameterScale) {
    return with("multiplyByParameterScale", newMultiplyByParameterScale);
  }

  public Adafactor clippingThreshold(double newClippingThreshold) {
    return with("clippingThreshold", Scalar.of(newClippingThreshold));
  }

  public Adafactor momentum(double newMomentum) {
    return with("momentum", Scalar.of(newMomentum));
  }

  public Adafactor dtypeMomentum(DType newDtypeMomentum) {
    return with("dtypeMomentum", newDtypeMomentum);
  }

  public Adafactor weightDecayRate(double newWeightDecayRate) {
    return with("weightDecayRate", Scalar.of(newWeightDecayRate));
  }

  public Adafactor weightDecayRate(ScalarOrSchedule newWeightDecayRate) {
    return with("weightDecayRate", newWeightDecayRate);
  }

  public Adafactor eps(double newEps) {
    return with("eps", newEps);
  }

  public Adafactor factored(boolean newFactored) {
    return with("factored", newFactored);
  }

  public Adafactor weightDecayMask(BiPredicate<KeyPath, Array> condition) {
    return with("weightDecayMask", Mask.where(condition));
  }

  public Adafactor weightDecayMask(Object tree) {
    return with("weightDecayMask", Mask.of(tree));
  }

  @Override
  public GradientTransformation transformation() {
    List<GradientTransformation> parts = new ArrayList<>();
    parts.add(new ScaleByFactoredRms(factored, decayRate, decayOffset, minDimSizeToFactor, eps));
    if (clippingThreshold != null) {
      parts.add(new ClipByBlockRms(clippingThreshold));
    }
    if (learningRate != null) {
      parts.add(LearningRates.scale(learningRate, false));
    }
    if (multiplyByParameterScale) {
      parts.add(new ScaleByParamBlockRms());
    }
    if (momentum != null) {
      parts.add(new Ema(momentum, false, dtypeMomentum));
    }
    if (weightDecayRate != null) {
      parts.add(new AddDecayedWeights(weightDecayRate, weightDecayMask));
    }
    parts.add(new Scale(Scalar.of(-1)));
    return new Chain(parts);
  }

  /// Without a largest root mean square.
  public Adafactor withoutClipping() {
    return with("clippingThreshold", null);
  }

  private Adafactor with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }
}

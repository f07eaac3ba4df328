package linum.optax.contrib;

import linum.ir.DType;
import linum.optax.Composed;
import linum.optax.GradientTransformation;
import linum.optax.Optax;
import linum.optax.Scalar;
import linum.optax.ScalarOrSchedule;
import linum.optax.ScaleByRms;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// AdamW without a schedule.
///
/// Source: Defazio and others, "The Road Less Scheduled", 2024.
///
/// @param learningRate the step size
/// @param warmupSteps how long the learning rate rises
/// @param b1 how much of the mix is the average
/// @param b2 decay of the mean of their squares
/// @param eps added to the denominator, outside of the root
/// @param weightDecay strength of the decay of the weights; the learning rate multiplies it
/// @param weightLrPower power of the learning rate that weighs a step in the average
/// @param stateDtype type of the parameters of the optimizer; null for their own
public record ScheduleFreeAdamw(
    double learningRate,
    int warmupSteps,
    double b1,
    Scalar b2,
    Scalar eps,
    ScalarOrSchedule weightDecay,
    double weightLrPower,
    @Nullable DType stateDtype)
    implements Composed {
  ScheduleFreeAdamw(double learningRate) {
    this(learningRate, 0, 0.9, Scalar.of(0.999), Scalar.of(1e-8), Scalar.of(0), 2, null);
  }

  public ScheduleFreeAdamw warmupSteps(int newWarmupSteps) {
    return with("warmupSteps", newWarmupSteps);
  }

  public ScheduleFreeAdamw b1(double newB1) {
    return with("b1", newB1);
  }

  public ScheduleFreeAdamw b2(double newB2) {
    return with("b2", Scalar.of(newB2));
  }

  public ScheduleFreeAdamw eps(double newEps) {
    return with("eps", Scalar.of(newEps));
  }

  public ScheduleFreeAdamw weightDecay(double newWeightDecay) {
    return with("weightDecay", Scalar.of(newWeightDecay));
  }

  public ScheduleFreeAdamw weightDecay(ScalarOrSchedule newWeightDecay) {
    return with("weightDecay", newWeightDecay);
  }

  public ScheduleFreeAdamw weightLrPower(double newWeightLrPower) {
    return with("weightLrPower", newWeightLrPower);
  }

  public ScheduleFreeAdamw stateDtype(DType newStateDtype) {
    return with("stateDtype", newStateDtype);
  }

  private ScheduleFreeAdamw with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public GradientTransformation transformation() {
    GradientTransformation base =
        Optax.chain(
            new ScaleByRms(b2, eps, Scalar.of(0), false, true),
            Optax.addDecayedWeights(weightDecay),
            Optax.scaleByLearningRate(rate()));
    return new ScheduleFree(base, rate(), b1, weightLrPower, stateDtype);
  }

  private ScalarOrSchedule rate() {
    return warmupSteps == 0
        ? Scalar.of(learningRate)
        : Optax.warmupConstantSchedule(0, learningRate, warmupSteps);
  }
}

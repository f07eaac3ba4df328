package linum.optax.contrib;

import linum.ir.DType;
import linum.optax.Composed;
import linum.optax.GradientTransformation;
import linum.optax.Optax;
import linum.optax.Scalar;
import linum.optax.ScalarOrSchedule;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// Gradient descent without a schedule.
///
/// Source: Defazio and others, "The Road Less Scheduled", 2024.
///
/// @param learningRate the step size
/// @param warmupSteps how long the learning rate rises
/// @param b1 how much of the mix is the average
/// @param weightDecay strength of the decay of the weights; null for none
/// @param weightLrPower power of the learning rate that weighs a step in the average
/// @param stateDtype type of the parameters of the optimizer; null for their own
public record ScheduleFreeSgd(
    double learningRate,
    int warmupSteps,
    double b1,
    @Nullable ScalarOrSchedule weightDecay,
    double weightLrPower,
    @Nullable DType stateDtype)
    implements Composed {
  ScheduleFreeSgd(double learningRate) {
    this(learningRate, 0, 0.9, null, 2, null);
  }

  public ScheduleFreeSgd warmupSteps(int newWarmupSteps) {
    return with("warmupSteps", newWarmupSteps);
  }

  public ScheduleFreeSgd b1(double newB1) {
    return with("b1", newB1);
  }

  public ScheduleFreeSgd weightDecay(double newWeightDecay) {
    return with("weightDecay", Scalar.of(newWeightDecay));
  }

  public ScheduleFreeSgd weightDecay(ScalarOrSchedule newWeightDecay) {
    return with("weightDecay", newWeightDecay);
  }

  public ScheduleFreeSgd weightLrPower(double newWeightLrPower) {
    return with("weightLrPower", newWeightLrPower);
  }

  public ScheduleFreeSgd stateDtype(DType newStateDtype) {
    return with("stateDtype", newStateDtype);
  }

  private ScheduleFreeSgd with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public GradientTransformation transformation() {
    GradientTransformation sgd = Optax.sgd(rate());
    GradientTransformation base =
        weightDecay == null ? sgd : Optax.chain(Optax.addDecayedWeights(weightDecay), sgd);
    return new ScheduleFree(base, rate(), b1, weightLrPower, stateDtype);
  }

  private ScalarOrSchedule rate() {
    return warmupSteps == 0
        ? Scalar.of(learningRate)
        : Optax.warmupConstantSchedule(0, learningRate, warmupSteps);
  }
}

package linum.optax.contrib;

import linum.core.Array;
import linum.numpy.Jnp;
import linum.optax.GradientTransformation;
import linum.optax.OptaxTree;
import linum.optax.Scalar;
import linum.optax.ScalarOrSchedule;
import linum.random.PrngKey;
import linum.tree.Tree;

/// Optimizers that are new, rare or for special purposes, under the names that they have in
/// `optax.contrib`.
///
/// ```java
/// import static linum.optax.contrib.Contrib.*;
/// ```
public final class Contrib {
  private Contrib() {}

  /// AdaBelief that divides by the root of the step before. See [Acprop].
  public static Acprop acprop(double learningRate) {
    return new Acprop(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Acprop acprop(ScalarOrSchedule learningRate) {
    return new Acprop(learningRate);
  }

  /// Adam with a second, slow mean. See [Ademamix].
  public static Ademamix ademamix(double learningRate) {
    return new Ademamix(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Ademamix ademamix(ScalarOrSchedule learningRate) {
    return new Ademamix(learningRate);
  }

  /// AdEMAMix with one sum in place of two means. See [SimplifiedAdemamix].
  public static SimplifiedAdemamix simplifiedAdemamix(double learningRate) {
    return new SimplifiedAdemamix(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static SimplifiedAdemamix simplifiedAdemamix(ScalarOrSchedule learningRate) {
    return new SimplifiedAdemamix(learningRate);
  }

  /// Adam that converges with any `b2`. See [Adopt].
  public static Adopt adopt(double learningRate) {
    return new Adopt(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Adopt adopt(ScalarOrSchedule learningRate) {
    return new Adopt(learningRate);
  }

  /// Steps by betting on coins. See [Cocob].
  public static Cocob cocob() {
    return new Cocob(Scalar.of(1));
  }

  /// With a learning rate.
  public static Cocob cocob(double learningRate) {
    return new Cocob(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Cocob cocob(ScalarOrSchedule learningRate) {
    return new Cocob(learningRate);
  }

  /// AdamW that finds its learning rate. See [DadaptAdamw].
  public static DadaptAdamw dadaptAdamw() {
    return new DadaptAdamw(Scalar.of(1));
  }

  /// With a learning rate.
  public static DadaptAdamw dadaptAdamw(double learningRate) {
    return new DadaptAdamw(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static DadaptAdamw dadaptAdamw(ScalarOrSchedule learningRate) {
    return new DadaptAdamw(learningRate);
  }

  /// Gradient descent without a learning rate. See [Dog].
  public static Dog dog() {
    return new Dog(Scalar.of(1));
  }

  /// With a learning rate.
  public static Dog dog(double learningRate) {
    return new Dog(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Dog dog(ScalarOrSchedule learningRate) {
    return new Dog(learningRate);
  }

  /// Gradient descent without a learning rate, weighted. See [Dowg].
  public static Dowg dowg() {
    return new Dowg(Scalar.of(1));
  }

  /// With a learning rate.
  public static Dowg dowg(double learningRate) {
    return new Dowg(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Dowg dowg(ScalarOrSchedule learningRate) {
    return new Dowg(learningRate);
  }

  /// Dual averaging with cube roots. See [Madgrad].
  public static Madgrad madgrad(double learningRate) {
    return new Madgrad(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Madgrad madgrad(ScalarOrSchedule learningRate) {
    return new Madgrad(learningRate);
  }

  /// An optimizer that finds its learning rate. See [Mechanize].
  public static Mechanize mechanize(GradientTransformation baseOptimizer) {
    return new Mechanize(baseOptimizer);
  }

  /// Momentum with the step that a model of the loss says is best. See [Momo].
  public static Momo momo() {
    return new Momo(Scalar.of(1));
  }

  /// With a learning rate.
  public static Momo momo(double learningRate) {
    return new Momo(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Momo momo(ScalarOrSchedule learningRate) {
    return new Momo(learningRate);
  }

  /// Adam with the step that a model of the loss says is best. See [MomoAdam].
  public static MomoAdam momoAdam() {
    return new MomoAdam(Scalar.of(0.01));
  }

  /// With a learning rate.
  public static MomoAdam momoAdam(double learningRate) {
    return new MomoAdam(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static MomoAdam momoAdam(ScalarOrSchedule learningRate) {
    return new MomoAdam(learningRate);
  }

  /// AdamW that finds its learning rate. See [Prodigy].
  public static Prodigy prodigy() {
    return new Prodigy(Scalar.of(1));
  }

  /// With a learning rate.
  public static Prodigy prodigy(double learningRate) {
    return new Prodigy(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Prodigy prodigy(ScalarOrSchedule learningRate) {
    return new Prodigy(learningRate);
  }

  /// Scales updates down when the loss has not fallen for some time. See [ReduceOnPlateau].
  public static ReduceOnPlateau reduceOnPlateau() {
    return new ReduceOnPlateau();
  }

  /// Updates divided by the norm of all of them.
  public static Normalize normalize() {
    return new Normalize();
  }

  /// Sharpness-aware minimization. See [Sam].
  public static Sam sam(GradientTransformation optimizer, GradientTransformation advOptimizer) {
    return new Sam(optimizer, advOptimizer);
  }

  /// An optimizer without a schedule. See [ScheduleFree].
  public static ScheduleFree scheduleFree(
      GradientTransformation baseOptimizer, double learningRate) {
    return new ScheduleFree(baseOptimizer, Scalar.of(learningRate));
  }

  /// With a schedule, such as one of a warm-up.
  public static ScheduleFree scheduleFree(
      GradientTransformation baseOptimizer, ScalarOrSchedule learningRate) {
    return new ScheduleFree(baseOptimizer, learningRate);
  }

  /// The parameters to evaluate with: the average of [ScheduleFree].
  ///
  /// @param state its state, or one that contains it
  public static <P> P scheduleFreeEvalParams(Object state, P params) {
    ScheduleFree.ScheduleFreeState s = OptaxTree.get(state, ScheduleFree.ScheduleFreeState.class);
    if (s == null) {
      throw new IllegalArgumentException(
          "scheduleFreeEvalParams: there is no state of scheduleFree in the state");
    }
    return Tree.map(
        (y, z) -> {
          Array b1 = s.b1().astype(y.dtype());
          return y.sub(Jnp.subtract(1, b1).mul(z)).div(b1).astype(y.dtype());
        },
        params,
        s.z());
  }

  /// Gradient descent without a schedule. See [ScheduleFreeSgd].
  public static ScheduleFreeSgd scheduleFreeSgd() {
    return new ScheduleFreeSgd(1);
  }

  /// With a learning rate.
  public static ScheduleFreeSgd scheduleFreeSgd(double learningRate) {
    return new ScheduleFreeSgd(learningRate);
  }

  /// AdamW without a schedule. See [ScheduleFreeAdamw].
  public static ScheduleFreeAdamw scheduleFreeAdamw() {
    return new ScheduleFreeAdamw(0.0025);
  }

  /// With a learning rate.
  public static ScheduleFreeAdamw scheduleFreeAdamw(double learningRate) {
    return new ScheduleFreeAdamw(learningRate);
  }

  /// An estimate of the diagonal of the Hessian. See [HutchinsonEstimatorDiagHessian].
  public static HutchinsonEstimatorDiagHessian hutchinsonEstimatorDiagHessian() {
    return new HutchinsonEstimatorDiagHessian();
  }

  /// Gradients over the diagonal of the Hessian. See [Sophia].
  public static Sophia sophia(double learningRate) {
    return new Sophia(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Sophia sophia(ScalarOrSchedule learningRate) {
    return new Sophia(learningRate);
  }

  /// The mean of clipped gradients, with noise. See [DifferentiallyPrivateAggregate].
  public static DifferentiallyPrivateAggregate differentiallyPrivateAggregate(
      double l2NormClip, double noiseMultiplier, PrngKey key) {
    return new DifferentiallyPrivateAggregate(l2NormClip, noiseMultiplier, key);
  }

  /// Gradient descent that bounds what one example can do. See [Dpsgd].
  public static Dpsgd dpsgd(
      double learningRate, double l2NormClip, double noiseMultiplier, PrngKey key) {
    return new Dpsgd(Scalar.of(learningRate), l2NormClip, noiseMultiplier, key);
  }

  /// Orthogonal steps for matrices. See [Muon].
  public static Muon muon(double learningRate) {
    return new Muon(Scalar.of(learningRate));
  }

  /// With a schedule.
  public static Muon muon(ScalarOrSchedule learningRate) {
    return new Muon(learningRate);
  }

  /// See [ScaleByAcprop].
  public static ScaleByAcprop scaleByAcprop() {
    return new ScaleByAcprop();
  }

  /// See [ScaleByAdemamix].
  public static ScaleByAdemamix scaleByAdemamix() {
    return new ScaleByAdemamix();
  }

  /// See [ScaleByAdopt].
  public static ScaleByAdopt scaleByAdopt() {
    return new ScaleByAdopt();
  }

  /// See [ScaleByCocob].
  public static ScaleByCocob scaleByCocob() {
    return new ScaleByCocob();
  }

  /// See [ScaleByDog].
  public static ScaleByDog scaleByDog() {
    return new ScaleByDog();
  }

  /// See [ScaleByDowg].
  public static ScaleByDowg scaleByDowg() {
    return new ScaleByDowg();
  }

  /// See [ScaleByMuon].
  public static ScaleByMuon scaleByMuon() {
    return new ScaleByMuon();
  }

  /// See [ScaleByShape].
  public static ScaleByShape scaleByShape() {
    return new ScaleByShape();
  }

  /// See [ScaleBySimplifiedAdemamix].
  public static ScaleBySimplifiedAdemamix scaleBySimplifiedAdemamix() {
    return new ScaleBySimplifiedAdemamix();
  }

  /// See [ScaleBySophia].
  public static ScaleBySophia scaleBySophia() {
    return new ScaleBySophia();
  }

  /// See [ScaleByMadgrad].
  public static ScaleByMadgrad scaleByMadgrad(double learningRate) {
    return new ScaleByMadgrad(Scalar.of(learningRate));
  }
}

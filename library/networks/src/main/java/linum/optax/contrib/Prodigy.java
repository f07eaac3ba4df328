package linum.optax.contrib;

import java.util.Iterator;
import java.util.function.BiPredicate;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.numpy.Jnp;
import linum.optax.ExtraArgs;
import linum.optax.GradientTransformation;
import linum.optax.Mask;
import linum.optax.Need;
import linum.optax.Optax;
import linum.optax.OptaxTree;
import linum.optax.Scalar;
import linum.optax.ScalarOrSchedule;
import linum.optax.Update;
import linum.tree.KeyPath;
import linum.tree.Records;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// AdamW that estimates the learning rate, faster than D-Adaptation.
///
/// Source: Mishchenko and Defazio, "Prodigy: An Expeditiously Adaptive Parameter-Free Learner",
/// 2023.
///
/// @param learningRate multiplies the estimate
/// @param beta1 decay of the mean of the gradients
/// @param beta2 decay of the mean of their squares
/// @param beta3 decay of the sums of the estimate; null for the root of `beta2`
/// @param eps added to the denominator, outside of the root
/// @param estimLr0 the first estimate
/// @param estimLrCoef multiplies what the estimate grows to
/// @param weightDecay strength of the decay of the weights
/// @param safeguardWarmup whether the learning rate is left out of the estimate, for schedules that
///   start low
/// @param weightDecayMask which parameters decay
public record Prodigy(
    ScalarOrSchedule learningRate,
    Scalar beta1,
    Scalar beta2,
    @Nullable Scalar beta3,
    Scalar eps,
    double estimLr0,
    double estimLrCoef,
    Scalar weightDecay,
    boolean safeguardWarmup,
    Mask weightDecayMask)
    implements GradientTransformation {
  Prodigy(ScalarOrSchedule learningRate) {
    this(
        learningRate,
        Scalar.of(0.9),
        Scalar.of(0.999),
        null,
        Scalar.of(1e-8),
        1e-6,
        1,
        Scalar.of(0),
        false,
        Mask.everything());
  }

  public Prodigy beta1(double newBeta1) {
    return with("beta1", Scalar.of(newBeta1));
  }

  public Prodigy beta2(double newBeta2) {
    return with("beta2", Scalar.of(newBeta2));
  }

  public Prodigy beta3(double newBeta3) {
    return with("beta3", Scalar.of(newBeta3));
  }

  public Prodigy eps(double newEps) {
    return with("eps", Scalar.of(newEps));
  }

  public Prodigy estimLr0(double newEstimLr0) {
    return with("estimLr0", newEstimLr0);
  }

  public Prodigy estimLrCoef(double newEstimLrCoef) {
    return with("estimLrCoef", newEstimLrCoef);
  }

  public Prodigy weightDecay(double newWeightDecay) {
    return with("weightDecay", Scalar.of(newWeightDecay));
  }

  public Prodigy safeguardWarmup(boolean newSafeguardWarmup) {
    return with("safeguardWarmup", newSafeguardWarmup);
  }

  public Prodigy weightDecayMask(BiPredicate<KeyPath, Array> condition) {
    return with("weightDecayMask", Mask.where(condition));
  }

  public Prodigy weightDecayMask(Object tree) {
    return with("weightDecayMask", Mask.of(tree));
  }

  private Prodigy with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  /// Its state.
  ///
  /// @param expAvg the mean of the gradients
  /// @param expAvgSq the mean of their squares
  /// @param gradSum a weighted sum of the gradients
  /// @param params0 the parameters at the beginning
  /// @param estimLr the estimate of the learning rate
  /// @param numeratorWeighted its numerator
  /// @param count the number of steps
  public record ProdigyState(
      Object expAvg,
      Object expAvgSq,
      Object gradSum,
      Object params0,
      Array estimLr,
      Array numeratorWeighted,
      Array count) {}

  @Override
  public ProdigyState init(Object params) {
    DType dtype = OptaxTree.lowestDtype(params);
    return new ProdigyState(
        OptaxTree.zerosLike(params),
        OptaxTree.zerosLike(params),
        OptaxTree.zerosLike(params),
        params,
        Jnp.full(Dims.NONE, estimLr0, dtype),
        Jnp.zeros(dtype),
        Jnp.zeros(DType.INT32));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    P at = Need.params("prodigy", params);
    ProdigyState s = Need.state(ProdigyState.class, state);
    DType dtype = s.estimLr().dtype();
    Scalar b3 = beta3 == null ? beta2.sqrt() : beta3;
    Array count = Optax.safeIncrement(s.count());
    Array d = s.estimLr();
    Array dlr =
        d.mul(Rates.at(learningRate, s.count()).toArray())
            .mul(Corrections.adam(beta1, beta2, count))
            .astype(dtype);
    P dg = Tree.map(g -> g.mul(d.astype(g.dtype())), updates);
    Array product = OptaxTree.vdot(updates, OptaxTree.sub(s.params0(), at));
    Object mean = OptaxTree.updateMoment(dg, s.expAvg(), beta1, 1);
    Object squares = OptaxTree.updateMoment(dg, s.expAvgSq(), beta2, 2);
    Array weight = (safeguardWarmup ? d : dlr).div(estimLr0);
    Object sum =
        Tree.map((t, g) -> b3.mul(t).add(weight.astype(g.dtype()).mul(g)), s.gradSum(), dg);
    Array numerator =
        b3.mul(s.numeratorWeighted()).add(d.div(estimLr0).mul(dlr).mul(product)).astype(dtype);
    Array estimate = numerator.mul(estimLrCoef).div(OptaxTree.norm(sum, 1));
    Array estimLr = d.maximum(estimate).astype(dtype);
    P steps =
        Tree.map(
            (_, m, v) -> {
              Array least = eps.mul(estimLr).astype(v.dtype());
              return dlr.astype(m.dtype()).mul(m).div(v.sqrt().add(least)).neg();
            },
            updates,
            mean,
            squares);
    Iterator<Boolean> decays = weightDecayMask.over(at).iterator();
    P out =
        Tree.map(
            (u, p) ->
                decays.next()
                    ? u.sub(weightDecay.mul(p.mul(dlr.astype(p.dtype()))).astype(u.dtype()))
                    : u,
            steps,
            at);
    return new Update<>(
        out, new ProdigyState(mean, squares, sum, s.params0(), estimLr, numerator, count));
  }
}

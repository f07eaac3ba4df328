package linum.optax.contrib;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.numpy.Jnp;
import linum.optax.ExtraArgs;
import linum.optax.GradientTransformation;
import linum.optax.Need;
import linum.optax.Optax;
import linum.optax.OptaxTree;
import linum.optax.Scalar;
import linum.optax.ScalarOrSchedule;
import linum.optax.Update;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// AdamW that estimates the learning rate from the distance to the solution.
///
/// Source: Defazio and Mishchenko, "Learning-Rate-Free Learning by D-Adaptation", 2023.
///
/// @param learningRate multiplies the estimate
/// @param beta1 decay of the mean of the gradients
/// @param beta2 decay of the mean of their squares
/// @param eps added to the denominator, outside of the root
/// @param estimLr0 the first estimate
/// @param weightDecay strength of the decay of the weights
public record DadaptAdamw(
    ScalarOrSchedule learningRate,
    Scalar beta1,
    Scalar beta2,
    Scalar eps,
    double estimLr0,
    Scalar weightDecay)
    implements GradientTransformation {
  DadaptAdamw(ScalarOrSchedule learningRate) {
    this(learningRate, Scalar.of(0.9), Scalar.of(0.999), Scalar.of(1e-8), 1e-6, Scalar.of(0));
  }

  public DadaptAdamw beta1(double newBeta1) {
    return new DadaptAdamw(learningRate, Scalar.of(newBeta1), beta2, eps, estimLr0, weightDecay);
  }

  public DadaptAdamw beta2(double newBeta2) {
    return new DadaptAdamw(learningRate, beta1, Scalar.of(newBeta2), eps, estimLr0, weightDecay);
  }

  public DadaptAdamw eps(double newEps) {
    return new DadaptAdamw(learningRate, beta1, beta2, Scalar.of(newEps), estimLr0, weightDecay);
  }

  public DadaptAdamw estimLr0(double newEstimLr0) {
    return new DadaptAdamw(learningRate, beta1, beta2, eps, newEstimLr0, weightDecay);
  }

  public DadaptAdamw weightDecay(double newWeightDecay) {
    return new DadaptAdamw(learningRate, beta1, beta2, eps, estimLr0, Scalar.of(newWeightDecay));
  }

  /// Its state.
  ///
  /// @param expAvg the mean of the gradients
  /// @param expAvgSq the mean of their squares
  /// @param gradSum a weighted sum of the gradients
  /// @param estimLr the estimate of the learning rate
  /// @param numeratorWeighted its numerator
  /// @param count the number of steps
  public record DAdaptAdamWState(
      Object expAvg,
      Object expAvgSq,
      Object gradSum,
      Array estimLr,
      Array numeratorWeighted,
      Array count) {}

  @Override
  public DAdaptAdamWState init(Object params) {
    DType dtype = OptaxTree.lowestDtype(params);
    return new DAdaptAdamWState(
        OptaxTree.zerosLike(params),
        OptaxTree.zerosLike(params),
        OptaxTree.zerosLike(params),
        Jnp.full(Dims.NONE, estimLr0, dtype),
        Jnp.zeros(dtype),
        Jnp.zeros(DType.INT32));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    P at = Need.params("dadaptAdamw", params);
    DAdaptAdamWState s = Need.state(DAdaptAdamWState.class, state);
    DType dtype = s.estimLr().dtype();
    Array count = Optax.safeIncrement(s.count());
    Scalar root = beta2.sqrt();
    Scalar rest = root.oneMinus();
    Array dlr =
        s.estimLr()
            .mul(Rates.at(learningRate, s.count()).toArray())
            .mul(Corrections.adam(beta1, beta2, count))
            .astype(dtype);
    Object weighted = Tree.map((g, v) -> g.div(eps.add(v.sqrt())), s.gradSum(), s.expAvgSq());
    Array product = OptaxTree.vdot(updates, weighted);
    Object mean =
        Tree.map(
            (m, g) -> beta1.mul(m).add(beta1.oneMinus().mul(g.mul(dlr.astype(g.dtype())))),
            s.expAvg(),
            updates);
    Object squares = OptaxTree.updateMoment(updates, s.expAvgSq(), beta2, 2);
    Object sum =
        Tree.map(
            (t, g) -> root.mul(t).add(rest.mul(g.mul(dlr.astype(g.dtype())))),
            s.gradSum(),
            updates);
    Array numerator = root.mul(s.numeratorWeighted()).add(rest.mul(dlr.mul(product))).astype(dtype);
    Array estimate = numerator.div(rest.mul(OptaxTree.norm(sum, 1)));
    Array estimLr = s.estimLr().maximum(estimate).astype(dtype);
    P steps = Tree.map((_, m, v) -> m.div(eps.add(v.sqrt())), updates, mean, squares);
    P out =
        Tree.map((u, p) -> weightDecay.mul(p.mul(dlr.astype(p.dtype()))).add(u).neg(), steps, at);
    return new Update<>(out, new DAdaptAdamWState(mean, squares, sum, estimLr, numerator, count));
  }
}

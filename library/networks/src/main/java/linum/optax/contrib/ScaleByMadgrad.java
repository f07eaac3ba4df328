package linum.optax.contrib;

import linum.core.Array;
import linum.ir.DType;
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

/// The step of [Madgrad]; it contains the learning rate.
///
/// @param learningRate the step size, a number or a schedule
/// @param momentum how much of the parameters stays
/// @param eps added to the cube root, and to the learning rate
public record ScaleByMadgrad(ScalarOrSchedule learningRate, Scalar momentum, double eps)
    implements GradientTransformation {
  ScaleByMadgrad(ScalarOrSchedule learningRate) {
    this(learningRate, Scalar.of(0.9), 1e-6);
  }

  public ScaleByMadgrad momentum(double newMomentum) {
    return new ScaleByMadgrad(learningRate, Scalar.of(newMomentum), eps);
  }

  public ScaleByMadgrad eps(double newEps) {
    return new ScaleByMadgrad(learningRate, momentum, newEps);
  }

  /// Its state.
  ///
  /// @param count the number of steps
  /// @param gradSumSq a weighted sum of the squares
  /// @param s a weighted sum of the gradients
  /// @param x0 the parameters at the beginning
  public record MadgradState(Array count, Object gradSumSq, Object s, Object x0) {}

  @Override
  public MadgradState init(Object params) {
    return new MadgradState(
        Jnp.zeros(DType.INT32), OptaxTree.zerosLike(params), OptaxTree.zerosLike(params), params);
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    MadgradState s = Need.state(MadgradState.class, state);
    P at = Need.params("scaleByMadgrad", params);
    Array rate = Rates.at(learningRate, s.count()).toArray().add(eps);
    Array lambda = rate.mul(s.count().add(1).astype(DType.FLOAT32).sqrt());
    Object squares =
        Tree.map((t, g) -> t.add(lambda.mul(g.square()).astype(t.dtype())), s.gradSumSq(), updates);
    Object sum = Tree.map((t, g) -> t.add(lambda.mul(g).astype(t.dtype())), s.s(), updates);
    Object target =
        Tree.map((x0, t, v) -> x0.sub(t.div(Jnp.cbrt(v).add(eps))), s.x0(), sum, squares);
    Scalar rest = momentum.oneMinus();
    P out = Tree.map((p, z) -> rest.mul(z.sub(p)), at, target);
    return new Update<>(
        out, new MadgradState(Optax.safeIncrement(s.count()), squares, sum, s.x0()));
  }
}

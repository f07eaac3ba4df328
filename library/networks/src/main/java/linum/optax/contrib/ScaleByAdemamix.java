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

/// Like Adam, with a second, much slower mean of the gradients.
///
/// Source: Pagliardini, Ablin, Grangier, "The AdEMAMix Optimizer", 2024.
///
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of their squares
/// @param b3 decay of the slow mean of the gradients
/// @param alpha weight of the slow mean
/// @param eps added to the denominator, outside of the root
/// @param epsRoot added under the root, which keeps it differentiable at zero
/// @param muDtype type of the first moment; null for the types of the parameters
public record ScaleByAdemamix(
    Scalar b1,
    Scalar b2,
    ScalarOrSchedule b3,
    ScalarOrSchedule alpha,
    Scalar eps,
    Scalar epsRoot,
    @Nullable DType muDtype)
    implements GradientTransformation {
  ScaleByAdemamix() {
    this(
        Scalar.of(0.9),
        Scalar.of(0.999),
        Scalar.of(0.9999),
        Scalar.of(6),
        Scalar.of(1e-8),
        Scalar.of(0),
        null);
  }

  public ScaleByAdemamix b1(double newB1) {
    return new ScaleByAdemamix(Scalar.of(newB1), b2, b3, alpha, eps, epsRoot, muDtype);
  }

  public ScaleByAdemamix b2(double newB2) {
    return new ScaleByAdemamix(b1, Scalar.of(newB2), b3, alpha, eps, epsRoot, muDtype);
  }

  public ScaleByAdemamix b3(double newB3) {
    return new ScaleByAdemamix(b1, b2, Scalar.of(newB3), alpha, eps, epsRoot, muDtype);
  }

  public ScaleByAdemamix b3(ScalarOrSchedule newB3) {
    return new ScaleByAdemamix(b1, b2, newB3, alpha, eps, epsRoot, muDtype);
  }

  public ScaleByAdemamix alpha(double newAlpha) {
    return new ScaleByAdemamix(b1, b2, b3, Scalar.of(newAlpha), eps, epsRoot, muDtype);
  }

  public ScaleByAdemamix alpha(ScalarOrSchedule newAlpha) {
    return new ScaleByAdemamix(b1, b2, b3, newAlpha, eps, epsRoot, muDtype);
  }

  public ScaleByAdemamix eps(double newEps) {
    return new ScaleByAdemamix(b1, b2, b3, alpha, Scalar.of(newEps), epsRoot, muDtype);
  }

  public ScaleByAdemamix epsRoot(double newEpsRoot) {
    return new ScaleByAdemamix(b1, b2, b3, alpha, eps, Scalar.of(newEpsRoot), muDtype);
  }

  public ScaleByAdemamix muDtype(DType newMuDtype) {
    return new ScaleByAdemamix(b1, b2, b3, alpha, eps, epsRoot, newMuDtype);
  }

  /// Its state.
  ///
  /// @param count the number of steps
  /// @param countM2 the number of steps of the slow mean
  /// @param m1 the mean of the gradients
  /// @param m2 the slow mean
  /// @param nu the mean of the squares
  public record ScaleByAdemamixState(Array count, Array countM2, Object m1, Object m2, Object nu) {}

  @Override
  public ScaleByAdemamixState init(Object params) {
    return new ScaleByAdemamixState(
        Jnp.zeros(DType.INT32),
        Jnp.zeros(DType.INT32),
        OptaxTree.zerosLike(params, muDtype),
        OptaxTree.zerosLike(params, muDtype),
        OptaxTree.zerosLike(params, muDtype));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ScaleByAdemamixState s = Need.state(ScaleByAdemamixState.class, state);
    Scalar slow = Rates.at(b3, s.countM2());
    Scalar weight = Rates.at(alpha, s.countM2());
    Object m1 = OptaxTree.castLike(OptaxTree.updateMoment(updates, s.m1(), b1, 1), s.m1());
    Object m2 = OptaxTree.castLike(OptaxTree.updateMoment(updates, s.m2(), slow, 1), s.m2());
    Object nu = OptaxTree.castLike(OptaxTree.updateMoment(updates, s.nu(), b2, 2), s.nu());
    Array count = Optax.safeIncrement(s.count());
    Object mixed =
        Tree.map((m, n) -> m.add(weight.mul(n)), OptaxTree.biasCorrection(m1, b1, count), m2);
    P out =
        Tree.map(
            (_, m, v) -> m.div(eps.add(epsRoot.add(v).sqrt())),
            updates,
            mixed,
            OptaxTree.biasCorrection(nu, b2, count));
    return new Update<>(
        out, new ScaleByAdemamixState(count, Optax.safeIncrement(s.countM2()), m1, m2, nu));
  }
}

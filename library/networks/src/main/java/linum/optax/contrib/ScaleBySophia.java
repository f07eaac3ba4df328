package linum.optax.contrib;

import linum.Linum;
import linum.core.Array;
import linum.ir.DType;
import linum.numpy.Jnp;
import linum.optax.ExtraArgs;
import linum.optax.GradientTransformation;
import linum.optax.Need;
import linum.optax.Optax;
import linum.optax.OptaxTree;
import linum.optax.Scalar;
import linum.optax.Update;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// The mean of the gradients over the mean of diagonals of Hessians, clipped.
///
/// Source: Liu and others, "Sophia: A Scalable Stochastic Second-order Optimizer", 2023.
///
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of the diagonals of Hessians
/// @param eps the least denominator
/// @param gamma multiplies the diagonal
/// @param clipThreshold the largest element of an update
/// @param updateInterval how many steps there are between two Hessians
/// @param hessianDiagonalFn what estimates the diagonal
/// @param muDtype type of the first moment; null for the types of the parameters
public record ScaleBySophia(
    Scalar b1,
    Scalar b2,
    double eps,
    Scalar gamma,
    double clipThreshold,
    int updateInterval,
    GradientTransformation hessianDiagonalFn,
    @Nullable DType muDtype)
    implements GradientTransformation {
  ScaleBySophia() {
    this(
        Scalar.of(0.965),
        Scalar.of(0.99),
        1e-8,
        Scalar.of(0.01),
        1,
        10,
        new HutchinsonEstimatorDiagHessian(),
        null);
  }

  public ScaleBySophia b1(double newB1) {
    return new ScaleBySophia(
        Scalar.of(newB1),
        b2,
        eps,
        gamma,
        clipThreshold,
        updateInterval,
        hessianDiagonalFn,
        muDtype);
  }

  public ScaleBySophia b2(double newB2) {
    return new ScaleBySophia(
        b1,
        Scalar.of(newB2),
        eps,
        gamma,
        clipThreshold,
        updateInterval,
        hessianDiagonalFn,
        muDtype);
  }

  public ScaleBySophia eps(double newEps) {
    return new ScaleBySophia(
        b1, b2, newEps, gamma, clipThreshold, updateInterval, hessianDiagonalFn, muDtype);
  }

  public ScaleBySophia gamma(double newGamma) {
    return new ScaleBySophia(
        b1,
        b2,
        eps,
        Scalar.of(newGamma),
        clipThreshold,
        updateInterval,
        hessianDiagonalFn,
        muDtype);
  }

  public ScaleBySophia clipThreshold(double newClipThreshold) {
    return new ScaleBySophia(
        b1, b2, eps, gamma, newClipThreshold, updateInterval, hessianDiagonalFn, muDtype);
  }

  public ScaleBySophia updateInterval(int newUpdateInterval) {
    return new ScaleBySophia(
        b1, b2, eps, gamma, clipThreshold, newUpdateInterval, hessianDiagonalFn, muDtype);
  }

  public ScaleBySophia hessianDiagonalFn(GradientTransformation newHessianDiagonalFn) {
    return new ScaleBySophia(
        b1, b2, eps, gamma, clipThreshold, updateInterval, newHessianDiagonalFn, muDtype);
  }

  public ScaleBySophia muDtype(DType newMuDtype) {
    return new ScaleBySophia(
        b1, b2, eps, gamma, clipThreshold, updateInterval, hessianDiagonalFn, newMuDtype);
  }

  /// Its state.
  ///
  /// @param count the number of steps
  /// @param mu the mean of the gradients
  /// @param nu the mean of the diagonals
  /// @param hessianFnState the state of what estimates them
  public record SophiaState(Array count, Object mu, Object nu, Object hessianFnState) {}

  @Override
  public SophiaState init(Object params) {
    return new SophiaState(
        Jnp.zeros(DType.INT32),
        OptaxTree.zerosLike(params, muDtype),
        OptaxTree.zerosLike(params),
        hessianDiagonalFn.init(params));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    SophiaState s = Need.state(SophiaState.class, state);
    P at = Need.params("scaleBySophia", params);
    Array count = Optax.safeIncrement(s.count());
    Object mu = OptaxTree.updateMoment(updates, s.mu(), b1, 1);
    P out =
        Tree.map(
            (_, m, h) -> m.div(gamma.mul(h).maximum(eps)).clip(-clipThreshold, clipThreshold),
            updates,
            OptaxTree.biasCorrection(mu, b1, count),
            s.nu());
    Hessian next =
        Linum.cond(
            s.count().rem(updateInterval).eq(0),
            () -> {
              Update<P> u = hessianDiagonalFn.update(updates, s.hessianFnState(), at, extraArgs);
              return new Hessian(
                  OptaxTree.castLike(OptaxTree.updateMoment(u.updates(), s.nu(), b2, 1), s.nu()),
                  u.state());
            },
            () -> new Hessian(s.nu(), s.hessianFnState()));
    return new Update<>(
        out, new SophiaState(count, OptaxTree.castLike(mu, s.mu()), next.nu(), next.state()));
  }

  private record Hessian(Object nu, Object state) {}
}

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
import linum.tree.Records;
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
    return with("b1", Scalar.of(newB1));
  }

  public ScaleBySophia b2(double newB2) {
    return with("b2", Scalar.of(newB2));
  }

  public ScaleBySophia eps(double newEps) {
    return with("eps", newEps);
  }

  public ScaleBySophia gamma(double newGamma) {
    return with("gamma", Scalar.of(newGamma));
  }

  public ScaleBySophia clipThreshold(double newClipThreshold) {
    return with("clipThreshold", newClipThreshold);
  }

  public ScaleBySophia updateInterval(int newUpdateInterval) {
    return with("updateInterval", newUpdateInterval);
  }

  public ScaleBySophia hessianDiagonalFn(GradientTransformation newHessianDiagonalFn) {
    return with("hessianDiagonalFn", newHessianDiagonalFn);
  }

  public ScaleBySophia muDtype(DType newMuDtype) {
    return with("muDtype", newMuDtype);
  }

  private ScaleBySophia with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
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

package linum.optax;

import linum.core.Array;
import linum.ir.DType;
import linum.tree.Records;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Like [ScaleByAdam], but the mean of the squares never falls.
///
/// Source: Reddi, Kale, Kumar, "On the Convergence of Adam and Beyond", 2018.
///
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of their squares
/// @param eps added to the denominator, outside of the root
/// @param epsRoot added under the root, which keeps it differentiable at zero
/// @param muDtype type of the first moment; null for the types of the parameters
/// @param biasCorrectionMu whether the first moment is corrected for having started at zero
/// @param biasCorrectionNu whether the second one is
public record ScaleByAmsgrad(
    Scalar b1,
    Scalar b2,
    Scalar eps,
    Scalar epsRoot,
    @Nullable DType muDtype,
    boolean biasCorrectionMu,
    boolean biasCorrectionNu)
    implements GradientTransformation {
  ScaleByAmsgrad() {
    this(Scalar.of(0.9), Scalar.of(0.999), Scalar.of(1e-8), Scalar.of(0), null, true, true);
  }

  public ScaleByAmsgrad b1(double newB1) {
    return with("b1", Scalar.of(newB1));
  }

  public ScaleByAmsgrad b2(double newB2) {
    return with("b2", Scalar.of(newB2));
  }

  public ScaleByAmsgrad eps(double newEps) {
    return with("eps", Scalar.of(newEps));
  }

  public ScaleByAmsgrad epsRoot(double newEpsRoot) {
    return with("epsRoot", Scalar.of(newEpsRoot));
  }

  public ScaleByAmsgrad muDtype(DType newMuDtype) {
    return with("muDtype", newMuDtype);
  }

  public ScaleByAmsgrad biasCorrectionMu(boolean newBiasCorrectionMu) {
    return with("biasCorrectionMu", newBiasCorrectionMu);
  }

  public ScaleByAmsgrad biasCorrectionNu(boolean newBiasCorrectionNu) {
    return with("biasCorrectionNu", newBiasCorrectionNu);
  }

  private ScaleByAmsgrad with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  /// Its state.
  ///
  /// @param count the number of steps
  /// @param mu the mean of the gradients
  /// @param nu the mean of their squares
  /// @param nuMax the largest mean so far
  public record ScaleByAmsgradState(Array count, Object mu, Object nu, Object nuMax) {}

  @Override
  public ScaleByAmsgradState init(Object params) {
    return new ScaleByAmsgradState(
        Counts.zero(),
        OptaxTree.zerosLike(params, muDtype),
        OptaxTree.zerosLike(params),
        OptaxTree.zerosLike(params));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ScaleByAmsgradState s = Need.state(ScaleByAmsgradState.class, state);
    Object mu = OptaxTree.updateMoment(updates, s.mu(), b1, 1);
    Object nu = OptaxTree.updateMoment(updates, s.nu(), b2, 2);
    Array count = Counts.next(s.count());
    Object muHat = biasCorrectionMu ? OptaxTree.biasCorrection(mu, b1, count) : mu;
    Object nuHat = biasCorrectionNu ? OptaxTree.biasCorrection(nu, b2, count) : nu;
    Object nuMax = Tree.map(Array::maximum, s.nuMax(), nuHat);
    P out = Tree.map((_, m, v) -> m.div(eps.add(epsRoot.add(v).sqrt())), updates, muHat, nuMax);
    return new Update<>(
        out, new ScaleByAmsgradState(count, OptaxTree.cast(mu, muDtype), nu, nuMax));
  }
}

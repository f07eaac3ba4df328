package linum.optax;

import linum.core.Array;
import linum.ir.DType;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Updates over the root of the mean of their squares, with momentum.
///
/// Source: Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2014.
///
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of their squares
/// @param eps added to the denominator, outside of the root
/// @param epsRoot added under the root, which keeps it differentiable at zero
/// @param muDtype type of the first moment; null for the types of the parameters
/// @param nesterov whether to look one step ahead, as Nesterov's momentum does
public record ScaleByAdam(
    Scalar b1, Scalar b2, Scalar eps, Scalar epsRoot, @Nullable DType muDtype, boolean nesterov)
    implements GradientTransformation {
  ScaleByAdam() {
    this(Scalar.of(0.9), Scalar.of(0.999), Scalar.of(1e-8), Scalar.of(0), null, false);
  }

  public ScaleByAdam b1(double newB1) {
    return new ScaleByAdam(Scalar.of(newB1), b2, eps, epsRoot, muDtype, nesterov);
  }

  public ScaleByAdam b2(double newB2) {
    return new ScaleByAdam(b1, Scalar.of(newB2), eps, epsRoot, muDtype, nesterov);
  }

  public ScaleByAdam eps(double newEps) {
    return new ScaleByAdam(b1, b2, Scalar.of(newEps), epsRoot, muDtype, nesterov);
  }

  public ScaleByAdam epsRoot(double newEpsRoot) {
    return new ScaleByAdam(b1, b2, eps, Scalar.of(newEpsRoot), muDtype, nesterov);
  }

  public ScaleByAdam muDtype(DType newMuDtype) {
    return new ScaleByAdam(b1, b2, eps, epsRoot, newMuDtype, nesterov);
  }

  public ScaleByAdam nesterov(boolean newNesterov) {
    return new ScaleByAdam(b1, b2, eps, epsRoot, muDtype, newNesterov);
  }

  @Override
  public ScaleByAdamState init(Object params) {
    return new ScaleByAdamState(
        Counts.zero(), OptaxTree.zerosLike(params, muDtype), OptaxTree.zerosLike(params));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ScaleByAdamState s = Need.state(ScaleByAdamState.class, state);
    Object mu = OptaxTree.updateMoment(updates, s.mu(), b1, 1);
    Object nu = OptaxTree.updateMoment(updates, s.nu(), b2, 2);
    Array count = Counts.next(s.count());
    Object muHat =
        nesterov
            ? Moments.nesterov(updates, mu, b1, count)
            : OptaxTree.biasCorrection(mu, b1, count);
    P out =
        Tree.map(
            (_, m, v) -> m.div(eps.add(epsRoot.add(v).sqrt())),
            updates,
            muHat,
            OptaxTree.biasCorrection(nu, b2, count));
    return new Update<>(
        out,
        new ScaleByAdamState(count, OptaxTree.cast(mu, muDtype), OptaxTree.castLike(nu, s.nu())));
  }
}

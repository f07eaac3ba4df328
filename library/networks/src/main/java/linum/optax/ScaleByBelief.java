package linum.optax;

import linum.core.Array;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Like [ScaleByAdam], with the squares of what the momentum did not foresee.
///
/// Source: Zhuang and others, "AdaBelief Optimizer", 2020.
///
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of their squares
/// @param eps added to the denominator, outside of the root
/// @param epsRoot added under the root, which keeps it differentiable at zero
/// @param nesterov whether to look one step ahead, as Nesterov's momentum does
public record ScaleByBelief(Scalar b1, Scalar b2, Scalar eps, Scalar epsRoot, boolean nesterov)
    implements GradientTransformation {
  ScaleByBelief() {
    this(Scalar.of(0.9), Scalar.of(0.999), Scalar.of(1e-16), Scalar.of(1e-16), false);
  }

  public ScaleByBelief b1(double newB1) {
    return new ScaleByBelief(Scalar.of(newB1), b2, eps, epsRoot, nesterov);
  }

  public ScaleByBelief b2(double newB2) {
    return new ScaleByBelief(b1, Scalar.of(newB2), eps, epsRoot, nesterov);
  }

  public ScaleByBelief eps(double newEps) {
    return new ScaleByBelief(b1, b2, Scalar.of(newEps), epsRoot, nesterov);
  }

  public ScaleByBelief epsRoot(double newEpsRoot) {
    return new ScaleByBelief(b1, b2, eps, Scalar.of(newEpsRoot), nesterov);
  }

  public ScaleByBelief nesterov(boolean newNesterov) {
    return new ScaleByBelief(b1, b2, eps, epsRoot, newNesterov);
  }

  @Override
  public ScaleByBeliefState init(Object params) {
    return new ScaleByBeliefState(
        Counts.zero(), OptaxTree.zerosLike(params), OptaxTree.zerosLike(params));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ScaleByBeliefState s = Need.state(ScaleByBeliefState.class, state);
    Object mu = OptaxTree.updateMoment(updates, s.mu(), b1, 1);
    P error = OptaxTree.sub(updates, mu);
    Object nu = Tree.map(v -> epsRoot.add(v), OptaxTree.updateMoment(error, s.nu(), b2, 2));
    Array count = Counts.next(s.count());
    Object muHat =
        nesterov
            ? Moments.nesterov(updates, mu, b1, count)
            : OptaxTree.biasCorrection(mu, b1, count);
    P out =
        Tree.map(
            (_, m, v) -> m.div(eps.add(v.sqrt())),
            updates,
            muHat,
            OptaxTree.biasCorrection(nu, b2, count));
    return new Update<>(out, new ScaleByBeliefState(count, mu, nu));
  }
}

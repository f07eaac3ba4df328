package linum.optax;

import linum.core.Array;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Like [ScaleByAdam], with squares that are added and subtracted instead of averaged.
///
/// Source: Zaheer and others, "Adaptive Methods for Nonconvex Optimization", 2018.
///
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of their squares
/// @param eps added to the denominator, outside of the root
/// @param epsRoot added under the root, which keeps it differentiable at zero
/// @param initialAccumulatorValue what both moments start with
public record ScaleByYogi(
    Scalar b1, Scalar b2, Scalar eps, Scalar epsRoot, double initialAccumulatorValue)
    implements GradientTransformation {
  ScaleByYogi() {
    this(Scalar.of(0.9), Scalar.of(0.999), Scalar.of(1e-3), Scalar.of(0), 1e-6);
  }

  public ScaleByYogi b1(double newB1) {
    return new ScaleByYogi(Scalar.of(newB1), b2, eps, epsRoot, initialAccumulatorValue);
  }

  public ScaleByYogi b2(double newB2) {
    return new ScaleByYogi(b1, Scalar.of(newB2), eps, epsRoot, initialAccumulatorValue);
  }

  public ScaleByYogi eps(double newEps) {
    return new ScaleByYogi(b1, b2, Scalar.of(newEps), epsRoot, initialAccumulatorValue);
  }

  public ScaleByYogi epsRoot(double newEpsRoot) {
    return new ScaleByYogi(b1, b2, eps, Scalar.of(newEpsRoot), initialAccumulatorValue);
  }

  public ScaleByYogi initialAccumulatorValue(double newInitialAccumulatorValue) {
    return new ScaleByYogi(b1, b2, eps, epsRoot, newInitialAccumulatorValue);
  }

  @Override
  public ScaleByAdamState init(Object params) {
    return new ScaleByAdamState(
        Counts.zero(),
        OptaxTree.fullLike(params, initialAccumulatorValue, null),
        OptaxTree.fullLike(params, initialAccumulatorValue, null));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ScaleByAdamState s = Need.state(ScaleByAdamState.class, state);
    Scalar rest = b2.oneMinus();
    Object mu = OptaxTree.updateMoment(updates, s.mu(), b1, 1);
    Object nu =
        Tree.map(
            (v, g) -> v.sub(rest.mul(v.sub(g.square()).sign().mul(g.square()))), s.nu(), updates);
    Array count = Counts.next(s.count());
    P out =
        Tree.map(
            (_, m, v) -> m.div(eps.add(epsRoot.add(v).sqrt())),
            updates,
            OptaxTree.biasCorrection(mu, b1, count),
            OptaxTree.biasCorrection(nu, b2, count));
    return new Update<>(out, new ScaleByAdamState(count, mu, nu));
  }
}

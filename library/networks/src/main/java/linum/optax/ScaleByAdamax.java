package linum.optax;

import linum.core.Array;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Like [ScaleByAdam], with the largest gradient instead of the mean square.
///
/// Source: Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2014, section 7.
///
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the largest gradient
/// @param eps added to the denominator, outside of the root
public record ScaleByAdamax(Scalar b1, Scalar b2, Scalar eps) implements GradientTransformation {
  ScaleByAdamax() {
    this(Scalar.of(0.9), Scalar.of(0.999), Scalar.of(1e-8));
  }

  public ScaleByAdamax b1(double newB1) {
    return new ScaleByAdamax(Scalar.of(newB1), b2, eps);
  }

  public ScaleByAdamax b2(double newB2) {
    return new ScaleByAdamax(b1, Scalar.of(newB2), eps);
  }

  public ScaleByAdamax eps(double newEps) {
    return new ScaleByAdamax(b1, b2, Scalar.of(newEps));
  }

  @Override
  public ScaleByAdamState init(Object params) {
    return ScaleByAdamState.zeros(params);
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ScaleByAdamState s = Need.state(ScaleByAdamState.class, state);
    Array count = Counts.next(s.count());
    Object mu = OptaxTree.updateMoment(updates, s.mu(), b1, 1);
    Object nu = OptaxTree.updateInfinityMoment(updates, s.nu(), b2, eps);
    P out = Tree.map((_, m, v) -> m.div(v), updates, OptaxTree.biasCorrection(mu, b1, count), nu);
    return new Update<>(out, new ScaleByAdamState(count, mu, nu));
  }
}

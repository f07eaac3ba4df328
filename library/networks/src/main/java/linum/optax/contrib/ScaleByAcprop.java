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
import linum.optax.ScaleByBeliefState;
import linum.optax.Update;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Gradients over the root of a mean square of what the momentum did not foresee, of the steps
/// before.
///
/// Source: Zhuang and others, "Momentum Centering and Asynchronous Update for Adaptive Gradient
/// Methods", 2021.
///
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of their squares
/// @param eps added to the denominator, outside of the root
/// @param epsRoot added under the root, which keeps it differentiable at zero
public record ScaleByAcprop(Scalar b1, Scalar b2, Scalar eps, Scalar epsRoot)
    implements GradientTransformation {
  ScaleByAcprop() {
    this(Scalar.of(0.9), Scalar.of(0.999), Scalar.of(1e-16), Scalar.of(1e-16));
  }

  public ScaleByAcprop b1(double newB1) {
    return new ScaleByAcprop(Scalar.of(newB1), b2, eps, epsRoot);
  }

  public ScaleByAcprop b2(double newB2) {
    return new ScaleByAcprop(b1, Scalar.of(newB2), eps, epsRoot);
  }

  public ScaleByAcprop eps(double newEps) {
    return new ScaleByAcprop(b1, b2, Scalar.of(newEps), epsRoot);
  }

  public ScaleByAcprop epsRoot(double newEpsRoot) {
    return new ScaleByAcprop(b1, b2, eps, Scalar.of(newEpsRoot));
  }

  @Override
  public ScaleByBeliefState init(Object params) {
    return new ScaleByBeliefState(
        Jnp.zeros(DType.INT32), OptaxTree.zerosLike(params), OptaxTree.zerosLike(params));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ScaleByBeliefState s = Need.state(ScaleByBeliefState.class, state);
    Object mu = OptaxTree.updateMoment(updates, s.mu(), b1, 1);
    P error = OptaxTree.sub(updates, s.mu());
    Object nu = Tree.map(v -> epsRoot.add(v), OptaxTree.updateMoment(error, s.nu(), b2, 2));
    Array count = Optax.safeIncrement(s.count());
    Array first = s.count().eq(0);
    Object before = OptaxTree.biasCorrection(s.nu(), b2, Jnp.where(first, count, s.count()));
    P out =
        Tree.map(
            (g, v) -> g.div(eps.add(Jnp.where(first, 1, v).astype(v.dtype()).sqrt())),
            updates,
            before);
    return new Update<>(out, new ScaleByBeliefState(count, mu, nu));
  }
}

package linum.optax;

import linum.core.Array;
import linum.numpy.Jnp;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Momentum of gradients and of their differences, over the root of a mean square.
///
/// Source: Xie and others, "Adan: Adaptive Nesterov Momentum Algorithm", 2022.
///
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of the differences of gradients
/// @param b3 decay of the mean of the squares
/// @param eps added to the denominator, outside of the root
/// @param epsRoot added under the root, which keeps it differentiable at zero
public record ScaleByAdan(Scalar b1, Scalar b2, Scalar b3, Scalar eps, Scalar epsRoot)
    implements GradientTransformation {
  ScaleByAdan() {
    this(Scalar.of(0.98), Scalar.of(0.92), Scalar.of(0.99), Scalar.of(1e-8), Scalar.of(0));
  }

  public ScaleByAdan b1(double newB1) {
    return new ScaleByAdan(Scalar.of(newB1), b2, b3, eps, epsRoot);
  }

  public ScaleByAdan b2(double newB2) {
    return new ScaleByAdan(b1, Scalar.of(newB2), b3, eps, epsRoot);
  }

  public ScaleByAdan b3(double newB3) {
    return new ScaleByAdan(b1, b2, Scalar.of(newB3), eps, epsRoot);
  }

  public ScaleByAdan eps(double newEps) {
    return new ScaleByAdan(b1, b2, b3, Scalar.of(newEps), epsRoot);
  }

  public ScaleByAdan epsRoot(double newEpsRoot) {
    return new ScaleByAdan(b1, b2, b3, eps, Scalar.of(newEpsRoot));
  }

  /// Its state.
  ///
  /// @param m the mean of the gradients
  /// @param v the mean of their differences
  /// @param n the mean of the squares
  /// @param g the gradient before
  /// @param t the number of steps
  public record ScaleByAdanState(Object m, Object v, Object n, Object g, Array t) {}

  @Override
  public ScaleByAdanState init(Object params) {
    return new ScaleByAdanState(
        OptaxTree.zerosLike(params),
        OptaxTree.zerosLike(params),
        OptaxTree.zerosLike(params),
        OptaxTree.zerosLike(params),
        Counts.zero());
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ScaleByAdanState s = Need.state(ScaleByAdanState.class, state);
    Scalar rest = b2.oneMinus();
    Array first = s.t().eq(0);
    P diff = Moments.map((g, old) -> Jnp.where(first, 0, g.sub(old)), updates, s.g());
    Object m = OptaxTree.updateMoment(updates, s.m(), b1, 1);
    Object v = OptaxTree.updateMoment(diff, s.v(), b2, 1);
    P ahead = Tree.map((g, d) -> g.add(rest.mul(d)), updates, diff);
    Object n = OptaxTree.updateMoment(ahead, s.n(), b3, 2);
    Array t = Counts.next(s.t());
    P moved =
        Tree.map(
            (_, mHat, vHat) -> mHat.add(rest.mul(vHat)),
            updates,
            OptaxTree.biasCorrection(m, b1, t),
            OptaxTree.biasCorrection(v, b2, t));
    P out =
        Tree.map(
            (u, nHat) -> u.div(eps.add(epsRoot.add(nHat).sqrt())),
            moved,
            OptaxTree.biasCorrection(n, b3, t));
    return new Update<>(out, new ScaleByAdanState(m, v, n, OptaxTree.castLike(updates, s.g()), t));
  }
}

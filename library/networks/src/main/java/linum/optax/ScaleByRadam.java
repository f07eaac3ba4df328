package linum.optax;

import linum.core.Array;
import linum.numpy.Jnp;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Like [ScaleByAdam], but without division as long as the mean square is not reliable.
///
/// Source: Liu and others, "On the Variance of the Adaptive Learning Rate and Beyond", 2020.
///
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of their squares
/// @param eps added to the denominator, outside of the root
/// @param epsRoot added under the root, which keeps it differentiable at zero
/// @param threshold how many squares the mean must stand for
/// @param nesterov whether to look one step ahead, as Nesterov's momentum does
public record ScaleByRadam(
    Scalar b1, Scalar b2, Scalar eps, Scalar epsRoot, double threshold, boolean nesterov)
    implements GradientTransformation {
  ScaleByRadam() {
    this(Scalar.of(0.9), Scalar.of(0.999), Scalar.of(1e-8), Scalar.of(0), 5, false);
  }

  public ScaleByRadam b1(double newB1) {
    return new ScaleByRadam(Scalar.of(newB1), b2, eps, epsRoot, threshold, nesterov);
  }

  public ScaleByRadam b2(double newB2) {
    return new ScaleByRadam(b1, Scalar.of(newB2), eps, epsRoot, threshold, nesterov);
  }

  public ScaleByRadam eps(double newEps) {
    return new ScaleByRadam(b1, b2, Scalar.of(newEps), epsRoot, threshold, nesterov);
  }

  public ScaleByRadam epsRoot(double newEpsRoot) {
    return new ScaleByRadam(b1, b2, eps, Scalar.of(newEpsRoot), threshold, nesterov);
  }

  public ScaleByRadam threshold(double newThreshold) {
    return new ScaleByRadam(b1, b2, eps, epsRoot, newThreshold, nesterov);
  }

  public ScaleByRadam nesterov(boolean newNesterov) {
    return new ScaleByRadam(b1, b2, eps, epsRoot, threshold, newNesterov);
  }

  @Override
  public ScaleByAdamState init(Object params) {
    return ScaleByAdamState.zeros(params);
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ScaleByAdamState s = Need.state(ScaleByAdamState.class, state);
    Object mu = OptaxTree.updateMoment(updates, s.mu(), b1, 1);
    Object nu = OptaxTree.updateMoment(updates, s.nu(), b2, 2);
    Array count = Counts.next(s.count());
    Scalar roInf = b2.oneMinus().reciprocal().times(2).plus(Scalar.of(-1));
    Array b2t = b2.pow(count);
    Array ro = roInf.add(count.mul(-2).mul(b2t).div(Jnp.subtract(1, b2t)));
    Array r = rectification(ro, roInf);
    Object muHat =
        nesterov
            ? Moments.nesterov(updates, mu, b1, count)
            : OptaxTree.biasCorrection(mu, b1, count);
    P out =
        Tree.map(
            (_, m, v) ->
                Jnp.where(
                    ro.ge(threshold),
                    r.astype(m.dtype()).mul(m).div(eps.add(epsRoot.add(v).sqrt())),
                    m),
            updates,
            muHat,
            OptaxTree.biasCorrection(nu, b2, count));
    return new Update<>(out, new ScaleByAdamState(count, mu, nu));
  }

  // r of the paper: the root of the ratio of two variances.
  private static Array rectification(Array ro, Scalar roInf) {
    Scalar below = roInf.plus(Scalar.of(-4)).times(roInf.plus(Scalar.of(-2)));
    Scalar factor = roInf.times(below.reciprocal());
    return factor.mul(ro.sub(4).mul(ro.sub(2)).div(ro)).sqrt();
  }
}

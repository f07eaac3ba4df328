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
import linum.optax.ScaleByAdamState;
import linum.optax.Schedule;
import linum.optax.Update;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Adam whose gradient is divided by the mean of the squares of the gradients before it, so that
/// any `b2` converges.
///
/// Source: Taniguchi and others, "ADOPT: Modified Adam Can Converge with Any β2 with the Optimal
/// Rate", 2024.
///
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of their squares
/// @param eps the least denominator
/// @param muDtype type of the first moment; null for the types of the parameters
/// @param nesterov whether to look one step ahead, as Nesterov's momentum does
/// @param useClipping whether updates are clipped
/// @param clipValueFn how large an element may be
public record ScaleByAdopt(
    Scalar b1,
    Scalar b2,
    double eps,
    @Nullable DType muDtype,
    boolean nesterov,
    boolean useClipping,
    Schedule clipValueFn)
    implements GradientTransformation {
  ScaleByAdopt() {
    this(
        Scalar.of(0.9),
        Scalar.of(0.9999),
        1e-6,
        null,
        false,
        true,
        count -> count.astype(DType.FLOAT32).pow(0.25));
  }

  public ScaleByAdopt b1(double newB1) {
    return new ScaleByAdopt(Scalar.of(newB1), b2, eps, muDtype, nesterov, useClipping, clipValueFn);
  }

  public ScaleByAdopt b2(double newB2) {
    return new ScaleByAdopt(b1, Scalar.of(newB2), eps, muDtype, nesterov, useClipping, clipValueFn);
  }

  public ScaleByAdopt eps(double newEps) {
    return new ScaleByAdopt(b1, b2, newEps, muDtype, nesterov, useClipping, clipValueFn);
  }

  public ScaleByAdopt muDtype(DType newMuDtype) {
    return new ScaleByAdopt(b1, b2, eps, newMuDtype, nesterov, useClipping, clipValueFn);
  }

  public ScaleByAdopt nesterov(boolean newNesterov) {
    return new ScaleByAdopt(b1, b2, eps, muDtype, newNesterov, useClipping, clipValueFn);
  }

  public ScaleByAdopt useClipping(boolean newUseClipping) {
    return new ScaleByAdopt(b1, b2, eps, muDtype, nesterov, newUseClipping, clipValueFn);
  }

  public ScaleByAdopt clipValueFn(Schedule newClipValueFn) {
    return new ScaleByAdopt(b1, b2, eps, muDtype, nesterov, useClipping, newClipValueFn);
  }

  @Override
  public ScaleByAdamState init(Object params) {
    return new ScaleByAdamState(
        Jnp.zeros(DType.INT32), OptaxTree.zerosLike(params, muDtype), OptaxTree.zerosLike(params));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ScaleByAdamState s = Need.state(ScaleByAdamState.class, state);
    Array later = s.count().gt(0);
    Scalar d2 = Scalar.of(Jnp.where(later, b2.toArray(), 0));
    Scalar d1 = Scalar.of(Jnp.where(later, b1.toArray(), 1));
    Object nu = OptaxTree.updateMoment(updates, s.nu(), d2, 2);
    Array limit = clipValueFn.apply(s.count());
    P scaled =
        Tree.map(
            (g, v) -> {
              Array u = g.div(v.sqrt().maximum(eps));
              Array most = limit.astype(u.dtype());
              return useClipping ? u.clip(most.neg(), most) : u;
            },
            updates,
            s.nu());
    Object mu = OptaxTree.updateMoment(scaled, s.mu(), d1, 1);
    Object ahead = nesterov ? OptaxTree.updateMoment(scaled, mu, d1, 1) : mu;
    P out = Tree.map((_, x) -> x, updates, ahead);
    return new Update<>(
        out,
        new ScaleByAdamState(
            Optax.safeIncrement(s.count()),
            OptaxTree.castLike(mu, s.mu()),
            OptaxTree.castLike(nu, s.nu())));
  }
}

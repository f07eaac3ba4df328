package linum.optax;

import linum.core.Array;
import linum.ir.DType;
import linum.numpy.Jnp;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Gradients over a mean of their norms, one for every array, with momentum.
///
/// Source: Ginsburg and others, "Stochastic Gradient Methods with Layer-wise Adaptive Moments",
/// 2019.
///
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of the squared norms
/// @param eps added to the denominator, outside of the root
/// @param epsRoot added under the root, which keeps it differentiable at zero
/// @param weightDecay strength of the decay of the weights
/// @param muDtype type of the first moment; null for the types of the parameters
public record ScaleByNovograd(
    Scalar b1, Scalar b2, Scalar eps, Scalar epsRoot, Scalar weightDecay, @Nullable DType muDtype)
    implements GradientTransformation {
  ScaleByNovograd() {
    this(Scalar.of(0.9), Scalar.of(0.25), Scalar.of(1e-8), Scalar.of(0), Scalar.of(0), null);
  }

  public ScaleByNovograd b1(double newB1) {
    return new ScaleByNovograd(Scalar.of(newB1), b2, eps, epsRoot, weightDecay, muDtype);
  }

  public ScaleByNovograd b2(double newB2) {
    return new ScaleByNovograd(b1, Scalar.of(newB2), eps, epsRoot, weightDecay, muDtype);
  }

  public ScaleByNovograd eps(double newEps) {
    return new ScaleByNovograd(b1, b2, Scalar.of(newEps), epsRoot, weightDecay, muDtype);
  }

  public ScaleByNovograd epsRoot(double newEpsRoot) {
    return new ScaleByNovograd(b1, b2, eps, Scalar.of(newEpsRoot), weightDecay, muDtype);
  }

  public ScaleByNovograd weightDecay(double newWeightDecay) {
    return new ScaleByNovograd(b1, b2, eps, epsRoot, Scalar.of(newWeightDecay), muDtype);
  }

  public ScaleByNovograd muDtype(DType newMuDtype) {
    return new ScaleByNovograd(b1, b2, eps, epsRoot, weightDecay, newMuDtype);
  }

  /// Its state.
  ///
  /// @param count the number of steps
  /// @param mu the momentum
  /// @param nu a mean of squared norms for every array
  public record ScaleByNovogradState(Array count, Object mu, Object nu) {}

  @Override
  public ScaleByNovogradState init(Object params) {
    return new ScaleByNovogradState(
        Counts.zero(),
        OptaxTree.zerosLike(params, muDtype),
        Tree.map(p -> Jnp.zeros(p.dtype()), params));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ScaleByNovogradState s = Need.state(ScaleByNovogradState.class, state);
    P at = Need.params("scaleByNovograd", params);
    Moments.checkFit(updates, s.mu());
    Array first = s.count().eq(0);
    Scalar rest = b2.oneMinus();
    Object nu =
        Tree.map(
            (v, g) -> {
              Array norm = g.square().sum().astype(v.dtype());
              return Jnp.where(first, norm, rest.mul(norm).add(b2.mul(v)));
            },
            s.nu(),
            updates);
    P scaled =
        Tree.map(
            (g, p, v) -> g.div(eps.add(epsRoot.add(v).sqrt())).add(weightDecay.mul(p)),
            updates,
            at,
            nu);
    P out = Tree.map((u, m) -> Jnp.where(first, u, b1.mul(m).add(u)), scaled, s.mu());
    Object mu = muDtype == null ? OptaxTree.castLike(out, s.mu()) : OptaxTree.cast(out, muDtype);
    return new Update<>(out, new ScaleByNovogradState(Counts.next(s.count()), mu, nu));
  }
}

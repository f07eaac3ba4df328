package linum.optax.contrib;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.numpy.Jnp;
import linum.optax.ExtraArgs;
import linum.optax.GradientTransformation;
import linum.optax.Need;
import linum.optax.Optax;
import linum.optax.OptaxTree;
import linum.optax.Update;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// An optimizer whose learning rate is found while it runs.
///
/// Source: Cutkosky, Defazio, Mehta, "Mechanic: A Learning Rate Tuner", 2023.
///
/// @param baseOptimizer the optimizer
/// @param weightDecay strength of the decay of the weights
/// @param eps added to denominators
/// @param sInit the first scale
/// @param numBetas how many scales are added
public record Mechanize(
    GradientTransformation baseOptimizer,
    double weightDecay,
    double eps,
    double sInit,
    int numBetas)
    implements GradientTransformation {
  Mechanize(GradientTransformation baseOptimizer) {
    this(baseOptimizer, 0.01, 1e-8, 1e-6, 6);
  }

  public Mechanize weightDecay(double newWeightDecay) {
    return new Mechanize(baseOptimizer, newWeightDecay, eps, sInit, numBetas);
  }

  public Mechanize eps(double newEps) {
    return new Mechanize(baseOptimizer, weightDecay, newEps, sInit, numBetas);
  }

  public Mechanize sInit(double newSInit) {
    return new Mechanize(baseOptimizer, weightDecay, eps, newSInit, numBetas);
  }

  public Mechanize numBetas(int newNumBetas) {
    return new Mechanize(baseOptimizer, weightDecay, eps, sInit, newNumBetas);
  }

  /// Its state.
  ///
  /// @param baseOptimizerState the state of the optimizer
  /// @param count the number of steps
  /// @param r what was won, for every scale
  /// @param m the largest product
  /// @param v the sum of the squares of the products
  /// @param s the scales
  /// @param x0 the parameters at the beginning
  public record MechanicState(
      Object baseOptimizerState, Array count, Array r, Array m, Array v, Array s, Object x0) {}

  @Override
  public MechanicState init(Object params) {
    DType dtype = OptaxTree.lowestDtype(params);
    Array zeros = Jnp.zeros(dtype, numBetas);
    return new MechanicState(
        baseOptimizer.init(params),
        Jnp.zeros(DType.INT32),
        zeros,
        zeros,
        zeros,
        Jnp.full(Dims.of(numBetas), sInit, dtype),
        params);
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    MechanicState s = Need.state(MechanicState.class, state);
    P at = Need.params("mechanize", params);
    Update<P> base = baseOptimizer.update(updates, s.baseOptimizerState(), params, extraArgs);
    Array scale = s.s().sum();
    Array decay =
        scale.mul(weightDecay).mul(OptaxTree.norm(updates)).div(OptaxTree.norm(at).add(eps));
    P decayed = Tree.map((g, p) -> g.add(decay.mul(p).astype(g.dtype())), updates, at);
    P way = Tree.map((p, p0) -> p0.sub(p).div(scale.add(eps).astype(p.dtype())), at, s.x0());
    P next = OptaxTree.sub(way, base.updates());
    Array h = OptaxTree.vdot(decayed, way).astype(s.m().dtype());
    Array clipped = h.clip(s.m().neg(), s.m());
    Array betas = betas(s.s().dtype());
    Array m = betas.mul(s.m()).maximum(h.abs().add(eps));
    Array v = betas.square().mul(s.v()).add(h.square());
    Array r = betas.mul(s.r()).add(clipped.mul(s.s()));
    Array wealth = m.mul(sInit / numBetas).add(r.maximum(0));
    Array scales = wealth.div(v.sqrt().add(eps));
    Array sum = scales.sum();
    P out =
        Tree.map(
            (p0, p, d) -> p0.sub(sum.astype(p.dtype()).mul(d)).sub(p),
            Tree.map((_, p0) -> p0, at, s.x0()),
            at,
            next);
    return new Update<>(
        out,
        new MechanicState(base.state(), Optax.safeIncrement(s.count()), r, m, v, scales, s.x0()));
  }

  private Array betas(DType dtype) {
    double[] betas = new double[numBetas];
    for (int i = 0; i < numBetas; i++) {
      betas[i] = 1 - Math.pow(0.1, i + 1);
    }
    return Jnp.array(betas, dtype);
  }
}

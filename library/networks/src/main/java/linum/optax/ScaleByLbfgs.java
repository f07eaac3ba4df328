package linum.optax;

import linum.Linum;
import linum.core.Array;
import linum.ir.Dims;
import linum.lax.Lax;
import linum.numpy.Jnp;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// The gradient times an estimate of the inverse of the Hessian, made of the last steps.
///
/// Source: Nocedal and Wright, "Numerical Optimization", algorithm 7.4.
///
/// @param memorySize how many steps are remembered
/// @param scaleInitPrecond whether the estimate starts with the scale of the last step, or with one
public record ScaleByLbfgs(int memorySize, boolean scaleInitPrecond)
    implements GradientTransformation {
  public ScaleByLbfgs {
    if (memorySize < 1) {
      throw new IllegalArgumentException(
          "scaleByLbfgs: the memory size must be at least 1, but is " + memorySize);
    }
  }

  ScaleByLbfgs() {
    this(10, true);
  }

  public ScaleByLbfgs memorySize(int newMemorySize) {
    return new ScaleByLbfgs(newMemorySize, scaleInitPrecond);
  }

  public ScaleByLbfgs scaleInitPrecond(boolean newScaleInitPrecond) {
    return new ScaleByLbfgs(memorySize, newScaleInitPrecond);
  }

  /// Its state.
  ///
  /// @param count the number of steps
  /// @param params the parameters before
  /// @param updates the gradients before
  /// @param diffParamsMemory the last differences of parameters, stacked
  /// @param diffUpdatesMemory the last differences of gradients, stacked
  /// @param weightsMemory one over their products
  public record ScaleByLBFGSState(
      Array count,
      Object params,
      Object updates,
      Object diffParamsMemory,
      Object diffUpdatesMemory,
      Array weightsMemory) {}

  @Override
  public ScaleByLBFGSState init(Object params) {
    Object stacked =
        Tree.map(p -> Jnp.zeros(Dims.of(memorySize).concat(p.shape()), p.dtype()), params);
    return new ScaleByLBFGSState(
        Counts.zero(),
        OptaxTree.zerosLike(params),
        OptaxTree.zerosLike(params),
        stacked,
        stacked,
        Jnp.zeros(OptaxTree.highestDtype(params), memorySize));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ScaleByLBFGSState s = Need.state(ScaleByLBFGSState.class, state);
    P at = Need.params("scaleByLbfgs", params);
    Moments.checkFit(updates, s.updates());
    Array started = s.count().gt(0);
    Object moved = difference(at, s.params(), started);
    Object turned = difference(updates, s.updates(), started);
    Array product = OptaxTree.vdot(turned, moved);
    Array weight = Jnp.where(product.eq(0), 0, Jnp.divide(1, product));
    Array slot = s.count().add(memorySize - 1).rem(memorySize);
    Object moves = stored(s.diffParamsMemory(), moved, slot);
    Object turns = stored(s.diffUpdatesMemory(), turned, slot);
    Array weights =
        Lax.dynamicUpdateIndexInDim(
            s.weightsMemory(), weight.astype(s.weightsMemory().dtype()), slot, 0);
    Array scale = scaleInitPrecond ? scale(product, turned, updates, started) : Jnp.ones();
    P out = new LbfgsMemory(moves, turns, weights).apply(updates, scale, s.count().rem(memorySize));
    return new Update<>(
        out,
        new ScaleByLBFGSState(
            Counts.next(s.count()),
            OptaxTree.castLike(at, s.params()),
            OptaxTree.castLike(updates, s.updates()),
            moves,
            turns,
            weights));
  }

  private static Object difference(Object now, Object before, Array started) {
    return Tree.map((a, b) -> Jnp.where(started, a.sub(b), 0).astype(b.dtype()), now, before);
  }

  private static Object stored(Object memory, Object tree, Array slot) {
    return Tree.map((m, x) -> Lax.dynamicUpdateIndexInDim(m, x, slot, 0), memory, tree);
  }

  // The size of the Hessian along the last step; before the first one a step no longer than one.
  private static Array scale(Array product, Object turned, Object updates, Array started) {
    Array squares = OptaxTree.squaredNorm(turned);
    Array later = Jnp.where(squares.gt(0), product.div(squares), 1);
    Array norm = OptaxTree.norm(Linum.stopGradient(updates));
    return Jnp.where(started, later, Jnp.minimum(1, Jnp.divide(1, norm)));
  }
}

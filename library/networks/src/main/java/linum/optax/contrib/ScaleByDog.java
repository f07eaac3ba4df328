package linum.optax.contrib;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.numpy.Jnp;
import linum.optax.ExtraArgs;
import linum.optax.GradientTransformation;
import linum.optax.Need;
import linum.optax.OptaxTree;
import linum.optax.Update;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Updates times the distance come over the root of the sum of squared norms.
///
/// Source: Ivgi, Hinder, Carmon, "DoG is SGD's Best Friend", 2023.
///
/// @param initStep the first step
/// @param eps added under the root
public record ScaleByDog(InitStep initStep, double eps) implements GradientTransformation {
  ScaleByDog() {
    this(new InitStep.Heuristic(1e-6), 1e-8);
  }

  public ScaleByDog initStep(InitStep newInitStep) {
    return new ScaleByDog(newInitStep, eps);
  }

  public ScaleByDog eps(double newEps) {
    return new ScaleByDog(initStep, newEps);
  }

  /// Its state.
  ///
  /// @param isInitStep whether there was no step yet
  /// @param initParams the parameters at the beginning
  /// @param maxDist the largest distance
  /// @param sumSqNormGrads the sum of the squared norms
  public record DoGState(
      Array isInitStep, Object initParams, Array maxDist, Array sumSqNormGrads) {}

  @Override
  public DoGState init(Object params) {
    DType dtype = OptaxTree.lowestDtype(params);
    Array distance =
        switch (initStep) {
          case InitStep.Distance(double value) -> Jnp.full(Dims.NONE, value, dtype);
          case InitStep.Heuristic(double value) -> OptaxTree.norm(params).add(1).mul(value);
          case InitStep.LearningRate _ -> Jnp.zeros(dtype);
        };
    return new DoGState(Jnp.array(true), params, distance.astype(dtype), Jnp.zeros(dtype));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    DoGState s = Need.state(DoGState.class, state);
    P at = Need.params("scaleByDog", params);
    DType dtype = s.maxDist().dtype();
    Array distance = OptaxTree.norm(OptaxTree.sub(at, s.initParams()));
    Array maxDist = s.maxDist().maximum(distance).astype(dtype);
    Array sum = s.sumSqNormGrads().add(OptaxTree.squaredNorm(updates)).astype(dtype);
    Array later = maxDist.div(sum.add(eps).sqrt());
    Array rate =
        initStep instanceof InitStep.LearningRate(double value)
            ? Jnp.where(s.isInitStep(), value, later)
            : later;
    P out = Tree.map(u -> u.mul(rate.astype(u.dtype())), updates);
    return new Update<>(out, new DoGState(Jnp.array(false), s.initParams(), maxDist, sum));
  }
}

package linum.optax;

import linum.core.Array;
import linum.ir.DType;
import linum.numpy.Jnp;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Every array times the distance it has come over the root of the sum of the squared norms of its
/// gradients.
///
/// Source: Ivgi, Hinder, Carmon, "DoG is SGD's Best Friend", 2023.
///
/// @param repsRel the first distance, relative to the norm of the parameter
/// @param eps added under the root
/// @param paramDtype type of the copy of the first parameters
/// @param globalScale multiplies all
public record ScaleByDistanceOverGradients(
    Scalar repsRel, Scalar eps, DType paramDtype, Scalar globalScale)
    implements GradientTransformation {
  ScaleByDistanceOverGradients() {
    this(Scalar.of(1e-6), Scalar.of(1e-8), DType.FLOAT32, Scalar.of(1));
  }

  public ScaleByDistanceOverGradients repsRel(double newRepsRel) {
    return new ScaleByDistanceOverGradients(Scalar.of(newRepsRel), eps, paramDtype, globalScale);
  }

  public ScaleByDistanceOverGradients eps(double newEps) {
    return new ScaleByDistanceOverGradients(repsRel, Scalar.of(newEps), paramDtype, globalScale);
  }

  public ScaleByDistanceOverGradients paramDtype(DType newParamDtype) {
    return new ScaleByDistanceOverGradients(repsRel, eps, newParamDtype, globalScale);
  }

  public ScaleByDistanceOverGradients globalScale(double newGlobalScale) {
    return new ScaleByDistanceOverGradients(repsRel, eps, paramDtype, Scalar.of(newGlobalScale));
  }

  /// Its state.
  ///
  /// @param maxDist the largest distance of every array
  /// @param gradSumOfSquares the sum of the squared norms
  /// @param initParams the parameters at the beginning
  public record ScaleByDistanceOverGradientsState(
      Object maxDist, Object gradSumOfSquares, Object initParams) {}

  @Override
  public ScaleByDistanceOverGradientsState init(Object params) {
    return new ScaleByDistanceOverGradientsState(
        Tree.map(p -> repsRel.mul(norm(p).add(1)), params),
        Tree.map(_ -> Jnp.zeros(1), params),
        OptaxTree.cast(params, paramDtype));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ScaleByDistanceOverGradientsState s =
        Need.state(ScaleByDistanceOverGradientsState.class, state);
    P at = Need.params("scaleByDistanceOverGradients", params);
    Object maxDist =
        Tree.map(
            (d, p, p0) -> d.maximum(norm(p.sub(p0)).astype(d.dtype())),
            s.maxDist(),
            at,
            s.initParams());
    Object sum = Tree.map((t, g) -> t.add(g.square().sum()), s.gradSumOfSquares(), updates);
    P out =
        Tree.map(
            (g, d, t) -> g.mul(globalScale.mul(d.div(eps.add(t).sqrt())).astype(g.dtype())),
            updates,
            maxDist,
            sum);
    return new Update<>(out, new ScaleByDistanceOverGradientsState(maxDist, sum, s.initParams()));
  }

  private static Array norm(Array x) {
    return x.square().sum().sqrt();
  }
}

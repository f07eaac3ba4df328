package linum.optax;

import java.util.function.Function;
import linum.Fn3;
import linum.Linum;
import linum.core.Array;
import linum.numpy.Jnp;

/// Second derivatives of losses, in parts that fit into memory.
///
/// A loss is a function of the parameters, inputs and targets.
///
/// In JAX: `optax.second_order`.
public final class SecondOrder {
  private SecondOrder() {}

  /// The Hessian times a vector.
  ///
  /// @param v a vector with an element for every element of the parameters, in order
  /// @return a tree like the parameters
  public static <P, X, Y> P hvp(Fn3<P, X, Y, Array> loss, Array v, P params, X inputs, Y targets) {
    Function<P, P> gradient = Linum.grad((Function<P, Array>) p -> loss.apply(p, inputs, targets));
    return Linum.jvp(gradient, params, Ravel.like(params, v)).tangent();
  }

  /// The diagonal of the Hessian, a vector.
  public static <P, X, Y> Array hessianDiag(
      Fn3<P, X, Y, Array> loss, P params, X inputs, Y targets) {
    Array unit = Jnp.eye(Math.toIntExact(OptaxTree.size(params)));
    return Linum.vmap((Array v) -> Jnp.vdot(v, Ravel.vector(hvp(loss, v, params, inputs, targets))))
        .apply(unit);
  }

  /// The diagonal of the Fisher information of one observation, a vector: squares of the gradient.
  public static <P, X, Y> Array fisherDiag(
      Fn3<P, X, Y, Array> negativeLogLikelihood, P params, X inputs, Y targets) {
    P gradient =
        Linum.grad(
            params, (Function<P, Array>) p -> negativeLogLikelihood.apply(p, inputs, targets));
    return Ravel.vector(gradient).square();
  }
}

package linum.optax.contrib;

import java.util.function.Function;
import linum.Linum;
import linum.core.Array;
import linum.optax.ExtraArgs;
import linum.optax.GradientTransformation;
import linum.optax.Need;
import linum.optax.OptaxTree;
import linum.optax.Update;
import linum.random.PrngKey;
import linum.random.Random;
import org.jspecify.annotations.Nullable;

/// An estimate of the diagonal of the Hessian in place of the updates: a product with random signs.
///
/// It needs the loss as a function: `extraArgs().valueFn(loss)`. In JAX: the argument `obj_fn`.
///
/// @param key where the signs start
public record HutchinsonEstimatorDiagHessian(PrngKey key) implements GradientTransformation {
  HutchinsonEstimatorDiagHessian() {
    this(PrngKey.key(0));
  }

  public HutchinsonEstimatorDiagHessian key(PrngKey newKey) {
    return new HutchinsonEstimatorDiagHessian(newKey);
  }

  /// Its state.
  ///
  /// @param key the key for the next step
  public record HutchinsonState(PrngKey key) {}

  @Override
  public HutchinsonState init(Object params) {
    return new HutchinsonState(key);
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    HutchinsonState s = Need.state(HutchinsonState.class, state);
    P at = Need.params("hutchinsonEstimatorDiagHessian", params);
    Function<P, Array> loss = extraArgs.needValueFn("hutchinsonEstimatorDiagHessian");
    PrngKey keys = s.key().split();
    P signs = OptaxTree.randomLike(keys.get(1), at, Random::rademacher);
    Function<P, P> gradient = Linum.grad(loss);
    P product = Linum.jvp(gradient, at, signs).tangent();
    return new Update<>(OptaxTree.mul(product, signs), new HutchinsonState(keys.get(0)));
  }
}

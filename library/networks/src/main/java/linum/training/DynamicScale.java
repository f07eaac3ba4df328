package linum.training;

import java.util.List;
import java.util.function.Function;
import linum.Linum;
import linum.ValueAndGrad;
import linum.ValueAuxGrad;
import linum.WithAux;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.ir.Aval;
import linum.ir.DType;
import linum.lax.Lax;
import linum.numpy.Jnp;
import linum.tree.Records;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Scales a loss so that its gradients in `float16` become neither zero nor infinite.
///
/// The scale grows as long as gradients are finite, and falls when one is not:
///
/// ```java
/// var step = jit((DynamicScale scale, Array p) -> {
///   var r = scale.valueAndGrad(p, q -> loss(q.astype(FLOAT16)));
///   return new Step(r.dynamicScale(), where(r.finite(), p.sub(r.grad().mul(0.01)), p));
/// });
/// ```
///
/// In JAX: `flax.training.dynamic_scale.DynamicScale`. There, the first scale takes the type of the
/// loss, so that the first loss in `float16` is not a number; here it is the loss.
///
/// @param growthFactor what the scale is multiplied by (2)
/// @param backoffFactor what it is multiplied by after a gradient that is not finite (0.5)
/// @param growthInterval after how many finite gradients the scale grows (2000)
/// @param finSteps how many gradients in a row were finite, `int32[]`
/// @param scale what losses are multiplied by, `float32[]` (65536)
/// @param minimumScale the least scale (the smallest normal `float32`); none if `null`
/// @param axisName over which gradients are averaged; none if `null`
public record DynamicScale(
    double growthFactor,
    double backoffFactor,
    int growthInterval,
    Array finSteps,
    Array scale,
    @Nullable Double minimumScale,
    @Nullable String axisName) {

  public DynamicScale() {
    this(
        2,
        0.5,
        2000,
        ConcreteArray.of(Aval.of(DType.INT32), 0),
        ConcreteArray.of(Aval.of(DType.FLOAT32), 65536.0),
        (double) Float.MIN_NORMAL,
        null);
  }

  /// This with another `growthFactor`.
  public DynamicScale growthFactor(double value) {
    return with("growthFactor", value);
  }

  /// This with another `backoffFactor`.
  public DynamicScale backoffFactor(double value) {
    return with("backoffFactor", value);
  }

  /// This with another `growthInterval`.
  public DynamicScale growthInterval(int value) {
    return with("growthInterval", value);
  }

  /// This with another scale.
  public DynamicScale scale(double value) {
    return with("scale", ConcreteArray.of(Aval.of(DType.FLOAT32), value));
  }

  /// This with another `minimumScale`; `null` for none.
  public DynamicScale minimumScale(@Nullable Double value) {
    return with("minimumScale", value);
  }

  /// This with another `axisName`, as `vmap` has it.
  public DynamicScale axisName(String value) {
    return with("axisName", value);
  }

  private DynamicScale with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  /// The value and the gradient of a loss at a point, and the scale for the next step.
  public <A> DynamicScaleResult<@Nullable Void, A> valueAndGrad(A at, Function<A, Array> loss) {
    ValueAndGrad<A> r = Linum.valueAndGrad(at, a -> scaled(loss.apply(a)));
    return result(r.value(), null, r.grad());
  }

  /// As [#valueAndGrad], for a function that returns something beside the loss. In JAX:
  /// `has_aux=True`.
  public <A, X> DynamicScaleResult<X, A> valueAndGradAux(A at, Function<A, WithAux<X>> loss) {
    ValueAuxGrad<X, A> r =
        Linum.valueAndGradAux(
            at,
            a -> {
              WithAux<X> out = loss.apply(a);
              return new WithAux<>(scaled(out.value()), out.aux());
            });
    return result(r.value(), r.aux(), r.grad());
  }

  private Array scaled(Array loss) {
    return loss.mul(scale);
  }

  private <X extends @Nullable Object, A> DynamicScaleResult<X, A> result(
      Array value, X aux, A scaledGrad) {
    A grad = Tree.map(this::unscaled, scaledGrad);
    Array finite = isFinite(grad);
    return new DynamicScaleResult<>(next(finite), finite, value.div(scale), aux, grad);
  }

  private Array unscaled(Array grad) {
    Array g = grad.astype(DType.FLOAT32).div(scale);
    return axisName == null ? g : Lax.pmean(g, axisName);
  }

  private static Array isFinite(Object grad) {
    List<Array> each = Tree.leaves(grad).stream().map(g -> Jnp.isfinite(g).all()).toList();
    return each.stream().reduce(Array::and).orElseGet(() -> Jnp.array(true));
  }

  private DynamicScale next(Array finite) {
    Array grow = finSteps.eq(growthInterval);
    Array larger = Jnp.minimum(scale.mul(growthFactor), Float.MAX_VALUE);
    Array smaller = scale.mul(backoffFactor);
    if (minimumScale != null) {
      smaller = Jnp.maximum(smaller, minimumScale);
    }
    Array newScale = Jnp.where(finite, Jnp.where(grow, larger, scale), smaller);
    Array newSteps = Jnp.where(grow.or(finite.not()), 0, finSteps.add(1));
    return new DynamicScale(
        growthFactor, backoffFactor, growthInterval, newSteps, newScale, minimumScale, axisName);
  }
}

package linum.optax;

import static linum.optax.Optax.*;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import linum.Linum;
import linum.core.Array;
import linum.ir.DType;
import linum.numpy.Jnp;
import linum.random.PrngKey;
import org.junit.jupiter.api.Test;

/// Single transformations against their formulas.
class TransformationsTest {
  private static final Array G = Jnp.array(3.0, -4);

  private static Array once(GradientTransformation tx, Array grads, Array params) {
    return tx.update(grads, tx.init(params), params).updates();
  }

  private static Array twice(GradientTransformation tx, Array first, Array second) {
    Update<Array> u = tx.update(first, tx.init(first), first);
    return tx.update(second, u.state(), first).updates();
  }

  @Test
  void clipping() {
    assertClose(Jnp.array(2.0, -2), once(clip(2), G, G), 0, 0);
    assertClose(Jnp.array(0.6, -0.8), once(clipByGlobalNorm(1), G, G), 1e-6, 0);
    assertClose(G, once(clipByGlobalNorm(6), G, G), 0, 0);
    assertClose(G.div(Math.sqrt(12.5)), once(clipByBlockRms(1), G, G), 1e-6, 0);
    Array w = Jnp.array(3.0, 0, 4, 0).reshape(2, 2);
    Array g = Jnp.array(6.0, 1, 8, 1).reshape(2, 2);
    Array expected = Jnp.array(0.3, 1e-4 / Math.sqrt(2), 0.4, 1e-4 / Math.sqrt(2)).reshape(2, 2);
    assertClose(expected, once(adaptiveGradClip(0.1), g, w), 1e-5, 0);
    assertClose(Jnp.full(new int[] {2, 2}, 5.0).mul(Jnp.array(1.0, 0)), unitwiseNorm(w), 1e-6, 0);
  }

  @Test
  void clippingOfSingleExamples() {
    Array a = Jnp.array(3.0, 4, 0.3, 0.4).reshape(2, 2);
    Clipped<Array> clipped = perExampleGlobalNormClip(a, 1);
    assertClose(Jnp.array(0.9, 1.2), clipped.sum(), 1e-6, 0);
    assertThat(clipped.numClipped().itemLong()).isEqualTo(1);
    ClippedLayers<List<Array>> layers = perExampleLayerNormClip(List.of(a, a), Math.sqrt(2), true);
    assertClose(Jnp.array(0.9, 1.2), layers.sum().get(0), 1e-6, 0);
    assertThat(layers.numClipped().get(1).itemLong()).isEqualTo(1);
    ClippedLayers<List<Array>> bySize =
        perExampleLayerNormClip(List.of(a, Jnp.zeros(2, 6)), 2, false);
    assertClose(Jnp.array(0.9, 1.2), bySize.sum().get(0), 1e-6, 0);
  }

  @Test
  void sumsAndMeans() {
    assertClose(Jnp.array(1.5), twice(trace(0.5), Jnp.array(1.0), Jnp.array(1.0)), 0, 0);
    assertClose(
        Jnp.array(1.75), twice(trace(0.5).nesterov(true), Jnp.array(1.0), Jnp.array(1.0)), 0, 0);
    assertClose(
        Jnp.array(3.0), twice(ema(0.5).debias(true), Jnp.array(3.0), Jnp.array(3.0)), 1e-6, 0);
    assertClose(
        Jnp.array(2.25), twice(ema(0.5).debias(false), Jnp.array(3.0), Jnp.array(3.0)), 0, 0);
    assertClose(Jnp.array(0.0), once(applyEvery(2), Jnp.array(1.0), Jnp.array(0.0)), 0, 0);
    assertClose(Jnp.array(3.0), twice(applyEvery(2), Jnp.array(1.0), Jnp.array(2.0)), 0, 0);
  }

  @Test
  void normsAndMeansOfArrays() {
    assertClose(G.div(5 + 1e-6), once(normalizeByUpdateNorm(), G, G), 1e-6, 0);
    assertClose(G.mul(5), once(scaleByParamBlockNorm(), G, G), 1e-6, 0);
    assertClose(G.mul(1e-3), once(scaleByParamBlockRms(), G, Jnp.zeros(2)), 1e-6, 0);
    assertClose(G.mul(2), once(scaleByTrustRatio(), G, G.mul(2)), 1e-6, 0);
    assertClose(G, once(scaleByTrustRatio(), G, Jnp.zeros(2)), 1e-6, 0);
    Array m = Jnp.array(1.0, 3, 5, 7).reshape(2, 2);
    assertClose(Jnp.array(-1.0, 1, -1, 1).reshape(2, 2), once(centralize(), m, m), 0, 0);
    assertClose(G, once(centralize(), G, G), 0, 0);
  }

  @Test
  void constraints() {
    assertClose(
        Jnp.array(-1.0, 2), once(keepParamsNonnegative(), Jnp.array(-3.0, 2), Jnp.ones(2)), 0, 0);
    assertClose(Jnp.array(0.0, 2), once(zeroNans(), Jnp.array(Double.NaN, 2), Jnp.ones(2)), 0, 0);
  }

  @Test
  void noiseHasTheVarianceThatIsAskedFor() {
    Array zeros = Jnp.zeros(10_000);
    GradientTransformation tx = addNoise(4, 1, PrngKey.key(3));
    Update<Array> first = tx.update(zeros, tx.init(zeros));
    Update<Array> second = tx.update(zeros, first.state());
    assertThat(first.updates().std().item()).isCloseTo(2, within(0.05));
    assertThat(second.updates().std().item()).isCloseTo(Math.sqrt(2), within(0.05));
    assertThat(first.updates().mul(second.updates()).mean().item()).isCloseTo(0, within(0.1));
  }

  @Test
  void largeMatricesAreKeptByRowAndColumn() {
    Array g = PrngKey.key(0).normal(130, 140);
    ScaleByFactoredRms tx = scaleByFactoredRms();
    ScaleByFactoredRms.FactoredState s = tx.init(g);
    assertThat(((Array) s.vRow()).shape(0)).isEqualTo(130);
    assertThat(((Array) s.vCol()).shape(0)).isEqualTo(140);
    assertThat(((Array) s.v()).size()).isEqualTo(1);
    // The first decay is zero: the mean of squares is what rows and columns make of this gradient.
    Array squares = g.square();
    Array rows = squares.mean(1, true);
    Array mean = rows.mul(squares.mean(0, true)).div(rows.mean());
    assertClose(g.div(mean.sqrt()), once(tx, g, g), 1e-4, 1e-5);
    Array small = PrngKey.key(1).normal(4, 5);
    assertClose(small.sign(), once(tx, small, small), 1e-5, 0);
  }

  @Test
  void stepsOfRpropGrowAndShrink() {
    GradientTransformation tx = scaleByRprop(0.1);
    Object state = tx.init(Jnp.zeros(1));
    double[] grads = {1, 1, 1, -1, 1, 1};
    // Those of the step before, unless the sign changed.
    double[] steps = {0, 0.1, 0.12, 0, 0, 0.072};
    for (int i = 0; i < grads.length; i++) {
      Update<Array> u = tx.update(Jnp.full(1, grads[i]), state);
      assertClose(Jnp.full(1, steps[i]), u.updates().abs(), 1e-5, 1e-7);
      state = u.state();
    }
  }

  @Test
  void normsAreDifferentiableAtZero() {
    Array zero = Jnp.zeros(2);
    assertThat(safeNorm(zero, 1e-3).item()).isCloseTo(1e-3, within(1e-9));
    assertThat(safeNorm(G, 1e-3).item()).isEqualTo(5);
    Array d = Linum.grad((Array x) -> safeNorm(x, 1e-3)).apply(zero);
    Array e = Linum.grad((Array x) -> safeRootMeanSquares(x, 1e-3)).apply(zero);
    assertClose(zero, d, 0, 0);
    assertClose(zero, e, 0, 0);
    Array m = Jnp.array(3.0, 4, 0, 0).reshape(2, 2);
    assertClose(Jnp.array(7.0, 0.5), safeNorm(m, 0.5, 1, 1, false), 1e-6, 0);
    assertClose(
        Jnp.array(4.0, 0.5).reshape(2, 1),
        safeNorm(m, 0.5, Double.POSITIVE_INFINITY, 1, true),
        1e-6,
        0);
  }

  @Test
  void countsStopAtTheLargest() {
    assertThat(safeIncrement(Jnp.array(5)).itemLong()).isEqualTo(6);
    Array last = Jnp.array(Integer.MAX_VALUE).astype(DType.INT32);
    assertThat(safeIncrement(last).itemLong()).isEqualTo(Integer.MAX_VALUE);
    assertThat(safeIncrement(Jnp.array(1.5)).item()).isEqualTo(2.5);
  }

  @Test
  void gradientsCanBeScaled() {
    assertThat(scaleGradient(Jnp.array(3.0), 0.5).item()).isEqualTo(3);
    assertThat(Linum.grad((Array x) -> scaleGradient(x, 0.5).square()).apply(Jnp.array(3.0)).item())
        .isEqualTo(3);
  }
}

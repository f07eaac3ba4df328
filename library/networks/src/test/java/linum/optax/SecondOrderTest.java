package linum.optax;

import static linum.optax.Optax.*;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import linum.Linum;
import linum.core.Array;
import linum.nn.Nn;
import linum.numpy.Jnp;
import linum.random.PrngKey;
import org.junit.jupiter.api.Test;

/// Second derivatives, iterations of linear algebra, and noise in place of derivatives.
class SecondOrderTest {
  // Its Hessian in (a, b) is [[2 x, y], [y, 6 b]].
  private static Array loss(List<Array> p, Array x, Array y) {
    Array a = p.get(0);
    Array b = p.get(1);
    return a.square().mul(x).add(a.mul(b).mul(y)).add(b.pow(3)).sum();
  }

  private static final List<Array> AT = List.of(Jnp.array(2.0), Jnp.array(5.0));

  @Test
  void theHessianTimesAVector() {
    List<Array> hv =
        SecondOrder.hvp(
            SecondOrderTest::loss, Jnp.array(1.0, -1), AT, Jnp.array(3.0), Jnp.array(4.0));
    assertThat(hv.get(0).item()).isEqualTo(6 - 4);
    assertThat(hv.get(1).item()).isEqualTo(4 - 30);
  }

  @Test
  void diagonals() {
    assertClose(
        Jnp.array(6.0, 30),
        SecondOrder.hessianDiag(SecondOrderTest::loss, AT, Jnp.array(3.0), Jnp.array(4.0)),
        1e-6,
        0);
    assertClose(
        Jnp.array(32.0 * 32, 83.0 * 83),
        SecondOrder.fisherDiag(SecondOrderTest::loss, AT, Jnp.array(3.0), Jnp.array(4.0)),
        1e-6,
        0);
  }

  @Test
  void theLargestEigenvalue() {
    Array q = Jnp.array(0.6, -0.8, 0.8, 0.6).reshape(2, 2);
    Array a = q.matmul(Jnp.diag(Jnp.array(5.0, 2))).matmul(q.T());
    Eigenpair<Array> pair = powerIteration(a);
    assertThat(pair.eigenvalue().item()).isCloseTo(5, within(1e-3));
    assertClose(Jnp.array(0.6, 0.8), pair.eigenvector().abs(), 1e-2, 0);
    InverseRoot root = matrixInversePthRoot(a, 4);
    Array fourth = root.root().matmul(root.root());
    assertClose(Jnp.eye(2), fourth.matmul(fourth).matmul(a), 1e-2, 1e-2);
  }

  @Test
  void leastSquaresWithoutNegativeNumbers() {
    Array a = PrngKey.key(0).normal(6, 3);
    Array x = Jnp.array(1.0, 0, 2);
    assertClose(x, nnls(a, a.matmul(x), 500), 1e-3, 1e-3);
    Array negative = nnls(Jnp.eye(3), Jnp.array(1.0, -1, 2), 100);
    assertClose(Jnp.array(1.0, 0, 2), negative, 1e-4, 1e-5);
  }

  @Test
  void noiseMakesTheLargestDifferentiable() {
    Array x = Jnp.array(0.5, 0.2, -0.1);
    // With Gumbel noise the mean of the largest one is a softmax.
    Perturbations.Perturbed<Array, Array> argmax =
        Perturbations.makePerturbedFun((Array s) -> Nn.oneHot(s.argmax(), 3))
            .numSamples(20_000)
            .sigma(0.5);
    Array softmax = Nn.softmax(x.div(0.5));
    assertClose(
        softmax, Linum.jit((PrngKey k) -> argmax.apply(k, x)).apply(PrngKey.key(1)), 0.05, 0.02);
    Array derivative = Linum.grad((Array s) -> argmax.apply(PrngKey.key(2), s).get(0)).apply(x);
    Array expected = Linum.grad((Array s) -> Nn.softmax(s.div(0.5)).get(0)).apply(x);
    assertClose(expected, derivative, 0.15, 0.05);
    Perturbations.Perturbed<Array, Array> square =
        Perturbations.makePerturbedFun((Array s) -> s.square().sum())
            .noise(Perturbations.Noise.NORMAL)
            .useBaseline(false)
            .numSamples(20_000);
    assertThat(square.apply(PrngKey.key(0), x).item()).isCloseTo(0.33, within(0.02));
  }
}

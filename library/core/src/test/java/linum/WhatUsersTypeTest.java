package linum;

import static linum.Linum.NONE;
import static linum.Linum.checkpoint;
import static linum.Linum.cond;
import static linum.Linum.customGradient;
import static linum.Linum.customJvp;
import static linum.Linum.customVjp;
import static linum.Linum.evalShape;
import static linum.Linum.grad;
import static linum.Linum.hessian;
import static linum.Linum.jacfwd;
import static linum.Linum.jit;
import static linum.Linum.jvp;
import static linum.Linum.linearize;
import static linum.Linum.makeJaxpr;
import static linum.Linum.scan;
import static linum.Linum.valueAndGrad;
import static linum.Linum.valueAndGradAux;
import static linum.Linum.vjp;
import static linum.Linum.vmap;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.cos;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.sin;
import static linum.numpy.Jnp.tanh;
import static linum.numpy.Jnp.zeros;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import linum.core.Array;
import linum.core.Scan;
import org.junit.jupiter.api.Test;

/// What a notebook's user types compiles and infers without a cast.
class WhatUsersTypeTest {
  record Params(Array w, Array b) {}

  private final Array x = array(1.0, 2.0, 3.0);
  private final Array xs = array(new double[][] {{1, 2, 3}, {4, 5, 6}});
  private final Params params = new Params(array(1.0, 2.0, 3.0), array(0.5));

  private static Array loss(Params p, Array xs, Array ys) {
    return xs.matmul(p.w()).add(p.b()).sub(ys).square().mean();
  }

  @Test
  void compiledFunctionsOfAnUntypedLambda() {
    var f = jit(v -> tanh(v).mul(2).add(1));
    assertClose(array(2.5231884, 2.9280553, 2.9901094), f.apply(x));
  }

  @Test
  void gradientsOfAnUntypedLambda() {
    assertClose(array(1.3817732, 0.07700372, -2.8288574), grad(v -> sin(v).mul(v).sum()).apply(x));
  }

  @Test
  void programsOfGradients() {
    assertThat(makeJaxpr(grad(v -> v.add(2).pow(2).add(3).mean()), x).inputs()).hasSize(1);
  }

  @Test
  void perExampleGradientsWithWeightsShared() {
    var f = jit(vmap(grad((w, v) -> w.matmul(v).square()), NONE, 0));
    assertClose(array(new double[][] {{28, 56, 84}, {256, 320, 384}}), f.apply(x, xs));
  }

  @Test
  void compiledGradientsOfARecord() {
    var f =
        jit(
            grad(
                (Params p, Array a, Array b) -> a.matmul(p.w()).add(p.b()).sub(b).square().mean()));
    Params g = f.apply(params, xs, array(14.0, 32.0));
    assertClose(array(2.5, 3.5, 4.5), g.w());
  }

  @Test
  void valueAndGradientAtAPoint() {
    Array ys = array(14.0, 32.0);
    ValueAndGrad<Params> both = valueAndGrad(params, p -> loss(p, xs, ys));
    assertClose(array(0.25), both.value());
    assertClose(array(1.0), both.grad().b());
    assertThat(grad(params, p -> loss(p, xs, ys)).w().aval()).isEqualTo(params.w().aval());
  }

  @Test
  void loopsAndBranches() {
    var out = scan((c, v) -> new Scan<>(c.add(v), c.mul(v)), zeros(), x);
    assertClose(array(0.0, 2.0, 9.0), out.ys());
    assertClose(x, cond(x.sum().gt(0), () -> x, () -> x.neg()));
  }

  @Test
  void gradientsInSeveralArguments() {
    List<Array> g = grad((a, b) -> a.mul(b).sum(), List.of(0, 1)).apply(x, x.add(1));
    assertClose(x.add(1), g.get(0));
    assertClose(x, g.get(1));
    assertClose(x, grad((a, b) -> a.mul(b).sum(), 1).apply(x, x.add(1)));
  }

  @Test
  void gradientsWithSomethingBeside() {
    var f = valueAndGradAux((Array v) -> new WithAux<>(v.square().sum(), List.of(v, v.mul(2))));
    ValueAuxGrad<List<Array>, Array> out = f.apply(x);
    assertClose(x.mul(2), out.grad());
    assertClose(x.mul(2), out.aux().get(1));
  }

  @Test
  void directionsAndPullbacks() {
    Pushed<Array> pushed = jvp(v -> sin(v), x, ones(3));
    assertClose(cos(x), pushed.tangent());
    Pulled<Array, Array> pulled = vjp(v -> sin(v), x);
    assertClose(cos(x).mul(2), pulled.pullback().apply(ones(3).mul(2)));
    Linearized<Array, Array> linear = linearize(v -> sin(v), x);
    assertClose(cos(x).mul(3), linear.derivative().apply(ones(3).mul(3)));
    assertClose(x, vjp((a, b) -> a.mul(b), x, x).pullback().apply(ones(3)).second());
  }

  @Test
  void matricesOfDerivatives() {
    assertClose(
        array(new double[][] {{2, 0, 0}, {0, 4, 0}, {0, 0, 6}}), jacfwd(v -> v.square()).apply(x));
    assertClose(
        array(new double[][] {{6, 0, 0}, {0, 12, 0}, {0, 0, 18}}),
        hessian(v -> v.pow(3).sum()).apply(x));
  }

  @Test
  void rulesOfOnesOwn() {
    var f = customJvp(v -> sin(v), (v, dv) -> new Pushed<>(sin(v), dv.mul(7)));
    assertClose(ones(3).mul(7), grad(v -> f.apply(v).sum()).apply(x));
    var g = customVjp(v -> sin(v), v -> new Pair<>(sin(v), v), (Array v, Array ct) -> ct.mul(v));
    assertClose(x, grad(v -> g.apply(v).sum()).apply(x));
    var h = customGradient((Array v) -> new Pulled<>(v.square(), ct -> ct.mul(v)));
    assertClose(x, grad((Array v) -> h.apply(v).sum()).apply(x));
  }

  @Test
  void checkpointsAndShapes() {
    var f = checkpoint(v -> sin(sin(v)));
    assertClose(grad(v -> sin(sin(v)).sum()).apply(x), grad(v -> f.apply(v).sum()).apply(x));
    assertThat(evalShape(v -> v.sum(), x).aval().toString()).isEqualTo("float32[]");
  }
}

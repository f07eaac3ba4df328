package linum;

import static linum.Linum.checkpoint;
import static linum.Linum.grad;
import static linum.Linum.hessian;
import static linum.Linum.jacfwd;
import static linum.Linum.jacrev;
import static linum.Linum.jit;
import static linum.Linum.jvp;
import static linum.Linum.linearTranspose;
import static linum.Linum.linearize;
import static linum.Linum.stopGradient;
import static linum.Linum.valueAndGrad;
import static linum.Linum.vjp;
import static linum.Linum.vmap;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.cos;
import static linum.numpy.Jnp.exp;
import static linum.numpy.Jnp.maximum;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.sin;
import static linum.numpy.Jnp.zeros;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.DType;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DerivativesTest {
  record Params(Array w, Array b) {}

  private final Array x = array(1.0, 2.0, 3.0);

  @Nested
  class Values {
    @Test
    void theTutorialsGradient() {
      var v = array(0.0, 1.0, 2.0);
      ValueAndGrad<Array> out = valueAndGrad(u -> u.add(2).pow(2).add(3).mean()).apply(v);
      assertClose(array(12.666667f), out.value());
      assertClose(array(1.3333334, 2.0, 2.6666667), out.grad());
    }

    @Test
    void theGradientOfTheSineOfACosine() {
      var out = valueAndGrad(v -> sin(cos(v))).apply(array(3.0f));
      assertClose(array(-0.83602184f), out.value());
      // -cos(cos 3) sin 3
      assertClose(array(-0.07743201f), out.grad());
    }

    @Test
    void derivativesOfDerivatives() {
      UnaryOperator<Array> f = grad(grad(grad(v -> sin(v).mul(v))));
      // (x sin x)''' = -3 sin x - x cos x
      assertClose(sin(x).mul(-3).sub(x.mul(cos(x))), vmap(f).apply(x), 1e-5, 1e-5);
    }

    @Test
    void tiesShareTheGradientOfAMaximum() {
      assertClose(array(0.5, 0.0, 1.0), grad(v -> maximum(v, array(1.0, 5.0, 2.0)).sum()).apply(x));
    }

    @Test
    void tiesShareTheGradientOfTheLargestElement() {
      assertClose(array(0.5, 0.0, 0.5), grad(v -> v.max()).apply(array(3.0, 1.0, 3.0)));
    }

    @Test
    void unusedArgumentsHaveZeroGradients() {
      Params g = grad((Params p) -> p.w().sum()).apply(new Params(x, array(5.0f)));
      assertClose(ones(3), g.w());
      assertClose(array(0.0f), g.b());
    }

    @Test
    void stoppedGradientsAreConstants() {
      assertClose(x, grad(v -> stopGradient(v).mul(v).sum()).apply(x));
    }

    @Test
    void treesOfListsAndMaps() {
      var g =
          grad((Map<String, List<Array>> p) -> p.get("a").get(1).square().sum())
              .apply(Map.of("a", List.of(x, x), "b", List.of()));
      assertClose(x.mul(2), g.get("a").get(1));
      assertClose(zeros(3), g.get("a").get(0));
    }

    @Test
    void wholeNumbersPassThroughUntouched() {
      Array indices = array(2, 0);
      var g = grad((Array v, Array i) -> v.at(i).get().sum()).apply(x, indices);
      assertClose(array(1.0, 0.0, 1.0), g);
    }
  }

  @Nested
  class Compositions {
    private static Array f(Array v) {
      return exp(sin(v)).mul(v).sum();
    }

    @Test
    void aCompiledHessianIsTheHessian() {
      assertClose(hessian(v -> f(v)).apply(x), jit(hessian(v -> f(v))).apply(x), 1e-4, 1e-4);
    }

    @Test
    void forwardOverForwardIsReverseOverReverse() {
      assertClose(
          jacfwd(jacfwd(v -> f(v))).apply(x), jacrev(jacrev(v -> f(v))).apply(x), 1e-4, 1e-4);
    }

    @Test
    void forwardModeOverAPullback() {
      Pushed<Array> out =
          jvp(
              (Array v) -> vjp((Array a) -> f(a), v).pullback().apply(array(1.0f)),
              x,
              array(1.0, 0.0, 0.0));
      assertClose(hessian(v -> f(v)).apply(x).at(0).get(), out.tangent(), 1e-4, 1e-4);
    }

    @Test
    void gradientsThroughCompiledFunctionsAtTwoLevels() {
      var inner = jit((Array v) -> exp(sin(v)));
      var outer = jit((Array v) -> inner.apply(v).mul(v).sum());
      assertClose(grad(Compositions::f).apply(x), grad(v -> outer.apply(v)).apply(x));
      assertClose(
          grad(u -> grad(Compositions::f).apply(u).sum()).apply(x),
          grad(u -> grad(v -> outer.apply(v)).apply(u).sum()).apply(x),
          1e-4,
          1e-4);
    }

    @Test
    void checkpointsOfCompiledFunctionsUnderJitVmapAndTwoGradients() {
      var body = checkpoint(jit((Array v) -> exp(sin(v)).mul(v)));
      Function<Array, Array> second = u -> grad((Array v) -> body.apply(v).sum()).apply(u).sum();
      Function<Array, Array> plain = u -> grad(Compositions::f).apply(u).sum();
      Array rows = array(new double[][] {{1, 2, 3}, {4, 5, 6}});
      assertClose(
          vmap(grad(u -> plain.apply(u))).apply(rows),
          jit(vmap(grad(u -> second.apply(u)))).apply(rows),
          1e-4,
          1e-3);
    }

    @Test
    void linearizationsAreGoodForManyDirections() {
      Linearized<Array, Array> at = linearize(v -> sin(v).mul(v), x);
      Array slope = cos(x).mul(x).add(sin(x));
      assertClose(slope, at.derivative().apply(ones(3)));
      assertClose(slope.mul(2), at.derivative().apply(ones(3).mul(2)));
    }

    @Test
    void theTransposeOfALinearFunction() {
      Array m = array(new double[][] {{1, 2, 3}, {4, 5, 6}});
      Function<Array, Array> t = linearTranspose((Array v) -> m.matmul(v), x);
      assertClose(array(9.0, 12.0, 15.0), t.apply(array(1.0, 2.0)));
    }
  }

  @Nested
  class Errors {
    @Test
    void aGradientNeedsAScalar() {
      assertThatThrownBy(() -> grad(v -> v.mul(2)).apply(x))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "grad is defined for functions that return a scalar, but this one returned float32[3]."
                  + "\nReduce it with sum() or mean(), or use jacrev or jacfwd for the derivative of"
                  + " a vector.");
    }

    @Test
    void aGradientNeedsAFloatingScalar() {
      assertThatThrownBy(() -> grad(v -> v.astype(DType.INT32).sum()).apply(x))
          .hasMessage(
              "grad is defined for functions that return a floating-point number, but this one"
                  + " returned int32[].\nConvert it with astype(FLOAT32) before anything that needs"
                  + " a derivative.");
    }

    @Test
    void aGradientIsInFloatingArguments() {
      assertThatThrownBy(() -> grad(v -> v.sum()).apply(array(1, 2)))
          .hasMessage(
              "grad needs floating-point arrays, but argument 0 is int32[2]."
                  + "\nConvert it with astype(FLOAT32), or let the function refer to it instead of"
                  + " taking it.");
    }

    @Test
    void theMessageSaysWhereInTheTree() {
      assertThatThrownBy(() ->
              valueAndGrad((Array v, Params p) -> p.w().sum())
                  .andThen(v -> v)
                  .apply(array(1), new Params(x, x)))
          .hasMessageStartingWith("valueAndGrad needs floating-point arrays, but argument 0 is");
      assertThatThrownBy(() -> grad((Params p) -> p.w().sum()).apply(new Params(x, array(1, 2))))
          .hasMessageStartingWith(
              "grad needs floating-point arrays, but argument 0 at .b is int32[2].");
    }

    @Test
    void anArgumentThatDoesNotExist() {
      assertThatThrownBy(() -> grad((a, b) -> a.mul(b).sum(), 2).apply(x, x))
          .hasMessage("grad: there is no argument 2; the function has 2, counted from 0");
    }

    @Test
    void tangentsOfAnotherType() {
      assertThatThrownBy(() -> jvp(v -> sin(v), x, ones(2)))
          .hasMessage(
              "jvp: argument 0 is float32[3], so its tangent must be float32[3], but it is"
                  + " float32[2].\nConvert it with astype, or broadcast it to the shape of the"
                  + " argument.");
    }

    @Test
    void tangentsOfAnotherStructure() {
      assertThatThrownBy(() -> jvp((List<Array> v) -> v.getFirst(), List.of(x), List.of(x, x)))
          .hasMessage(
              "jvp: the tangent of argument 0 has the structure PyTreeDef([*, *]), but the argument"
                  + " has PyTreeDef([*]).\nGive a tangent for every array of the argument, in a tree"
                  + " like it.");
    }

    @Test
    void cotangentsOfAnotherType() {
      assertThatThrownBy(() -> vjp(v -> sin(v), x).pullback().apply(ones(2)))
          .hasMessage(
              "vjp: the cotangent is float32[2], but the function returned float32[3], whose"
                  + " cotangents are float32[3].\nConvert it with astype, or broadcast it to the"
                  + " shape of the value.");
    }

    @Test
    void cotangentsOfAnotherStructure() {
      assertThatThrownBy(() -> vjp((Array v) -> List.of(v), x).pullback().apply(List.of(x, x)))
          .hasMessage(
              "vjp: the cotangent has the structure PyTreeDef([*, *]), but the function returned"
                  + " PyTreeDef([*]).\nGive the pullback a tree like the function's value.");
    }

    @Test
    void transposesOfWhatIsNotLinear() {
      assertThatThrownBy(() -> linearTranspose((Array v) -> sin(v), x).apply(x))
          .hasMessage(
              "sin is not linear in operand 0 (float32[3]), so it cannot be run backward."
                  + "\nA function given to linearTranspose, and the tangent of a customJvp rule,"
                  + " must be linear.");
    }

    @Test
    void derivativesThatAreNotKnown() {
      assertThatThrownBy(
              () -> grad(m -> linum.lax.Lax.polygamma(m, array(2.0f))).apply(array(1.0f)))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage(
              "polygamma has no derivative in its order."
                  + "\nKeep it out of the derivative: stopGradient(x).");
    }
  }
}

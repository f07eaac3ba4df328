package linum.transform;

import static linum.Linum.NONE;
import static linum.Linum.cond;
import static linum.Linum.customJvp;
import static linum.Linum.customVjp;
import static linum.Linum.grad;
import static linum.Linum.jit;
import static linum.Linum.jvp;
import static linum.Linum.makeJaxpr;
import static linum.Linum.scan;
import static linum.Linum.switchCase;
import static linum.Linum.vmap;
import static linum.Linum.whileLoop;
import static linum.testing.ArrayAssertions.assertClose;
import static linum.testing.ArrayAssertions.assertSame;
import static linum.transform.TestArrays.f32;
import static linum.transform.TestArrays.i32;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import linum.Pair;
import linum.Pushed;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Scan;
import linum.ir.DType;
import linum.ir.Dims;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BatchControlTest {
  private final Array v = f32(1, 2, 3);

  private static Array scalar(double x) {
    return Ops.scalar(x, DType.FLOAT32);
  }

  @Nested
  class Branches {
    @Test
    void aSharedPredicateKeepsTheBranch() {
      BinaryOperator<Array> f = (p, x) -> cond(p.gt(0), () -> x.add(1), () -> x.neg());
      assertSame(f32(2, 3, 4), vmap(f, NONE, 0).apply(scalar(1), v));
      assertThat(
              makeJaxpr((Array p, Array x) -> vmap(f, NONE, 0).apply(p, x), scalar(1), v)
                  .toString())
          .contains("cond[")
          .doesNotContain("select_n");
    }

    @Test
    void aMappedPredicateSelects() {
      BinaryOperator<Array> f = (p, x) -> cond(p.gt(0), () -> x.add(1), () -> x.neg());
      Array p = f32(1, -1, 1);
      assertSame(f32(2, -2, 4), vmap(f).apply(p, v));
      assertSame(f32(8, -7, 8), vmap(f, 0, NONE).apply(p, scalar(7)));
      assertThat(makeJaxpr((Array a, Array x) -> vmap(f).apply(a, x), p, v).toString())
          .contains("select_n")
          .doesNotContain("cond[");
    }

    @Test
    void aResultThatOneBranchSharesIsMappedIfAnotherMapsIt() {
      BinaryOperator<Array> f = (p, x) -> cond(p.gt(0), () -> x, () -> scalar(0));
      assertSame(f32(0, 0, 0), vmap(f, NONE, 0).apply(scalar(-1), v));
      assertSame(f32(1, 2, 3), vmap(f, NONE, 0).apply(scalar(1), v));
    }

    @Test
    void everyExampleHasItsOwnIndexInRange() {
      BinaryOperator<Array> f = (i, x) -> switchCase(i, () -> x, () -> x.mul(10), () -> x.mul(100));
      assertSame(f32(1, 20, 300), vmap(f).apply(i32(-5, 1, 9), v));
    }
  }

  @Nested
  class Loops {
    @Test
    void examplesEndAtTheirOwnTime() {
      UnaryOperator<Array> f = x -> whileLoop((Array c) -> c.lt(10), c -> c.mul(2), x);
      assertSame(f32(16, 16, 12), vmap(f).apply(v));
      assertSame(f32(16, 16, 12), jit(vmap(f)).apply(v));
    }

    @Test
    void aSharedConditionStaysScalar() {
      UnaryOperator<Array> f =
          x ->
              whileLoop(
                      (List<Array> c) -> c.get(0).lt(3),
                      c -> List.of(c.get(0).add(1), c.get(1).mul(x)),
                      List.of(Ops.scalar(0L, DType.INT32), scalar(1)))
                  .get(1);
      assertSame(f32(1, 8, 27), vmap(f).apply(v));
      assertThat(makeJaxpr((Array x) -> vmap(f).apply(x), v).toString())
          .doesNotContain("reduce_or")
          .doesNotContain("select_n");
    }

    @Test
    void aConditionWithMappedConstantsIsOfEachExample() {
      UnaryOperator<Array> f = x -> whileLoop((Array c) -> c.lt(x), c -> c.add(1), scalar(0));
      assertSame(f32(1, 2, 3), vmap(f).apply(v));
    }

    @Test
    void forwardModeGoesThroughTheLoopOfEachExample() {
      UnaryOperator<Array> f = x -> whileLoop((Array c) -> c.lt(10), c -> c.mul(2), x);
      Array ones = f32(1, 1, 1);
      assertSame(
          f32(16, 8, 4),
          vmap((a, b) -> jvp((Array x) -> f.apply(x), a, b).tangent()).apply(v, ones));
    }

    @Test
    void aCarryBecomesMappedInTheStepThatMapsIt() {
      UnaryOperator<Array> f =
          x ->
              scan(
                      (List<Array> c, Array y) -> new Scan<>(List.of(c.get(1), x), c.get(0)),
                      List.of(scalar(0), scalar(0)),
                      f32(0, 0, 0))
                  .ys();
      assertSame(f32(Dims.of(3, 3), 0, 0, 1, 0, 0, 2, 0, 0, 3), vmap(f).apply(v));
    }

    @Test
    void whatIsSharedStaysSharedInALoop() {
      UnaryOperator<Array> f =
          x ->
              scan(
                      (List<Array> c, Array y) ->
                          new Scan<>(List.of(c.get(0).add(y), c.get(1).mul(x)), c.get(0)),
                      List.of(scalar(0), scalar(1)),
                      v)
                  .ys();
      Array out = vmap(f, VmapOptions.DEFAULT.outAxes(NONE)).apply(v);
      assertSame(f32(0, 1, 3), out);
    }
  }

  @Nested
  class CustomRules {
    private final UnaryOperator<Array> cubeWithJvp =
        customJvp(
            (Array x) -> x.mul(x).mul(x),
            (Array x, Array dx) -> new Pushed<>(x.mul(x).mul(x), dx.mul(100).mul(x)));

    private final BinaryOperator<Array> productWithVjp =
        customVjp(
            (Array x, Array y) -> x.mul(y),
            (Array x, Array y) -> new Pair<>(x.mul(y), List.of(x, y)),
            (List<Array> r, Array ct) ->
                new Pair<>(ct.mul(r.get(1)).mul(10), ct.mul(r.get(0)).mul(20)));

    @Test
    void aForwardRuleIsMappedWithItsFunction() {
      assertSame(f32(1, 8, 27), vmap(cubeWithJvp).apply(v));
      assertClose(f32(100, 200, 300), vmap(grad(cubeWithJvp)).apply(v));
      assertClose(f32(100, 200, 300), grad((Array x) -> vmap(cubeWithJvp).apply(x).sum()).apply(v));
    }

    @Test
    void aReverseRuleIsMappedWithItsFunction() {
      Array w = scalar(5);
      assertSame(f32(5, 10, 15), vmap(productWithVjp, 0, NONE).apply(v, w));
      assertClose(f32(50, 50, 50), vmap(grad(productWithVjp), 0, NONE).apply(v, w));
      assertClose(
          f32(50, 50, 50),
          grad((Array x) -> vmap(productWithVjp, 0, NONE).apply(x, w).sum()).apply(v));
    }

    @Test
    void whatAllExamplesShareGetsTheSumOfTheirCotangents() {
      Array g = grad((Array w) -> vmap(productWithVjp, 0, NONE).apply(v, w).sum()).apply(scalar(5));
      assertClose(scalar(120), g);
    }

    @Test
    void theyMayBeMappedTwice() {
      Array m = f32(Dims.of(1, 3), 1, 2, 3);
      assertClose(f32(Dims.of(1, 3), 100, 200, 300), vmap(vmap(grad(cubeWithJvp))).apply(m));
      assertClose(f32(Dims.of(1, 3), 10, 20, 30), vmap(vmap(grad(productWithVjp))).apply(m, m));
    }
  }
}

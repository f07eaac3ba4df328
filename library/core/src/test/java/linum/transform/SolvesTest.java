package linum.transform;

import static linum.Linum.customLinearSolve;
import static linum.Linum.customRoot;
import static linum.Linum.foriLoop;
import static linum.Linum.grad;
import static linum.Linum.jit;
import static linum.Linum.jvp;
import static linum.Linum.vmap;
import static linum.testing.ArrayAssertions.assertClose;
import static linum.transform.TestArrays.f32;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.DType;
import linum.ir.Dims;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SolvesTest {
  // Jacobi's method, for maps whose matrix has a large diagonal of 4.
  private static Array jacobi(UnaryOperator<Array> a, Array b) {
    return foriLoop(0, 60, (i, x) -> x.add(b.sub(a.apply(x)).div(4)), Ops.zeros(b.aval()));
  }

  private static Array solve(Array matrix, Array b) {
    return customLinearSolve(x -> matrix.matmul(x), b, SolvesTest::jacobi);
  }

  private final Array matrix = f32(Dims.of(2, 2), 4, 1, 0, 4);
  private final Array b = f32(9, 8);

  @Nested
  class LinearEquations {
    @Test
    void theSolutionSolvesTheEquation() {
      assertClose(f32(1.75, 2), solve(matrix, b), 1e-5, 1e-5);
      assertClose(f32(1.75, 2), jit((m, v) -> solve(m, v)).apply(matrix, b), 1e-5, 1e-5);
    }

    @Test
    void itIsDifferentiatedThroughTheEquation() {
      // x = (b0 - x1) / 4, b1 / 4 with x1 = b1 / 4; the transposed inverse is applied to ones.
      assertClose(
          f32(0.25, 0.1875), grad((Array v) -> solve(matrix, v).sum()).apply(b), 1e-5, 1e-5);
      assertClose(
          f32(0.1875, 0.25),
          jvp((Array v) -> solve(matrix, v), b, f32(1, 1)).tangent(),
          1e-5,
          1e-5);
    }

    @Test
    void theMatrixHasADerivativeToo() {
      // d(sum(A⁻¹ b)) / dA = - (A⁻ᵀ 1) xᵀ
      assertClose(
          f32(Dims.of(2, 2), -0.4375, -0.5, -0.328125, -0.375),
          grad((Array m) -> solve(m, b).sum()).apply(matrix),
          1e-5,
          1e-5);
    }

    @Test
    void manyEquationsAreSolvedTogether() {
      Array rights = f32(Dims.of(2, 2), 9, 8, 4, 0);
      assertClose(
          f32(Dims.of(2, 2), 1.75, 2, 1, 0),
          vmap((Array v) -> solve(matrix, v)).apply(rights),
          1e-5,
          1e-5);
      assertClose(
          f32(Dims.of(2, 2), 0.25, 0.1875, 0.25, 0.1875),
          vmap(grad((Array v) -> solve(matrix, v).sum())).apply(rights),
          1e-5,
          1e-5);
    }

    @Test
    void aMapMustKeepTheType() {
      assertThatThrownBy(() -> customLinearSolve(Array::sum, b, SolvesTest::jacobi))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "customLinearSolve: matvec must give the types of the right side, but gives float32[]"
                  + " for float32[2]");
    }
  }

  @Nested
  class NonlinearEquations {
    // The square root as the root of x² - a, by Newton's method without derivatives of its own.
    private Array sqrt(Array a) {
      return customRoot(
          x -> x.mul(x).sub(a),
          Ops.ones(a.aval()),
          (f, guess) -> foriLoop(0, 20, (i, x) -> x.sub(f.apply(x).div(x.mul(2))), guess),
          (g, y) -> y.div(g.apply(Ops.ones(y.aval()))));
    }

    private Array scalar(double x) {
      return Ops.scalar(x, DType.FLOAT32);
    }

    @Test
    void theRootIsFound() {
      assertClose(scalar(3), sqrt(scalar(9)), 1e-5, 1e-5);
    }

    @Test
    void itIsDifferentiatedImplicitly() {
      assertClose(scalar(1 / 6.0), grad(this::sqrt).apply(scalar(9)), 1e-5, 1e-5);
      assertClose(scalar(-1 / 108.0), grad(grad(this::sqrt)).apply(scalar(9)), 1e-4, 1e-5);
      assertClose(scalar(1 / 6.0), jit(grad(this::sqrt)).apply(scalar(9)), 1e-5, 1e-5);
    }

    @Test
    void manyRootsAreFoundTogether() {
      assertClose(f32(1, 2, 3), vmap(this::sqrt).apply(f32(1, 4, 9)), 1e-5, 1e-5);
      assertClose(f32(0.5, 0.25, 1 / 6.0), vmap(grad(this::sqrt)).apply(f32(1, 4, 9)), 1e-5, 1e-5);
    }
  }
}

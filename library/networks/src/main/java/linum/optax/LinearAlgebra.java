package linum.optax;

import java.util.function.UnaryOperator;
import linum.Linum;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.numpy.Jnp;
import linum.numpy.Linalg;
import linum.random.Random;
import linum.tree.Tree;

/// Iterations that some optimizers need.
final class LinearAlgebra {
  private LinearAlgebra() {}

  private record Power<V>(V eigenvector, V image, Array eigenvalue, Array iteration) {}

  static <V> Eigenpair<V> powerIteration(
      UnaryOperator<V> matrix, V start, int numIters, double errorTolerance) {
    V v0 = normalized(start);
    DType dtype = OptaxTree.highestDtype(start);
    Power<V> end =
        Linum.whileLoop(
            c -> {
              V residual =
                  Tree.map(
                      (z, v) -> z.sub(c.eigenvalue().astype(v.dtype()).mul(v)),
                      c.image(),
                      c.eigenvector());
              Array error = OptaxTree.norm(residual).div(c.eigenvalue()).abs();
              return error.lt(errorTolerance).not().and(c.iteration().lt(numIters));
            },
            c -> {
              V v = normalized(c.image());
              V image = matrix.apply(v);
              return new Power<>(
                  v, image, OptaxTree.vdot(v, image).astype(dtype), c.iteration().add(1));
            },
            new Power<>(v0, matrix.apply(v0), Jnp.zeros(dtype), Counts.zero()));
    return new Eigenpair<>(end.eigenvalue(), normalized(end.image()));
  }

  private static <V> V normalized(V tree) {
    return OptaxTree.scale(Jnp.divide(1, OptaxTree.norm(tree)), tree);
  }

  private record Root(Array iteration, Array m, Array h, Array oldH, Array error, Array improves) {}

  // Newton's iteration for A^(-1/p), coupled so that it is stable.
  static InverseRoot matrixInversePthRoot(
      Array matrix, int p, int numIters, double ridgeEpsilon, double errorTolerance) {
    int n = matrix.shape(0);
    double alpha = -1.0 / p;
    Array start = Random.uniform(Random.key(0), Dims.of(n), matrix.dtype(), -1, 1);
    Array largest = powerIteration((Array v) -> matrix.matmul(v), start, 100, 1e-6).eigenvalue();
    Array ridge = largest.maximum(1e-16).mul(ridgeEpsilon);
    if (n == 1) {
      return new InverseRoot(matrix.add(ridge).pow(alpha), Jnp.zeros(matrix.dtype()));
    }
    Array identity = Jnp.eye(n, n, 0, matrix.dtype());
    Array damped = matrix.add(identity.mul(ridge));
    Array z = Jnp.divide((1.0 + p) / 2, Linalg.norm(damped));
    Array m0 = damped.mul(z);
    Array h0 = identity.mul(z.pow(1.0 / p));
    Root end =
        Linum.whileLoop(
            c -> c.iteration().lt(numIters).and(c.error().gt(errorTolerance)).and(c.improves()),
            c -> {
              Array step = identity.mul(1 - alpha).add(c.m().mul(alpha));
              Array m = Linalg.matrixPower(step, p).matmul(c.m());
              Array error = m.sub(identity).abs().max();
              return new Root(
                  c.iteration().add(1),
                  m,
                  c.h().matmul(step),
                  c.h(),
                  error,
                  error.lt(c.error().mul(1.2)));
            },
            new Root(Counts.zero(), m0, h0, h0, m0.sub(identity).abs().max(), Jnp.array(true)));
    return new InverseRoot(
        Jnp.where(end.improves(), end.h(), end.oldH()), end.m().sub(identity).abs().max());
  }

  private record Descent(Array x, Array ahead, Array momentum) {}

  // Projected gradient descent with Nesterov's momentum.
  static Array nnls(Array a, Array b, int iters) {
    if (a.ndim() != 2 || b.ndim() < 1 || b.ndim() > 2 || b.shape(0) != a.shape(0)) {
      throw new IllegalArgumentException(
          "nnls: a matrix A and a vector or matrix b with as many rows are needed, but the shapes are %s and %s"
              .formatted(a.shape(), b.shape()));
    }
    Array q = a.mT().matmul(a);
    Array r = a.mT().matmul(b);
    Array bound = Linalg.norm(q).minimum(q.abs().sum(0).max());
    Array steepest = Jnp.where(bound.eq(0), 1, bound).astype(q.dtype());
    Array zeros = Jnp.zerosLike(r);
    return Linum.foriLoop(
            0,
            iters,
            (_, c) -> {
              Array next = c.momentum().square().mul(4).add(1).sqrt().add(1).div(2);
              Array x = c.ahead().sub(q.matmul(c.ahead()).sub(r).div(steepest)).maximum(0);
              Array ahead = x.add(c.momentum().sub(1).div(next).mul(x.sub(c.x())));
              return new Descent(x, ahead, next);
            },
            new Descent(zeros, zeros, Jnp.zeros(r.dtype())))
        .x();
  }
}

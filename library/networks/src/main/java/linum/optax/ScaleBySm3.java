package linum.optax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.lax.Lax;
import linum.numpy.Jnp;
import linum.tree.Flat;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Updates over the root of sums of squares that are kept along each axis only.
///
/// Source: Anil and others, "Memory-Efficient Adaptive Optimization", 2019.
///
/// @param b1 decay of the momentum
/// @param b2 decay of the sums of squares; 1 for sums
/// @param eps added under the root
public record ScaleBySm3(Scalar b1, double b2, Scalar eps) implements GradientTransformation {
  ScaleBySm3() {
    this(Scalar.of(0.9), 1, Scalar.of(1e-8));
  }

  public ScaleBySm3 b1(double newB1) {
    return new ScaleBySm3(Scalar.of(newB1), b2, eps);
  }

  public ScaleBySm3 b2(double newB2) {
    return new ScaleBySm3(b1, newB2, eps);
  }

  public ScaleBySm3 eps(double newEps) {
    return new ScaleBySm3(b1, b2, Scalar.of(newEps));
  }

  /// Its state.
  ///
  /// @param mu for every array a list of sums, one for every axis
  /// @param nu the momentum
  public record ScaleBySM3State(List<List<Array>> mu, Object nu) {}

  @Override
  public ScaleBySM3State init(Object params) {
    Flat flat = Tree.flatten(params);
    return new ScaleBySM3State(
        flat.leaves().stream().map(ScaleBySm3::zeros).toList(), OptaxTree.zerosLike(params));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ScaleBySM3State s = Need.state(ScaleBySM3State.class, state);
    Moments.checkFit(updates, s.nu());
    Flat flat = Tree.flatten(updates);
    List<Array> scaled = new ArrayList<>();
    List<List<Array>> sums = new ArrayList<>();
    for (int i = 0; i < flat.leaves().size(); i++) {
      Array g = flat.leaves().get(i);
      Array sum = sum(g, s.mu().get(i));
      scaled.add(Jnp.where(sum.gt(0), Lax.rsqrt(eps.add(sum)), 0).mul(g));
      sums.add(
          IntStream.range(0, s.mu().get(i).size()).mapToObj(axis -> largest(sum, axis)).toList());
    }
    P steps = flat.unflatten(scaled);
    Scalar rest = b1.oneMinus();
    P nu = Tree.map((u, m) -> rest.mul(u).add(b1.mul(m)), steps, s.nu());
    return new Update<>(nu, new ScaleBySM3State(sums, nu));
  }

  private static List<Array> zeros(Array p) {
    return p.ndim() == 0
        ? List.of(Jnp.zerosLike(p))
        : IntStream.range(0, p.ndim()).mapToObj(i -> Jnp.zeros(p.dtype(), p.shape(i))).toList();
  }

  private Array sum(Array g, List<Array> former) {
    Array least =
        IntStream.range(0, former.size())
            .mapToObj(i -> former.get(i).reshape(along(g, i)))
            .reduce(Array::minimum)
            .orElseThrow();
    Array squares = b2 == 1 ? g.square() : g.square().mul(1 - b2);
    return squares.add(least.mul(b2));
  }

  private static int[] along(Array g, int axis) {
    int[] shape = new int[g.ndim()];
    Arrays.fill(shape, 1);
    if (shape.length > 0) {
      shape[axis] = g.shape(axis);
    }
    return shape;
  }

  private static Array largest(Array sum, int axis) {
    return sum.ndim() < 2
        ? sum
        : sum.max(IntStream.range(0, sum.ndim()).filter(i -> i != axis).toArray());
  }
}

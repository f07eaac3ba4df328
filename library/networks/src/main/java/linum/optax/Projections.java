package linum.optax;

import linum.Linum;
import linum.core.Array;
import linum.nn.Nn;
import linum.numpy.Jnp;
import linum.tree.Tree;

/// The nearest points of sets.
///
/// Each takes a tree and gives the tree in the set that is nearest to it, with the distance taken
/// over all arrays together.
///
/// In JAX: `optax.projections`.
public final class Projections {
  private Projections() {}

  /// No element negative.
  public static <P> P projectionNonNegative(P tree) {
    return Tree.map(Nn::relu, tree);
  }

  /// Every element between two bounds.
  public static <P> P projectionBox(P tree, double lower, double upper) {
    return Tree.map(x -> x.clip(lower, upper), tree);
  }

  /// Every element between two bounds of its own.
  public static <P> P projectionBox(P tree, P lower, P upper) {
    return Tree.map((x, low, high) -> x.clip(low, high), tree, lower, upper);
  }

  /// Every element between 0 and 1.
  public static <P> P projectionHypercube(P tree) {
    return projectionHypercube(tree, 1);
  }

  /// Every element between 0 and `scale`.
  public static <P> P projectionHypercube(P tree, double scale) {
    return projectionBox(tree, 0, scale);
  }

  /// No element negative, with sum 1.
  public static <P> P projectionSimplex(P tree) {
    return projectionSimplex(tree, 1);
  }

  /// No element negative, with sum `scale`.
  public static <P> P projectionSimplex(P tree, double scale) {
    return Ravel.like(tree, Simplex.project(Ravel.vector(tree).div(scale)).mul(scale));
  }

  /// With 1-norm 1.
  public static <P> P projectionL1Sphere(P tree) {
    return projectionL1Sphere(tree, 1);
  }

  /// With 1-norm `scale`.
  public static <P> P projectionL1Sphere(P tree, double scale) {
    P sizes = projectionSimplex(Tree.map(Array::abs, tree), scale);
    return Tree.map((x, size) -> x.sign().mul(size), tree, sizes);
  }

  /// With 1-norm at most 1.
  public static <P> P projectionL1Ball(P tree) {
    return projectionL1Ball(tree, 1);
  }

  /// With 1-norm at most `scale`.
  public static <P> P projectionL1Ball(P tree, double scale) {
    return Linum.cond(
        OptaxTree.norm(tree, 1).le(scale), x -> x, x -> projectionL1Sphere(x, scale), tree);
  }

  /// With norm 1.
  public static <P> P projectionL2Sphere(P tree) {
    return projectionL2Sphere(tree, 1);
  }

  /// With norm `scale`.
  public static <P> P projectionL2Sphere(P tree, double scale) {
    return OptaxTree.scale(Jnp.divide(scale, OptaxTree.norm(tree)), tree);
  }

  /// With norm at most 1.
  public static <P> P projectionL2Ball(P tree) {
    return projectionL2Ball(tree, 1);
  }

  /// With norm at most `scale`.
  public static <P> P projectionL2Ball(P tree, double scale) {
    Array norm = OptaxTree.squaredNorm(tree).maximum(scale * scale).sqrt();
    return OptaxTree.scale(Jnp.divide(scale, norm), tree);
  }

  /// Every element between -1 and 1.
  public static <P> P projectionLinfBall(P tree) {
    return projectionLinfBall(tree, 1);
  }

  /// Every element between `-scale` and `scale`.
  public static <P> P projectionLinfBall(P tree, double scale) {
    return projectionBox(tree, -scale, scale);
  }

  /// A multiple of `a`.
  public static <P> P projectionVector(P x, P a) {
    return OptaxTree.scale(OptaxTree.vdot(x, a).div(OptaxTree.vdot(a, a)), a);
  }

  /// With `⟨x, a⟩ = b`.
  public static <P> P projectionHyperplane(P x, P a, double b) {
    return OptaxTree.addScale(x, distance(x, a, b), a);
  }

  /// With `⟨x, a⟩ ≤ b`.
  public static <P> P projectionHalfspace(P x, P a, double b) {
    return OptaxTree.addScale(x, distance(x, a, b).minimum(0), a);
  }

  private static Array distance(Object x, Object a, double b) {
    return Jnp.subtract(b, OptaxTree.vdot(x, a)).div(OptaxTree.vdot(a, a));
  }
}

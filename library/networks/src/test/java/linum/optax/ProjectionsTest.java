package linum.optax;

import static linum.optax.Projections.*;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import linum.Linum;
import linum.core.Array;
import linum.numpy.Jnp;
import linum.random.PrngKey;
import linum.testing.Gradients;
import linum.tree.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Projections end in their set, leave what is in it alone, and go the shortest way.
class ProjectionsTest {
  private static final List<Array> NORMAL =
      List.of(Jnp.array(1.0, -2, 0.5), Jnp.array(0.3, 1).reshape(2, 1));

  static Stream<Arguments> sets() {
    return Stream.of(
        set("nonNegative", Projections::projectionNonNegative, x -> min(x) >= 0),
        set("box", x -> projectionBox(x, -0.5, 0.7), x -> min(x) >= -0.5 && max(x) <= 0.7001),
        set("hypercube", Projections::projectionHypercube, x -> min(x) >= 0 && max(x) <= 1),
        set("simplex", Projections::projectionSimplex, x -> min(x) >= 0 && near(sum(x), 1)),
        set("scaled simplex", x -> projectionSimplex(x, 3), x -> min(x) >= 0 && near(sum(x), 3)),
        set("l1Sphere", Projections::projectionL1Sphere, x -> near(norm(x, 1), 1)),
        set("l1Ball", Projections::projectionL1Ball, x -> norm(x, 1) <= 1.0001),
        set("large l1Ball", x -> projectionL1Ball(x, 100), x -> norm(x, 1) <= 100),
        set("l2Sphere", Projections::projectionL2Sphere, x -> near(norm(x, 2), 1)),
        set("l2Ball", Projections::projectionL2Ball, x -> norm(x, 2) <= 1.0001),
        set("linfBall", x -> projectionLinfBall(x, 0.5), x -> max(x) <= 0.5 && min(x) >= -0.5),
        set(
            "hyperplane",
            x -> projectionHyperplane(x, NORMAL, 2),
            x -> near(OptaxTree.vdot(x, NORMAL).item(), 2)),
        set(
            "halfspace",
            x -> projectionHalfspace(x, NORMAL, -1),
            x -> OptaxTree.vdot(x, NORMAL).item() <= -0.9999),
        set(
            "vector",
            x -> projectionVector(x, NORMAL),
            x -> near(Math.abs(OptaxTree.vdot(x, NORMAL).item()), norm(x, 2) * norm(NORMAL, 2))));
  }

  private static Arguments set(
      String name, UnaryOperator<List<Array>> projection, Predicate<List<Array>> contains) {
    return Arguments.of(name, projection, contains);
  }

  private static double min(Object x) {
    return OptaxTree.min(x).item();
  }

  private static double max(Object x) {
    return OptaxTree.max(x).item();
  }

  private static double sum(Object x) {
    return OptaxTree.sum(x).item();
  }

  private static double norm(Object x, double ord) {
    return OptaxTree.norm(x, ord).item();
  }

  private static boolean near(double a, double b) {
    return Math.abs(a - b) < 1e-4;
  }

  private static List<Array> point(int seed) {
    PrngKey key = PrngKey.key(seed);
    return List.of(key.normal(3).mul(2), key.foldIn(1).normal(2, 1).mul(2));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sets")
  void theyEndInTheSetAndStayThere(
      String name, UnaryOperator<List<Array>> projection, Predicate<List<Array>> contains) {
    Function<List<Array>, List<Array>> program = Linum.jit((List<Array> x) -> projection.apply(x));
    for (int seed = 0; seed < 3; seed++) {
      List<Array> once = program.apply(point(seed));
      assertThat(contains.test(once)).as("%s is in the set", once).isTrue();
      List<Array> twice = program.apply(once);
      for (int i = 0; i < once.size(); i++) {
        assertClose(once.get(i), twice.get(i), 1e-4, 1e-5);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sets")
  void noOtherPointOfTheSetIsNearer(
      String name, UnaryOperator<List<Array>> projection, Predicate<List<Array>> contains) {
    List<Array> x = point(7);
    double distance = norm(OptaxTree.sub(x, projection.apply(x)), 2);
    for (int seed = 8; seed < 14; seed++) {
      List<Array> other = projection.apply(point(seed));
      assertThat(distance).isLessThanOrEqualTo(norm(OptaxTree.sub(x, other), 2) + 1e-4);
    }
  }

  @Test
  void derivativesAreThoseOfDifferences() {
    Gradients.check(x -> projectionSimplex(x), Jnp.array(0.5, 1.2, -0.3, 0.9), 1);
    Gradients.check(x -> projectionL2Ball(x), Jnp.array(0.5, 1.2, -0.3), 1);
    Gradients.check(x -> projectionL1Ball(x), Jnp.array(0.5, 1.2, -0.3), 1);
  }

  @Test
  void boundsCanBeTrees() {
    List<Array> x = point(0);
    List<Array> low = OptaxTree.fullLike(x, -0.1, null);
    assertThat(Tree.leaves(projectionBox(x, low, OptaxTree.onesLike(x))))
        .allSatisfy(a -> assertThat(a.min().item()).isGreaterThanOrEqualTo(-0.1001));
  }
}

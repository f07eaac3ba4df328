package linum;

import static linum.Linum.checkpoint;
import static linum.Linum.checkpointName;
import static linum.Linum.grad;
import static linum.Linum.jit;
import static linum.Linum.makeJaxpr;
import static linum.Linum.vmap;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.cos;
import static linum.numpy.Jnp.sin;
import static linum.testing.ArrayAssertions.assertClose;
import static linum.transform.CheckpointPolicies.dotsSaveable;
import static linum.transform.CheckpointPolicies.dotsWithNoBatchDimsSaveable;
import static linum.transform.CheckpointPolicies.everythingSaveable;
import static linum.transform.CheckpointPolicies.nothingSaveable;
import static linum.transform.CheckpointPolicies.saveAnyNamesButThese;
import static linum.transform.CheckpointPolicies.saveFromBothPolicies;
import static linum.transform.CheckpointPolicies.saveOnlyTheseNames;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import linum.core.Array;
import linum.ir.Call;
import linum.ir.Jaxpr;
import linum.transform.CheckpointPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointTest {
  private final Array x = array(0.1, 0.2, 0.3);
  private static final Array M = array(new double[][] {{1, 2, 0}, {0, 1, 3}, {2, 0, 1}});

  // A product, a named value, and what comes between.
  private static Array f(Array v) {
    Array named = checkpointName(sin(M.matmul(v)), "features");
    return cos(sin(named)).mul(named);
  }

  static Stream<CheckpointPolicy> policies() {
    return Stream.of(
        everythingSaveable(),
        nothingSaveable(),
        dotsSaveable(),
        dotsWithNoBatchDimsSaveable(),
        saveOnlyTheseNames("features"),
        saveAnyNamesButThese("features"),
        saveFromBothPolicies(dotsSaveable(), saveOnlyTheseNames("features")));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void gradientsAreTheSameUnderAnyPolicy(CheckpointPolicy policy) {
    UnaryOperator<Array> g = checkpoint(CheckpointTest::f, policy);
    Array expected = grad(v -> f(v).sum()).apply(x);
    assertClose(expected, grad(v -> g.apply(v).sum()).apply(x));
    assertClose(expected, jit(grad(v -> jit(g).apply(v).sum())).apply(x));
    assertClose(
        vmap(grad(v -> f(v).sum())).apply(M),
        vmap(grad(v -> g.apply(v).sum())).apply(M),
        1e-5,
        1e-5);
  }

  // The labels of what the backward pass computes in its checkpoint.
  private List<String> again(CheckpointPolicy policy) {
    UnaryOperator<Array> g = checkpoint(CheckpointTest::f, policy);
    Jaxpr whole = makeJaxpr(grad(v -> g.apply(v).sum()), x);
    return whole.eqns().stream()
        .filter(e -> e.primitive() instanceof Call.Remat)
        .flatMap(e -> e.primitive().jaxprs().getFirst().eqns().stream())
        .map(e -> e.primitive().label())
        .toList();
  }

  @Test
  void nothingSavedMeansAllIsComputedAgain() {
    assertThat(again(nothingSaveable())).contains("sin", "cos").containsOnlyOnce("name");
    assertThat(again(nothingSaveable()).stream().filter("dot_general"::equals)).hasSize(2);
  }

  @Test
  void everythingSavedMeansNothingIsComputedAgain() {
    assertThat(again(everythingSaveable())).doesNotContain("sin", "cos", "name");
  }

  @Test
  void savedProductsAreNotComputedAgain() {
    assertThat(again(dotsSaveable()).stream().filter("dot_general"::equals)).hasSize(1);
    assertThat(again(dotsSaveable())).contains("sin");
  }

  @Test
  void savedNamesAreNotComputedAgain() {
    assertThat(again(saveOnlyTheseNames("features"))).doesNotContain("name");
    assertThat(again(saveOnlyTheseNames("other"))).contains("name");
  }
}

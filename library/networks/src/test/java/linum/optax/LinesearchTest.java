package linum.optax;

import static linum.optax.Optax.*;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import linum.Linum;
import linum.core.Array;
import linum.numpy.Jnp;
import linum.optax.ScaleByBacktrackingLinesearch.ScaleByBacktrackingLinesearchState;
import linum.optax.ScaleByZoomLinesearch.ScaleByZoomLinesearchState;
import linum.optax.Training.Step;
import org.junit.jupiter.api.Test;

class LinesearchTest {
  private static Array valley(List<Array> p) {
    Array x = p.get(0);
    Array y = p.get(1);
    return Jnp.subtract(1, x).square().add(y.sub(x.square()).square().mul(100)).sum();
  }

  @Test
  void lbfgsFindsTheEndOfTheValleyInFewSteps() {
    List<Array> end =
        Training.trained(lbfgs(), LinesearchTest::valley, List.of(Jnp.zeros(2), Jnp.zeros(2)), 40);
    assertClose(Jnp.ones(2), end.get(0), 1e-3, 0);
    assertClose(Jnp.ones(2), end.get(1), 1e-3, 0);
  }

  @Test
  void withoutALineSearchStepsAreAsTheyAre() {
    Function<Array, Array> loss = p -> p.mul(Jnp.array(1.0, 3)).square().sum();
    Array end = Training.trained(lbfgs(0.5).linesearch(identity()), loss, Jnp.array(2.0, -1), 60);
    assertClose(Jnp.zeros(2), end, 0, 1e-3);
  }

  @Test
  void backtrackingEndsWithEnoughDecrease() {
    Function<Array, Array> loss = p -> p.square().sum().mul(10);
    GradientTransformation tx = chain(sgd(1.0), scaleByBacktrackingLinesearch(30).storeGrad(true));
    Array start = Jnp.array(3.0, -4);
    Step<Array> after = Training.step(tx, loss, new Step<>(start, tx.init(start)));
    ScaleByBacktrackingLinesearchState s =
        OptaxTree.get(after.state(), ScaleByBacktrackingLinesearchState.class);
    assertThat(s).isNotNull();
    double slope = -Linum.grad(start, loss).square().sum().item();
    double rate = s.learningRate().item();
    assertThat(s.value().item()).isLessThanOrEqualTo(250 + 1e-4 * rate * slope);
    assertThat(s.info().decreaseError().item()).isZero();
    assertClose(loss.apply(after.params()), s.value(), 1e-6, 0);
    assertClose(Linum.grad(after.params(), loss), (Array) s.grad(), 1e-5, 1e-5);
  }

  @Test
  void zoomEndsWithBothConditions() {
    Function<Array, Array> loss = p -> p.sub(2).pow(4).sum().add(p.square().sum());
    GradientTransformation tx = chain(sgd(1.0), scaleByZoomLinesearch(30));
    Array start = Jnp.array(-3.0, 5);
    Step<Array> after = Training.step(tx, loss, new Step<>(start, tx.init(start)));
    ScaleByZoomLinesearchState s = OptaxTree.get(after.state(), ScaleByZoomLinesearchState.class);
    assertThat(s).isNotNull();
    assertThat(s.info().decreaseError().item()).isZero();
    assertThat(s.info().curvatureError().item()).isZero();
    Array g0 = Linum.grad(start, loss);
    double slope0 = -g0.square().sum().item();
    double slope = -Linum.grad(after.params(), loss).mul(g0).sum().item();
    assertThat(Math.abs(slope)).isLessThanOrEqualTo(0.9 * Math.abs(slope0));
    assertThat(s.value().item())
        .isLessThanOrEqualTo(loss.apply(start).item() + 1e-4 * s.learningRate().item() * slope0);
  }

  @Test
  void stepsThatCannotBeTakenAreNotTaken() {
    Function<Array, Array> loss = p -> p.log().sum().neg();
    GradientTransformation tx = chain(scale(1e30), scaleByBacktrackingLinesearch(2));
    Array start = Jnp.array(1.0);
    Update<Array> u =
        tx.update(
            Jnp.array(-1.0),
            tx.init(start),
            start,
            extraArgs().value(loss.apply(start)).grad(Jnp.array(-1.0)).valueFn(loss));
    assertThat(u.updates().item()).isZero();
  }

  @Test
  void valueAndGradientAreTakenFromTheState() {
    Function<Array, Array> loss = p -> p.square().sum();
    GradientTransformation tx = lbfgs();
    Array start = Jnp.array(1.0, 2);
    Object state = tx.init(start);
    assertClose(Jnp.array(5.0), valueAndGradFromState(loss).apply(start, state).value(), 1e-6, 0);
    Step<Array> after = Training.step(tx, loss, new Step<>(start, state));
    // Of other parameters, to see that they are not looked at.
    assertClose(
        loss.apply(after.params()),
        valueAndGradFromState(loss).apply(start, after.state()).value(),
        1e-6,
        1e-12);
  }
}

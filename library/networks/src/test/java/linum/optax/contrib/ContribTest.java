package linum.optax.contrib;

import static linum.optax.Optax.*;
import static linum.optax.contrib.Contrib.*;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import linum.Compiled;
import linum.Linum;
import linum.core.Array;
import linum.ir.DType;
import linum.numpy.Jnp;
import linum.optax.GradientTransformation;
import linum.optax.OptaxTree;
import linum.optax.Training;
import linum.optax.Training.Step;
import linum.optax.Update;
import linum.random.PrngKey;
import linum.tree.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The optimizers of `optax.contrib`: the traces of their documentation, and that all of them reach
/// a minimum.
class ContribTest {
  private static final Array START = Jnp.array(1.0, 2.0, 3.0);

  private static Array square(Array x) {
    return x.square().sum();
  }

  static Stream<Arguments> traces() {
    return Stream.of(
        Arguments.of(ademamix(0.01), "1.39E+01 1.38E+01 1.36E+01 1.35E+01 1.34E+01"),
        Arguments.of(simplifiedAdemamix(0.01), "1.39E+01 1.36E+01 1.33E+01 1.28E+01 1.23E+01"),
        Arguments.of(adopt(0.003), "1.40E+01 1.40E+01 1.40E+01 1.40E+01 1.40E+01"),
        Arguments.of(dowg(), "1.39E+01 1.39E+01 1.38E+01 1.36E+01 1.33E+01"),
        Arguments.of(scheduleFreeSgd(), "1.40E+01 1.75E-14 9.96E-01 8.06E-01 2.41E-01"),
        Arguments.of(scheduleFreeAdamw(1.0), "5.00E+00 3.05E+00 1.73E+00 8.94E-01 4.13E-01"));
  }

  @ParameterizedTest
  @MethodSource("traces")
  void lossesAreThoseOfOptax(GradientTransformation tx, String expected) {
    List<String> losses = new ArrayList<>();
    Step<Array> at = new Step<>(START, tx.init(START));
    for (int i = 0; i < 5; i++) {
      at = Training.step(tx, ContribTest::square, at);
      Array p =
          at.state() instanceof ScheduleFree.ScheduleFreeState
              ? scheduleFreeEvalParams(at.state(), at.params())
              : at.params();
      losses.add(String.format(Locale.ROOT, "%.2E", square(p).item()));
    }
    assertThat(String.join(" ", losses)).isEqualTo(expected);
  }

  @Test
  void tracesWithMoreDigits() {
    assertThat(Training.losses(dog(), ContribTest::square, START, 5))
        .allSatisfy(x -> assertThat(x).isBetween(13.99, 14.0));
    List<Double> dowg = Training.losses(dowg(), ContribTest::square, START, 5);
    double[] expected = {13.925367, 13.872763, 13.775433, 13.596172, 13.268837};
    for (int i = 0; i < 5; i++) {
      assertThat(dowg.get(i)).isCloseTo(expected[i], within(2e-5));
    }
  }

  // The examples of the documentation take the updates for the parameters.
  @Test
  void firstUpdatesOfMomo() {
    assertThat(square(firstUpdate(momo())).item()).isEqualTo(3.5);
    assertThat(square(firstUpdate(momoAdam())).item()).isCloseTo(0.00029999594, within(1e-9));
  }

  private static Array firstUpdate(GradientTransformation tx) {
    return tx.update(START.mul(2), tx.init(START), START, extraArgs().value(square(START)))
        .updates();
  }

  static Stream<Arguments> optimizers() {
    return Stream.of(
        of("acprop", acprop(0.05)),
        of("ademamix", ademamix(0.05)),
        of("simplifiedAdemamix", simplifiedAdemamix(1e-3)),
        of("adopt", adopt(0.05)),
        of("adopt with nesterov", adopt(0.05).nesterov(true).useClipping(false)),
        of("cocob", cocob()),
        of("dadaptAdamw", dadaptAdamw()),
        of("dog", dog()),
        of("dog from a rate", dog().initStep(new InitStep.LearningRate(0.1))),
        of("dog from a distance", dog().initStep(new InitStep.Distance(0.1))),
        of("dowg", dowg()),
        of("madgrad", madgrad(0.1)),
        of("mechanize", mechanize(adam(1e-2))),
        of("momo", momo()),
        of("momo with a bound", momo().adaptLowerBound(true).lowerBound(-1)),
        of("momoAdam", momoAdam(0.1)),
        of("momoAdam with a bound", momoAdam(0.1).adaptLowerBound(true).lowerBound(-1)),
        of("muon", muon(0.05)),
        of("prodigy", prodigy()),
        of("prodigy with a warmup", prodigy().safeguardWarmup(true)),
        of("reduceOnPlateau", chain(sgd(0.3), reduceOnPlateau())),
        of("sam", sam(sgd(0.1), chain(normalize(), sgd(0.01)))),
        of("scheduleFree", scheduleFree(sgd(0.1), 0.1)),
        of("scheduleFreeAdamw", scheduleFreeAdamw(0.1).warmupSteps(10)),
        of("scheduleFreeSgd", scheduleFreeSgd(0.3).weightDecay(0)),
        of("sophia", sophia(0.05)));
  }

  private static Arguments of(String name, GradientTransformation tx) {
    return Arguments.of(name, tx);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("optimizers")
  void theyReachTheMinimum(String name, GradientTransformation tx) {
    Function<Map<String, Array>, Array> loss =
        p -> p.get("w").sub(1).square().sum().add(p.get("b").add(2).square().sum());
    Map<String, Array> start = Map.of("w", Jnp.zeros(2, 3), "b", Jnp.zeros(3));
    Map<String, Array> end = Training.trained(tx, loss, start, 3000);
    assertClose(Jnp.ones(2, 3), end.get("w"), 0, 0.1);
    assertClose(Jnp.full(3, -2.0), end.get("b"), 0, 0.1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("optimizers")
  void aSecondStepNeedsNoSecondProgram(String name, GradientTransformation tx) {
    List<Array> params =
        List.of(PrngKey.key(0).normal(3, 2), Jnp.ones(DType.BFLOAT16, 4), Jnp.array(1.5));
    Function<List<Array>, Array> loss =
        p -> OptaxTree.squaredNorm(OptaxTree.cast(p, DType.FLOAT32));
    Compiled.Of1<Step<List<Array>>, Step<List<Array>>> step =
        Linum.jit((Step<List<Array>> at) -> Training.step(tx, loss, at));
    Step<List<Array>> first = new Step<>(params, tx.init(params));
    Step<List<Array>> third = step.apply(step.apply(first));
    step.apply(third);
    assertThat(step.cacheSize()).isEqualTo(1);
    assertThat(Tree.structure(third)).isEqualTo(Tree.structure(first));
  }

  @Test
  void theScaleFallsWhenTheLossDoesNot() {
    ReduceOnPlateau tx = reduceOnPlateau().factor(0.5).patience(2).cooldown(1).minScale(0.2);
    Object state = tx.init(Jnp.zeros(1));
    double[] losses = {1, 1, 1, 1, 1, 1, 0.5, 0.5, 0.5};
    float[] scales = {1, 1, 0.5f, 0.5f, 0.5f, 0.25f, 0.25f, 0.25f, 0.2f};
    for (int i = 0; i < losses.length; i++) {
      Update<Array> u =
          tx.update(Jnp.ones(1), state, Jnp.zeros(1), extraArgs().value(Jnp.array(losses[i])));
      assertThat(u.updates().toFloatArray()).as("step %d", i).containsExactly(scales[i]);
      state = u.state();
    }
    assertThatThrownBy(() -> reduceOnPlateau().factor(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("reduceOnPlateau: factor must lie between 0 and 1, but is 1.0");
  }

  @Test
  void samInOneStepIsSamInTwo() {
    GradientTransformation up = chain(normalize(), sgd(0.1));
    Array two = Training.trained(sam(sgd(0.1), up), ContribTest::square, START, 2);
    Sam opaque = sam(sgd(0.1), up).opaqueMode(true);
    BiFunction<Array, Integer, Array> gradFn = (p, _) -> p.mul(2);
    Update<Array> u =
        opaque.update(START.mul(2), opaque.init(START), START, extraArgs().with("gradFn", gradFn));
    assertClose(two, applyUpdates(START, u.updates()), 1e-5, 0);
    assertThatThrownBy(() -> opaque.update(START, opaque.init(START), START))
        .hasMessageContaining("needs the gradient as a function");
  }

  @Test
  void muonStepsAreOrthogonal() {
    Array g = PrngKey.key(0).normal(4, 4);
    for (Preconditioning p : Preconditioning.values()) {
      ScaleByMuon tx = scaleByMuon().preconditioning(p).nsCoeffs(ScaleByMuon.DION);
      Array u = tx.update(g, tx.init(g), g).updates();
      assertClose(Jnp.eye(4), u.matmul(u.T()), 0.5, 0.35);
    }
    Array batch = PrngKey.key(1).normal(2, 3, 5);
    ScaleByMuon many =
        scaleByMuon()
            .weightDimensionNumbers((_, _) -> new MuonDimensionNumbers(List.of(-1), List.of(1)));
    Array all = many.update(batch, many.init(batch), batch).updates();
    Array one = batch.get(1).T();
    ScaleByMuon single = scaleByMuon();
    assertClose(single.update(one, single.init(one), one).updates(), all.get(1).T(), 1e-4, 1e-4);
    assertThatThrownBy(() -> single.update(START, single.init(START), START))
        .hasMessageContaining("is no matrix");
  }

  @Test
  void privateGradientsAreClippedMeans() {
    Array grads = Jnp.array(3.0, 4, 0.3, 0.4).reshape(2, 2);
    GradientTransformation tx = differentiallyPrivateAggregate(1, 0, PrngKey.key(0));
    Update<Array> u = tx.update(grads, tx.init(Jnp.zeros(2)));
    assertClose(Jnp.array(0.45, 0.6), u.updates(), 1e-6, 0);
    Array many = Jnp.zeros(2, 10_000);
    GradientTransformation noisy = dpsgd(1, 0.5, 4, PrngKey.key(1));
    assertThat(noisy.update(many, noisy.init(many)).updates().std().item())
        .isCloseTo(1, within(0.03));
  }
}
